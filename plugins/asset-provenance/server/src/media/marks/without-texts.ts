import { embeddedIn } from '../examination/exif';
import { plainLabel } from './aigc-label';
import { openPng, videoLabelOf, withVideoLabel } from './embed';
import type { MarkedFormat } from './embed';
import { plainExif } from './embed/exif';
import { CannotMark } from './problem';
import { openPacket } from './xmp/packet';
import type { PropertyName } from './xmp/properties';

export const AIGC = { prefix: 'TC260', name: 'AIGC', form: 'text' } as const;

const named = (prefix: PropertyName['prefix'], ...names: string[]): PropertyName[] =>
  names.map((name) => ({ prefix, name }));

/** What a packet may go on saying: whose it is, what it is, where it may go. Never what was asked for. */
const KEPT: PropertyName[] = [
  ...named('Iptc4xmpExt', 'DigitalSourceType', 'AISystemUsed', 'AISystemVersionUsed'),
  ...named('dc', 'creator', 'rights'),
  ...named('xmpRights', 'UsageTerms', 'WebStatement', 'Marked', 'Owner'),
  ...named('photoshop', 'Credit'),
  ...named('plus', 'DataMining'),
  // Where content credentials are that do not stand in the file.
  ...named('dcterms', 'provenance'),
  // How a picture of 360° is shown.
  ...named('GPano', 'ProjectionType', 'UsePanoramaViewer'),
  ...named('GPano', 'FullPanoWidthPixels', 'FullPanoHeightPixels'),
  ...named('GPano', 'CroppedAreaImageWidthPixels', 'CroppedAreaImageHeightPixels'),
  ...named('GPano', 'CroppedAreaLeftPixels', 'CroppedAreaTopPixels'),
];

const joined = (pieces: Buffer[]): Buffer => {
  const [first] = pieces;
  return first && pieces.length === 1 ? first : Buffer.concat(pieces);
};

/** One that cannot be read cannot be kept in part. */
const opened = (packet: Buffer | null) => {
  try {
    return openPacket(packet);
  } catch (error) {
    if (error instanceof CannotMark) return openPacket(null);
    throw error;
  }
};

const withLabel = (packet: Buffer | null, label: string): Buffer =>
  openPacket(packet).with([{ ...AIGC, value: label }]);

/** A packet with what it may go on saying; null: nothing of it. */
export const reducedPacket = (packet: Buffer | null): Buffer | null => {
  const known = opened(packet);
  const rest = known.reducedTo(KEPT);
  const label = plainLabel(known.valueOf(AIGC) ?? '');
  return label === null ? rest : withLabel(rest, label);
};

/** The label of GB 45438, wherever a producer left it beside the packet. */
const labelBeside = (format: MarkedFormat, bytes: Buffer, comments: string[]): string | null => {
  const texts = [
    format.name === 'png' ? openPng(bytes).loneLabel : null,
    format.name === 'mp4' ? videoLabelOf(bytes) : null,
    ...comments.map((comment) => comment.replace(/\0+$/, '')),
  ];
  return texts.map((text) => plainLabel(text ?? '')).find((label) => label !== null) ?? null;
};

/** A video whose samples lie in fragments has no room for it in its head. */
const labelled = (bytes: Buffer, label: string): Buffer | null => {
  try {
    return joined(withVideoLabel(bytes, label));
  } catch (error) {
    if (error instanceof CannotMark && error.problem === 'fragmented') return null;
    throw error;
  }
};

/**
 * The same picture or video without what tools write beside it: generators leave the prompt, the
 * workflow and names of models there, in texts, comments, EXIF and XMP. Content credentials, colours,
 * how a picture is turned, and the label of GB 45438 stay.
 * @returns null where there is nothing of that kind.
 * @throws CannotMark when the bytes are not built as the format says.
 */
export const withoutTexts = (format: MarkedFormat, bytes: Buffer): Buffer | null => {
  const whole = format.trimmed?.(bytes) ?? bytes;
  const { orientation, comments } = embeddedIn(whole);
  const former = format.open(whole);
  let rest = joined(former.bare(plainExif(orientation)));
  let packet = reducedPacket(former.packet);
  const label = labelBeside(format, whole, comments);
  if (label !== null && format.name === 'mp4') {
    const inHead = videoLabelOf(rest) === null ? labelled(rest, label) : rest;
    rest = inHead ?? rest;
    if (!inHead) packet = withLabel(packet, label);
  } else if (label !== null && opened(packet).valueOf(AIGC) === null)
    packet = withLabel(packet, label);
  const clean = packet ? joined(format.open(rest).withPacket(packet)) : rest;
  return clean.equals(bytes) ? null : clean;
};
