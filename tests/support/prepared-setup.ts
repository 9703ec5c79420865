export { prepareDatabase as default } from './prepared-database';
