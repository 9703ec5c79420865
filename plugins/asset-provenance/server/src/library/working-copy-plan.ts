import type { GateReason, Specification } from '../../../shared';
import { kindOfMime } from '../media/service';
import type { MediaFile } from '../media/service';
import type { FileRecord } from '../reuse/service';

/** One file for one channel in one specification; null: as it is. */
export type Copy = FileRecord & {
  file: MediaFile;
  channel: string;
  specification: Specification | null;
  /** What stands against its use on this channel. */
  reasons: GateReason[];
};

/** What keeps a file off its channel. */
export const blockingOf = ({ reasons }: Copy): GateReason[] =>
  reasons.filter(({ severity }) => severity === 'block');

/** Formats of pictures that are made anew; others go as they are. */
const RESIZABLE = [
  'image/png',
  'image/jpeg',
  'image/webp',
  'image/avif',
  'image/tiff',
  'image/gif',
];

/** Purposes may want the same; then one copy is enough. */
const distinct = (specifications: Specification[]): Specification[] => [
  ...new Map(
    specifications.map((each) => [`${each.size} ${each.format} ${each.maxBytes}`, each])
  ).values(),
];

/**
 * What a channel wants of such a file: the specifications of its own purpose, else those that the
 * channel has for other purposes, else nothing in particular.
 */
export const specificationsFor = (
  specifications: Specification[],
  { file, purpose, channel }: { file: MediaFile; purpose: string | null; channel: string }
): (Specification | null)[] => {
  const kind = kindOfMime(file.mime);
  if (kind === null || (kind === 'image' && !RESIZABLE.includes(file.mime))) return [null];
  const ofChannel = specifications.filter((each) => each.channel === channel && each.kind === kind);
  const ofPurpose = ofChannel.filter((each) => each.purpose === purpose);
  const fitting = ofPurpose.length > 0 ? ofPurpose : distinct(ofChannel);
  return fitting.length > 0 ? fitting : [null];
};

export const keyOf = ({ purpose, channel, name }: Specification): string =>
  `${purpose}.${channel}.${name}`;

const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)$/i;
const LONGEST_NAME = 80;

/** Fit for every file system; letters of all scripts stay. */
export const safeName = (text: string): string => {
  const name = text
    .normalize('NFC')
    .replace(/[\p{C}<>:"/\\|?*]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, LONGEST_NAME)
    .replace(/^[. ]+|[. ]+$/g, '');
  if (!name) return 'file';
  return RESERVED.test(name) ? `${name}_` : name;
};

const stemOf = ({ name, ext }: MediaFile): string =>
  ext && name.toLowerCase().endsWith(ext.toLowerCase()) ? name.slice(0, -ext.length) : name;

/** Names below one folder for each channel, each given once, whatever the case of its letters. */
export const createNaming = () => {
  const given = new Set<string>();
  return ({ file, channel, specification }: Copy, ext: string): string => {
    const parts = [safeName(stemOf(file)), specification && safeName(specification.name)];
    const base = `${safeName(channel)}/${parts.filter(Boolean).join('_')}`;
    for (let count = 1; ; count += 1) {
      const name = `${base}${count > 1 ? `_${count}` : ''}${ext}`;
      if (given.has(name.toLowerCase())) continue;
      given.add(name.toLowerCase());
      return name;
    }
  };
};
