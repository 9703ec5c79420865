export type { MessageKey } from './en';
export { decimalOf } from './money';
export * from './useFormat';
export * from './useMessages';
export * from './useTerm';
