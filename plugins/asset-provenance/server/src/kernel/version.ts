import manifest from '../../../package.json';

/** What writes itself into files as their generator. */
export const generator = { name: manifest.name, version: manifest.version };

/** What this is, as a first enquiry names it: `strapi-plugin-asset-provenance 0.1.0`. */
export const product = `${manifest.name} ${manifest.version}`;
