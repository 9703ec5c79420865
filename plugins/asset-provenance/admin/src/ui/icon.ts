import type { SealCheck } from '@strapi/icons';

/** Any icon of `@strapi/icons`. */
export type Icon = typeof SealCheck;
