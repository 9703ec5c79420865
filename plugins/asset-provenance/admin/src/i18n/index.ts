export type { MessageKey } from './en';
export * from './useFormat';
export * from './useMessages';
export * from './useTerm';
