import { allBoxesIn, box, boxesIn, fullBox, insideMeta } from '../../formats/bmff';
import type { Box } from '../../formats/bmff';
import { u32 } from '../../formats/bytes';
import { textsOfMeta } from '../../formats/mp4-keys';
import { plainLabel } from '../aigc-label';
import { CannotMark, malformed } from '../problem';
import { shiftChunkOffsets } from './chunk-offsets';
import { isFragmented, topBoxes } from './top-boxes';

/** Key of the label of GB 45438 in a video. */
const KEY = 'AIGC';
const UTF8 = 1;
const NOTHING = Buffer.alloc(0);

const whole = (bytes: Buffer, { at, end }: Box): Buffer => bytes.subarray(at, end);

const inside = (bytes: Buffer, { start, end, type }: Box): Box[] => {
  const boxes = allBoxesIn(bytes, start, end);
  // QuickTime ends its user data with four bytes of zero.
  if (boxes) return boxes;
  const some = boxesIn(bytes, start, end);
  if (type === 'udta' && (some.at(-1)?.end ?? start) === end - 4) return some;
  throw malformed(`The boxes within ${type} do not fill it.`);
};

const isKeyed = (bytes: Buffer, meta: Box): boolean =>
  insideMeta(bytes, meta).some(({ type }) => type === 'keys');

const item = (number: number, text: string): Buffer => {
  const data = box('data', u32(UTF8), u32(0), Buffer.from(text, 'utf8'));
  return Buffer.concat([u32(8 + data.length), u32(number), data]);
};
const key = (name: string): Buffer => box('mdta', Buffer.from(name, 'utf8'));

type Entry = { key: Buffer; item: Buffer | null };

/** The keys of a box and their items, as they stand. */
const entriesOf = (bytes: Buffer, meta: Box | undefined): Entry[] => {
  const parts = meta ? insideMeta(bytes, meta) : [];
  const keys = parts.find(({ type }) => type === 'keys');
  const list = parts.find(({ type }) => type === 'ilst');
  if (!keys) return [];
  const items = list ? boxesIn(bytes, list.start, list.end) : [];
  return boxesIn(bytes, keys.start + 8, keys.end).map((name, index) => {
    const value = items.find(({ at }) => bytes.readUInt32BE(at + 4) === index + 1);
    return { key: whole(bytes, name), item: value ? whole(bytes, value) : null };
  });
};

const numbered = (written: Buffer, number: number): Buffer =>
  Buffer.concat([written.subarray(0, 4), u32(number), written.subarray(8)]);

const keyedMeta = (bytes: Buffer, former: Box | undefined, label: string): Buffer => {
  const others = entriesOf(bytes, former).filter(
    ({ key: name }) => name.toString('utf8', 8) !== KEY
  );
  const keys = [...others.map(({ key: name }) => name), key(KEY)];
  const items = others.flatMap(({ item: value }, index) =>
    value ? [numbered(value, index + 1)] : []
  );
  return fullBox(
    'meta',
    0,
    0,
    fullBox('hdlr', 0, 0, u32(0), Buffer.from('mdta', 'latin1'), Buffer.alloc(13)),
    fullBox('keys', 0, 0, u32(keys.length), ...keys),
    box('ilst', ...items, item(keys.length, label))
  );
};

const labelBox = (label: string): Buffer => box('udta', keyedMeta(NOTHING, undefined, label));

const metaBoxes = (bytes: Buffer, moov: Box): Box[] => {
  const parts = boxesIn(bytes, moov.start, moov.end);
  const udta = parts.find(({ type }) => type === 'udta');
  return [...parts, ...(udta ? boxesIn(bytes, udta.start, udta.end) : [])].filter(
    ({ type }) => type === 'meta'
  );
};

/** The label that a video has; null: none. */
export const videoLabelOf = (bytes: Buffer): string | null => {
  const moov = boxesIn(bytes, 0, bytes.length).find(({ type }) => type === 'moov');
  if (!moov) return null;
  const texts = metaBoxes(bytes, moov).flatMap((meta) => textsOfMeta(bytes, meta));
  return texts.find(({ keyword }) => keyword === KEY)?.text ?? null;
};

/** Whether a `udta` box holds a label, as it is written here, and nothing else. */
export const isLabelAlone = (bytes: Buffer, box: Box): boolean => {
  if (box.type !== 'udta') return false;
  const [meta] = boxesIn(bytes, box.start, box.end);
  const [text] = meta ? textsOfMeta(bytes, meta) : [];
  const label = text?.keyword === KEY ? plainLabel(text.text) : null;
  return label !== null && whole(bytes, box).equals(labelBox(label));
};

/** `moov` without the label where QuickTime keeps such texts, and with it under `udta`. */
const labelled = (bytes: Buffer, moov: Box, label: string): Buffer => {
  const parts = inside(bytes, moov);
  const udta = parts.find(({ type }) => type === 'udta');
  const data = udta ? inside(bytes, udta) : [];
  const former = data.find((each) => each.type === 'meta' && isKeyed(bytes, each));
  const elsewhere = parts.find(
    (each) =>
      each.type === 'meta' && textsOfMeta(bytes, each).some(({ keyword }) => keyword === KEY)
  );
  if (elsewhere)
    throw new CannotMark('label_elsewhere', 'The video has its label at another place.');
  return box(
    'moov',
    ...parts.filter((each) => each !== udta).map((each) => whole(bytes, each)),
    box(
      'udta',
      ...data.filter((each) => each !== former).map((each) => whole(bytes, each)),
      keyedMeta(bytes, former, label)
    )
  );
};

/**
 * The same video, in pieces, with this label as its only one.
 * @throws CannotMark where the samples lie in fragments, or the boxes are broken.
 */
export const withVideoLabel = (bytes: Buffer, label: string): Buffer[] => {
  const boxes = topBoxes(bytes);
  const moov = boxes.find(({ type }) => type === 'moov');
  if (!moov) throw malformed('The video has no head.');
  if (isFragmented(bytes))
    throw new CannotMark('fragmented', 'The samples of the video lie in fragments.');
  const head = labelled(bytes, moov, label);
  const by = head.length - (moov.end - moov.at);
  shiftChunkOffsets(head, { start: 8, end: head.length, from: moov.end, by });
  return [bytes.subarray(0, moov.at), head, bytes.subarray(moov.end)];
};
