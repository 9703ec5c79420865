import { embeddedIn } from '../examination/exif';
import { aigcLabel } from '../examination/generators';
import { labelText } from './aigc-label';
import type { LabelFacts } from './aigc-label';
import { PARENT, manifestOf } from './c2pa/manifest';
import { hasOthersCredentials } from './c2pa/present';
import { fingerprintOf, signFile } from './c2pa/sign';
import { formatOf, openPng, videoLabelOf, withVideoLabel } from './embed';
import type { MarkedFormat } from './embed';
import { emptyReport, reportOfFailure, wantedIn, withoutMarks } from './plan';
import type { MarkPlan, MarkReport, Parent } from './plan';
import { CannotMark } from './problem';
import { isWebm, withoutWebmTexts } from './webm-texts';
import { openPacket } from './xmp/packet';
import type { Packet } from './xmp/packet';
import type { Property } from './xmp/properties';
import { AIGC, reducedPacket, withoutTexts } from './without-texts';

export type Marked = { bytes: Buffer; report: MarkReport };

/** A binary on its way to its marks. */
type Work = { format: MarkedFormat; bytes: Buffer; report: MarkReport };

/** Resizing has stripped the packet of the original: it goes along into the sizes. */
const packetOf = (
  { format, bytes }: Work,
  { removesTexts }: MarkPlan,
  parent: Buffer | null
): Packet => {
  const own = format.open(bytes).packet;
  if (own || !parent) return openPacket(own);
  const its = formatOf(parent)?.open(parent).packet ?? null;
  return openPacket(removesTexts ? reducedPacket(its) : its);
};

/** The label of a picture, with what the producer before us wrote. */
const labelProperty = ({ format, bytes }: Work, packet: Packet, label: LabelFacts): Property => {
  const former = packet.valueOf(AIGC);
  if (!former && embeddedIn(bytes).comments.some((comment) => aigcLabel(comment)))
    throw new CannotMark('label_elsewhere', 'The picture has its label in EXIF already.');
  const lone = format.name === 'png' ? openPng(bytes).loneLabel : null;
  return { ...AIGC, value: labelText(label, former ?? lone) };
};

const rewritten = ({ format, bytes }: Work, packet: Buffer, isLabelled: boolean): Buffer =>
  Buffer.concat(
    format.name === 'png'
      ? openPng(bytes).withPacket(packet, { isLabelled })
      : format.open(bytes).withPacket(packet)
  );

const withTextsRemoved = (work: Work, { removesTexts }: MarkPlan): Work => {
  if (!removesTexts) return work;
  try {
    const bytes = withoutTexts(work.format, work.bytes);
    if (!bytes) return work;
    const written = [...work.report.written, 'text_removal' as const];
    return { ...work, bytes, report: { ...work.report, written } };
  } catch (error) {
    return { ...work, report: withoutMarks(work.report, ['text_removal'], error) };
  }
};

/** IPTC, and the label of pictures: both stand in one packet. */
const withPacket = (work: Work, plan: MarkPlan, parent: Buffer | null): Work => {
  const label = work.format.name === 'mp4' ? null : plan.label;
  if (!plan.properties && !label) return work;
  let { report } = work;
  const properties = [...(plan.properties ?? [])];
  try {
    const packet = packetOf(work, plan, parent);
    if (label)
      try {
        properties.push(labelProperty(work, packet, label));
      } catch (error) {
        report = withoutMarks(report, ['aigc_label'], error);
      }
    if (properties.length === 0) return { ...work, report };
    const isLabelled = properties.some(({ name }) => name === AIGC.name);
    const bytes = rewritten(work, packet.with(properties), isLabelled);
    const written = [
      ...report.written,
      ...(plan.properties ? ['iptc' as const] : []),
      ...(isLabelled ? ['aigc_label' as const] : []),
    ];
    return { ...work, bytes, report: { ...report, written } };
  } catch (error) {
    const lost = wantedIn({ ...plan, removesTexts: false, label, c2pa: null });
    return { ...work, report: withoutMarks(work.report, lost, error) };
  }
};

const withLabelOfVideo = (work: Work, { label }: MarkPlan): Work => {
  if (!label || work.format.name !== 'mp4') return work;
  try {
    const text = labelText(label, videoLabelOf(work.bytes));
    const bytes = Buffer.concat(withVideoLabel(work.bytes, text));
    const written = [...work.report.written, 'aigc_label' as const];
    return { ...work, bytes, report: { ...work.report, written } };
  } catch (error) {
    return { ...work, report: withoutMarks(work.report, ['aigc_label'], error) };
  }
};

/** The library is known to move what an AVIF holds to wrong places: it is read again. */
const assertKept = ({ format, bytes }: Work, signed: Buffer): void => {
  if (format.name !== 'avif') return;
  const [wanted, found] = [bytes, signed].map((each) => format.open(each).packet);
  if (wanted && !found?.equals(wanted))
    throw new Error('Signing moved the XMP packet of the AVIF to a wrong place.');
};

/** Certificate, format and whether with an ingredient: of sizes that were read back well. */
const provenForSizes = new Set<string>();

/**
 * @param from the file whose content credentials go along, as it is.
 * @throws Error when the library refuses.
 */
const signed = async (
  work: Work,
  { facts, act, credentials }: NonNullable<MarkPlan['c2pa']>,
  from: Buffer | null
): Promise<Work> => {
  const { mime } = work.format;
  const proven = [fingerprintOf(credentials), mime, from !== null].join(' ');
  // Sizes all come from the same encoder: one that reads back well speaks for the next, and reading
  // back takes four times as long as signing. What came from elsewhere is read back each time.
  const isReadBack = act !== 'resized' || !provenForSizes.has(proven);
  const bytes = await signFile(
    { bytes: work.bytes, mime, isReadBack },
    manifestOf({ ...facts, act }, { mime, hasParent: from !== null }),
    credentials,
    from && { label: PARENT, bytes: from, mime: formatOf(from)?.mime ?? mime }
  );
  assertKept(work, bytes);
  if (act === 'resized') provenForSizes.add(proven);
  return {
    ...work,
    bytes,
    report: {
      ...work.report,
      written: [...work.report.written, 'c2pa'],
      manifestId: facts.manifestId,
      hasIngredient: from !== null,
      certificateSha256: fingerprintOf(credentials),
      isDevelopmentCertificate: credentials.isDevelopment,
    },
  };
};

const isIngredient = async ({ bytes, isIngredient: is }: Parent): Promise<boolean> => {
  if (is !== 'if_others_signed') return is;
  const mime = formatOf(bytes)?.mime;
  return mime !== undefined && hasOthersCredentials(bytes, mime);
};

/** Of a format that takes no mark; of a video, the texts go all the same. */
const unmarked = (received: Buffer, plan: MarkPlan): Marked => {
  const isRead = plan.removesTexts && isWebm(received);
  const report = reportOfFailure(
    wantedIn({ ...plan, removesTexts: plan.removesTexts && !isRead }),
    new CannotMark('unsupported_format', 'No mark is written into files of this format.')
  );
  if (!isRead) return { bytes: received, report };
  try {
    const bytes = withoutWebmTexts(received);
    return bytes
      ? { bytes, report: { ...report, written: ['text_removal'] } }
      : { bytes: received, report };
  } catch (error) {
    return { bytes: received, report: withoutMarks(report, ['text_removal'], error) };
  }
};

/** Only one file can be the parent of another. */
const ingredientOf = async (parents: Parent[]): Promise<Buffer | null> => {
  for (const parent of parents) if (await isIngredient(parent)) return parent.bytes;
  return null;
};

/**
 * Writes marks into a binary: XMP and label first, content credentials over all of it last. Its
 * pictures and sounds are the same afterwards. What cannot be written is in the report; the bytes
 * are never worse off: credentials of others are not broken by marks that we could not sign.
 * @param parents what it was made from.
 */
export const markBytes = async (
  received: Buffer,
  parents: Parent[],
  plan: MarkPlan
): Promise<Marked> => {
  const format = formatOf(received);
  if (!format) return unmarked(received, plan);
  const isKept = await hasOthersCredentials(received, format.mime);
  const broken = new CannotMark(
    'would_break_credentials',
    'The file has content credentials, which other marks would break without a new signature.'
  );
  const others = wantedIn({ ...plan, c2pa: null });
  const isTooLarge = plan.c2pa !== null && received.length > plan.c2pa.maxBytes;
  let { report } = { report: emptyReport };
  if (isTooLarge)
    report = withoutMarks(
      report,
      ['c2pa'],
      new CannotMark(
        'too_large',
        `The file has ${received.length} bytes; ${plan.c2pa?.maxBytes} are signed at most.`
      )
    );
  if (isKept && (!plan.c2pa || isTooLarge))
    return { bytes: received, report: withoutMarks(report, others, broken) };

  const packetFrom = parents.find(({ isSameWork }) => isSameWork)?.bytes ?? null;
  const plain = withTextsRemoved({ format, bytes: received, report }, plan);
  const work = withLabelOfVideo(withPacket(plain, plan, packetFrom), plan);
  if (!plan.c2pa || isTooLarge) return work;
  try {
    const from = isKept ? received : await ingredientOf(parents);
    return await signed(work, plan.c2pa, from);
  } catch (error) {
    // The certificate may have run out: sizes are read back again, until one is well.
    provenForSizes.clear();
    const unsigned = withoutMarks(isKept ? report : work.report, ['c2pa'], error, 'signing_failed');
    return isKept
      ? { bytes: received, report: withoutMarks(unsigned, others, broken) }
      : { bytes: work.bytes, report: unsigned };
  }
};
