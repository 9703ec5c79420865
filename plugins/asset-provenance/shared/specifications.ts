import type { Specification } from './parameters';

/**
 * The specifications that come with the product, `purpose.channel.name` → specification; an operator
 * may add more by configuration. Objects by id: Strapi merges arrays by index.
 */
export const defaultSpecifications: Record<
  string,
  Omit<Specification, 'name' | 'purpose' | 'channel'>
> = {
  'product_hero.website.hero': {
    kind: 'image',
    aspectRatio: '16:9',
    size: '1920x1080',
    format: 'png',
    maxBytes: 5_000_000,
    maxDurationSeconds: null,
  },
  'product_hero.website.film': {
    kind: 'video',
    aspectRatio: '16:9',
    size: '1280x720',
    format: 'mp4',
    maxBytes: 50_000_000,
    maxDurationSeconds: 10,
  },
  'product_hero.ecommerce.square': {
    kind: 'image',
    aspectRatio: '1:1',
    size: '1600x1600',
    format: 'png',
    maxBytes: 3_000_000,
    maxDurationSeconds: null,
  },
  'social_cover.social.portrait': {
    kind: 'image',
    aspectRatio: '4:5',
    size: '1080x1350',
    format: 'png',
    maxBytes: 5_000_000,
    maxDurationSeconds: null,
  },
  'social_cover.social.reel': {
    kind: 'video',
    aspectRatio: '9:16',
    size: '720x1280',
    format: 'mp4',
    maxBytes: 50_000_000,
    maxDurationSeconds: 15,
  },
  'poster_sketch.print.a2': {
    kind: 'image',
    aspectRatio: '3:4',
    size: '1536x2048',
    format: 'png',
    maxBytes: 20_000_000,
    maxDurationSeconds: null,
  },
  'poster_sketch.internal.sketch': {
    kind: 'image',
    aspectRatio: '3:4',
    size: '768x1024',
    format: 'png',
    maxBytes: 5_000_000,
    maxDurationSeconds: null,
  },
  'character.website.portrait': {
    kind: 'image',
    aspectRatio: '3:4',
    size: '1536x2048',
    format: 'png',
    maxBytes: 5_000_000,
    maxDurationSeconds: null,
  },
  'character.social.portrait': {
    kind: 'image',
    aspectRatio: '4:5',
    size: '1080x1350',
    format: 'png',
    maxBytes: 5_000_000,
    maxDurationSeconds: null,
  },
};
