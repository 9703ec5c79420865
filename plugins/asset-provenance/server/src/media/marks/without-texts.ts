import { embeddedIn } from '../examination/exif';
import { aigcLabel } from '../examination/generators';
import type { MarkedFormat } from './embed';
import { plainExif } from './embed/exif';
import { CannotMark } from './problem';
import { openPacket } from './xmp/packet';
import type { Property, PropertyName } from './xmp/properties';

export const AIGC = { prefix: 'TC260', name: 'AIGC', form: 'text' } as const;

/** What a packet may go on saying: whose it is, what it is, where it may go. Never what was asked for. */
const KEPT: PropertyName[] = [
  AIGC,
  ...['DigitalSourceType', 'AISystemUsed', 'AISystemVersionUsed'].map(
    (name) => ({ prefix: 'Iptc4xmpExt', name }) as const
  ),
  { prefix: 'dc', name: 'creator' },
  { prefix: 'dc', name: 'rights' },
  ...['UsageTerms', 'WebStatement', 'Marked', 'Owner'].map(
    (name) => ({ prefix: 'xmpRights', name }) as const
  ),
  { prefix: 'photoshop', name: 'Credit' },
  { prefix: 'plus', name: 'DataMining' },
  // Where content credentials are that do not stand in the file.
  { prefix: 'dcterms', name: 'provenance' },
];

/** A packet without the rest; one that cannot be read cannot be kept in part. */
export const reducedPacket = (packet: Buffer): Buffer => {
  try {
    return openPacket(packet).reducedTo(KEPT);
  } catch (error) {
    if (error instanceof CannotMark) return openPacket(null).reducedTo([]);
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
  const { orientation, comments } = embeddedIn(bytes);
  const former = format.open(bytes);
  const notes = former.withoutNotes(plainExif(orientation));
  const rest = notes ? Buffer.concat(notes) : bytes;
  const packet = former.packet && reducedPacket(former.packet);
  const label = notes ? comments.find((comment) => aigcLabel(comment)) : undefined;
  const properties: Property[] =
    label && openPacket(packet).valueOf(AIGC) === null ? [{ ...AIGC, value: label.trim() }] : [];
  const next = properties.length > 0 ? openPacket(packet).with(properties) : packet;
  if (next && !former.packet?.equals(next))
    return Buffer.concat(format.open(rest).withPacket(next));
  return notes ? rest : null;
};
