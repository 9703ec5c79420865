type StrapiWindow = { strapi?: { backendURL?: string } };

/** Addresses in the library are relative to the server, which may live elsewhere than the admin. */
export const mediaUrl = (url: string): string => {
  if (!url.startsWith('/')) return url;
  // Strapi sets this global for the admin and does not export its type.
  return `${(window as StrapiWindow).strapi?.backendURL ?? ''}${url}`;
};

/** What a frame needs to show a file; DTOs of outputs, library items and assets fit as they are. */
export type Media = {
  url: string | null;
  thumbnailUrl: string | null;
  mime: string | null;
  width?: number | null;
  height?: number | null;
};

export const isVideo = (mime: string | null): boolean => mime?.startsWith('video/') ?? false;
