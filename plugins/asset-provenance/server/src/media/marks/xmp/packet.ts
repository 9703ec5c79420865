import { DOMParser, XMLSerializer } from '@xmldom/xmldom';
import type { Document, Element } from '@xmldom/xmldom';
import { CannotMark } from '../problem';
import { NAMESPACES, RDF } from './properties';
import type { Property, PropertyName } from './properties';

/** Largest packet of a file that is read, in bytes. */
const LONGEST = 1_000_000;
/** Most tags of one that is parsed: long histories of editing have a few thousand. */
const MOST_TAGS = 40_000;
const META = 'adobe:ns:meta/';
const XML = 'http://www.w3.org/XML/1998/namespace';
const XMLNS = 'http://www.w3.org/2000/xmlns/';

const BEGIN = '<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>\n';
const END = '\n<?xpacket end="w"?>';
const EMPTY = `<x:xmpmeta xmlns:x="${META}"><rdf:RDF xmlns:rdf="${RDF}"></rdf:RDF></x:xmpmeta>`;

const unreadable = (why: string): CannotMark =>
  new CannotMark('metadata_unreadable', `The XMP packet of the file cannot be read: ${why}`);

/** Between the processing instructions that frame it. */
const contentOf = (text: string): string =>
  text
    .replace(/^[\s\0\uFEFF]*<\?xpacket[^>]*\?>/, '')
    .replace(/<\?xpacket[^>]*\?>[\s\0]*$/, '')
    .trim();

/** Entities that a packet declares could make gigabytes of it: none has reason to declare any. */
const parse = (packet: Buffer): Document => {
  if (packet.length > LONGEST) throw unreadable(`it has ${packet.length} bytes.`);
  const text = contentOf(packet.toString('utf8'));
  if (/<!DOCTYPE|<!ENTITY/i.test(text)) throw unreadable('it declares entities.');
  if (text.split('<', MOST_TAGS + 2).length > MOST_TAGS + 1)
    throw unreadable(`it has more than ${MOST_TAGS} tags.`);
  try {
    return new DOMParser({
      onError: (level, message) => {
        if (level !== 'warning') throw new Error(message);
      },
    }).parseFromString(text, 'text/xml');
  } catch (error) {
    throw unreadable(error instanceof Error ? (error.message.split('\n')[0] ?? '') : '');
  }
};

const childrenOf = (element: Element): Element[] =>
  Array.from(element.childNodes).filter((node): node is Element => node.nodeType === 1);

/** The descriptions of the file itself, not those within them. */
const descriptionsOf = (rdf: Element): Element[] =>
  childrenOf(rdf).filter(
    ({ namespaceURI, localName }) => namespaceURI === RDF && localName === 'Description'
  );

const rdfOf = (document: Document): Element => {
  const [rdf] = Array.from(document.getElementsByTagNameNS(RDF, 'RDF'));
  if (!rdf) throw unreadable('it has no rdf:RDF.');
  return rdf;
};

/** Characters that XML cannot hold at all. */
const legal = (text: string): string => text.replace(/[^\P{C}\t\n\r\p{Cf}]/gu, '');

const appendText = (document: Document, to: Element, text: string): void => {
  to.appendChild(document.createTextNode(legal(text)));
};

const append = (document: Document, to: Element, { prefix, name, value, form }: Property): void => {
  const element = document.createElementNS(NAMESPACES[prefix], `${prefix}:${name}`);
  to.appendChild(element);
  if (form === 'text') return appendText(document, element, value);
  const list = document.createElementNS(RDF, 'rdf:Alt');
  const entry = document.createElementNS(RDF, 'rdf:li');
  entry.setAttributeNS(XML, 'xml:lang', 'x-default');
  appendText(document, entry, value);
  list.appendChild(entry);
  element.appendChild(list);
};

type Named = { namespaceURI: string | null; localName: string | null };
const isOf = ({ namespaceURI, localName }: Named, property: PropertyName): boolean =>
  namespaceURI === NAMESPACES[property.prefix] && localName === property.name;

/** Properties stand as elements or as attributes. Of our own none stays from an earlier time. */
const remove = (description: Element, properties: Property[]): void => {
  const isReplaced = (node: Named): boolean =>
    node.namespaceURI === NAMESPACES.assetProvenance || properties.some((each) => isOf(node, each));
  for (const child of childrenOf(description).filter(isReplaced)) description.removeChild(child);
  for (const attribute of Array.from(description.attributes).filter(isReplaced))
    description.removeAttributeNode(attribute);
};

const isEmpty = (description: Element): boolean =>
  childrenOf(description).length === 0 &&
  Array.from(description.attributes).every(
    ({ namespaceURI, localName }) =>
      namespaceURI === XMLNS || (namespaceURI === RDF && localName === 'about')
  );

/** One more description of the file itself, empty. */
const describe = (document: Document): Element => {
  const own = document.createElementNS(RDF, 'rdf:Description');
  own.setAttributeNS(RDF, 'rdf:about', '');
  rdfOf(document).appendChild(own);
  return own;
};

const written = (document: Document): Buffer => {
  const text = new XMLSerializer().serializeToString(document.documentElement ?? document);
  return Buffer.from(`${BEGIN}${text}${END}`, 'utf8');
};

/** An element with its lists and texts, and without remarks and what others say within it. */
const copied = (element: Element, to: Document): Element => {
  const copy = to.createElementNS(element.namespaceURI, element.tagName);
  for (const { namespaceURI, name, value } of Array.from(element.attributes))
    if (namespaceURI === RDF || namespaceURI === XML)
      copy.setAttributeNS(namespaceURI, name, value);
  for (const node of Array.from(element.childNodes))
    if (node.nodeType === 3) copy.appendChild(to.createTextNode(node.nodeValue ?? ''));
    else if (node.nodeType === 1 && (node as Element).namespaceURI === RDF)
      copy.appendChild(copied(node as Element, to));
  return copy;
};

/** A packet that was read, so that it can be asked and written anew. */
export type Packet = {
  /** Value of a property; null where the packet does not have it. */
  valueOf: (property: PropertyName) => string | null;
  /** A packet with nothing but these properties of it, as it has them; null: it has none of them. */
  reducedTo: (kept: PropertyName[]) => Buffer | null;
  /** The packet with these properties in place of its own; what else it says stays. */
  with: (properties: Property[]) => Buffer;
};

/**
 * @param packet of a file; null: it has none yet.
 * @throws CannotMark when it is no XMP, or larger than any would be.
 */
export const openPacket = (packet: Buffer | null): Packet => {
  const document = packet ? parse(packet) : new DOMParser().parseFromString(EMPTY, 'text/xml');
  const rdf = rdfOf(document);
  return {
    valueOf: (property) => {
      for (const description of descriptionsOf(rdf)) {
        const attribute = Array.from(description.attributes).find((each) => isOf(each, property));
        if (attribute) return attribute.value;
        const element = childrenOf(description).find((each) => isOf(each, property));
        if (element) return element.textContent?.trim() || element.getAttributeNS(RDF, 'resource');
      }
      return null;
    },
    reducedTo: (kept) => {
      const isKept = (node: Named): boolean => kept.some((each) => isOf(node, each));
      const reduced = parse(Buffer.from(EMPTY));
      const own = describe(reduced);
      for (const description of descriptionsOf(rdf)) {
        for (const { namespaceURI, name, value } of Array.from(description.attributes).filter(
          isKept
        ))
          own.setAttributeNS(namespaceURI, name, value);
        for (const element of childrenOf(description).filter(isKept))
          own.appendChild(copied(element, reduced));
      }
      return isEmpty(own) ? null : written(reduced);
    },
    with: (properties) => {
      for (const description of descriptionsOf(rdf)) {
        remove(description, properties);
        if (isEmpty(description)) rdf.removeChild(description);
      }
      const own = describe(document);
      for (const prefix of new Set(properties.map((each) => each.prefix)))
        own.setAttributeNS(XMLNS, `xmlns:${prefix}`, NAMESPACES[prefix]);
      for (const property of properties) append(document, own, property);
      return written(document);
    },
  };
};
