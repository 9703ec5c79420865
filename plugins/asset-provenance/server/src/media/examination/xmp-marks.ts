import type { Finding } from '../../../../shared';
import { NAMESPACES } from '../marks/xmp/properties';
import { finding, nameOf, sourceTypeName } from './findings';
import { aigcLabel } from './generators';

/** Longest packet that is looked into, in bytes. */
const LONGEST = 4_000_000;

const entities: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

const decoded = (xml: string): string =>
  xml.replace(
    /&(?:(lt|gt|quot|apos|amp)|#(\d{1,7})|#x([0-9a-f]{1,6}));/gi,
    (all, name, dec, hex) => {
      if (name) return entities[String(name).toLowerCase()] ?? all;
      const code = dec ? Number(dec) : parseInt(String(hex), 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : all;
    }
  );

/** Value of a property, whichever of RDF's three forms it is written in. */
const valueOf = (packet: string, property: string): string | null => {
  const forms = [
    new RegExp(`[\\w-]+:${property}\\s*=\\s*"([^"]*)"`),
    new RegExp(`[\\w-]+:${property}\\s*=\\s*'([^']*)'`),
    new RegExp(`<[\\w-]+:${property}[^>]*rdf:resource\\s*=\\s*["']([^"']*)["']`),
    new RegExp(`<[\\w-]+:${property}[^>]*>([^<]*)<`),
  ];
  for (const form of forms) {
    const value = form.exec(packet)?.[1];
    if (value) return decoded(value);
  }
  return null;
};

/** Marks in an XMP packet: IPTC's digital source type and the AIGC label, and whether they are ours. */
export const xmpMarks = (packet: string): Finding[] => {
  const digitalSourceType = sourceTypeName(valueOf(packet, 'DigitalSourceType'));
  const label = aigcLabel(valueOf(packet, 'AIGC') ?? '');
  const own = (property: string): string | null =>
    packet.includes(NAMESPACES.assetProvenance) ? nameOf(valueOf(packet, property)) : null;
  const [taskId, outputId] = [own('TaskID'), own('OutputID')];
  return [
    ...(digitalSourceType ? [finding('iptc', { digitalSourceType, taskId, outputId })] : []),
    ...(label ? [{ ...label, taskId }] : []),
  ];
};

/** The first packet of a file whose format has no reader here (GIF, video). */
export const packetIn = (bytes: Buffer): string | null => {
  const start = bytes.indexOf('<x:xmpmeta');
  const end = start < 0 ? -1 : bytes.indexOf('</x:xmpmeta>', start);
  return end < 0 || end - start > LONGEST ? null : bytes.toString('utf8', start, end);
};
