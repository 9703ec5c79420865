import { isAvif, openAvif } from './avif';
import type { Carrier } from './carrier';
import { isGif, openGif } from './gif';
import { isJpeg, openJpeg } from './jpeg';
import { isMp4, openMp4 } from './mp4';
import { isPng, openPng } from './png';
import { withoutTail } from './top-boxes';
import { isWebp, openWebp } from './webp';

export { videoLabelOf, withVideoLabel } from './mp4-label';
export { openPng } from './png';
export type { Carrier } from './carrier';

export type MarkedFormat = {
  name: 'jpeg' | 'png' | 'webp' | 'gif' | 'avif' | 'mp4';
  mime: string;
  is: (bytes: Buffer) => boolean;
  /** The file without what stands behind it, where that would keep it from being opened. */
  trimmed?: (bytes: Buffer) => Buffer;
  /** @throws CannotMark when the bytes are not built as the format says. */
  open: (bytes: Buffer) => Carrier;
};

const formats: MarkedFormat[] = [
  { name: 'jpeg', mime: 'image/jpeg', is: isJpeg, open: openJpeg },
  { name: 'png', mime: 'image/png', is: isPng, open: openPng },
  { name: 'webp', mime: 'image/webp', is: isWebp, open: openWebp },
  { name: 'gif', mime: 'image/gif', is: isGif, open: openGif },
  { name: 'avif', mime: 'image/avif', is: isAvif, trimmed: withoutTail, open: openAvif },
  { name: 'mp4', mime: 'video/mp4', is: isMp4, trimmed: withoutTail, open: openMp4 },
];

/** Which of the formats that can hold marks these bytes are; null: none. */
export const formatOf = (bytes: Buffer): MarkedFormat | null =>
  bytes.length < 16 ? null : (formats.find(({ is }) => is(bytes)) ?? null);
