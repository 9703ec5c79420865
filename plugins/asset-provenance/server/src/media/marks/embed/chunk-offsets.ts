import { boxesIn } from '../../formats/bmff';
import { malformed } from '../problem';

const CONTAINERS = ['trak', 'mdia', 'minf', 'stbl'];

/**
 * Moves the places of samples in a `moov` box (from `start` to `end` within `bytes`, which is changed)
 * by `by` bytes, for those that lie at `from` or behind it in the file.
 */
export const shiftChunkOffsets = (
  bytes: Buffer,
  { start, end, from, by }: { start: number; end: number; from: number; by: number }
): void => {
  for (const { type, start: content, end: after } of boxesIn(bytes, start, end)) {
    if (CONTAINERS.includes(type))
      shiftChunkOffsets(bytes, { start: content, end: after, from, by });
    if (type !== 'stco' && type !== 'co64') continue;
    const size = type === 'stco' ? 4 : 8;
    const count = content + 8 <= after ? bytes.readUInt32BE(content + 4) : 0;
    if (content + 8 + count * size > after) throw malformed(`The box ${type} is cut short.`);
    for (let at = content + 8; at < content + 8 + count * size; at += size) {
      const place = size === 4 ? bytes.readUInt32BE(at) : Number(bytes.readBigUInt64BE(at));
      if (place < from) continue;
      if (size === 8) bytes.writeBigUInt64BE(BigInt(place + by), at);
      else if (place + by <= 0xffffffff) bytes.writeUInt32BE(place + by, at);
      else throw malformed('The places of samples do not fit any more.');
    }
  }
};
