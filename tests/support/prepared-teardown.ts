export { removePreparedDatabase as default } from './prepared-database';
