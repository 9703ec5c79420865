import plugin from 'strapi-plugin-asset-provenance/strapi-server';

// Fails to compile when the package ships no types: `plugin` would be `any`.
type IsAny<T> = 0 extends 1 & T ? true : false;
const isTyped: IsAny<typeof plugin> extends true ? never : true = true;

export const register = isTyped && plugin.register;
