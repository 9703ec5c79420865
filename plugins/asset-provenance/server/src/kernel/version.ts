import manifest from '../../../package.json';

/** What this is, as a first enquiry names it: `strapi-plugin-asset-provenance 0.1.0`. */
export const product = `${manifest.name} ${manifest.version}`;
