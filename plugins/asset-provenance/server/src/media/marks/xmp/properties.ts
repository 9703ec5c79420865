export const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';

export const NAMESPACES = {
  dc: 'http://purl.org/dc/elements/1.1/',
  GPano: 'http://ns.google.com/photos/1.0/panorama/',
  dcterms: 'http://purl.org/dc/terms/',
  xmpMM: 'http://ns.adobe.com/xap/1.0/mm/',
  xmpRights: 'http://ns.adobe.com/xap/1.0/rights/',
  photoshop: 'http://ns.adobe.com/photoshop/1.0/',
  Iptc4xmpExt: 'http://iptc.org/std/Iptc4xmpExt/2008-02-29/',
  plus: 'http://ns.useplus.org/ldf/xmp/1.0/',
  TC260: 'http://www.tc260.org.cn/ns/AIGC/1.0/',
  /** Ours: a name, not an address. */
  assetProvenance: 'https://www.npmjs.com/package/strapi-plugin-asset-provenance#',
} as const;

export type PropertyName = Pick<Property, 'prefix' | 'name'>;
export type Property = {
  prefix: keyof typeof NAMESPACES;
  name: string;
  value: string;
  /** One text, or one in languages, of which only the default is written. */
  form: 'text' | 'alternatives';
};
