export * from './Protected';
export * from './screens';
export * from './usePermissions';
