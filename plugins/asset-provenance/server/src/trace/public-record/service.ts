import type { PublicRecord } from '../../../../shared';
import type { MediaFile } from '../../media/service';
import type { Hit } from '../find';
import type { JudgedBytes } from '../judged-bytes';
import type { TracePorts } from '../ports';
import { absoluteAddress } from './addresses';
import { algorithmLabel, kindSystems } from './words';

/** Leads a key or an address to outputs and files. */
type Locate = {
  bySha256: (sha256: string) => Promise<{ hits: Hit[] }>;
  byAddress: (address: string) => Promise<Hit[]>;
};

const SHA256 = /^[0-9a-f]{64}$/i;
const IPTC = 'http://cv.iptc.org/newscodes/digitalsourcetype/';

/** What is said of bytes that were made here; nothing of it holds for others that took their place. */
type OfTheBytes = Pick<
  PublicRecord,
  'digitalSourceType' | 'credit' | 'licence' | 'usageTerms' | 'webStatement' | 'dates'
>;
const nothingOfTheBytes: OfTheBytes = {
  digitalSourceType: null,
  credit: null,
  licence: null,
  usageTerms: null,
  webStatement: null,
  dates: null,
};

/**
 * What everybody may know of a file, built from a list of what is allowed, never by leaving out.
 * A file has a public record where it is approved for public use, or stands in a published entry,
 * approved or not: what is shown to everybody is labelled to everybody.
 */
export const createPublicRecords = (
  { kernel, config, generation, media, reuse, usage }: TracePorts,
  { bySha256, byAddress }: Locate,
  { isReplaced }: JudgedBytes
) => {
  const { publicRecord: policy, marks } = config;
  const site = marks.publicUrl || kernel.strapi.config.get<string>('server.url', '');

  /** Not by bytes that stood in a file for a while and were never made or judged. */
  const isFleeting = (hit: Hit): boolean =>
    hit.match === 'former_bytes' && 'isOfOthers' in hit && hit.isOfOthers === true;

  const outputIdIn = (hits: Hit[]): string | null => {
    for (const hit of hits) if ('outputId' in hit && !isFleeting(hit)) return hit.outputId;
    return null;
  };

  const outputIdOfFile = async (file: MediaFile | null): Promise<string | null> =>
    file ? ((await media.outputOf(file))?.outputId ?? null) : null;

  const outputIdOf = async (key: string): Promise<string | null> =>
    SHA256.test(key)
      ? outputIdIn((await bySha256(key.toLowerCase())).hits)
      : outputIdOfFile((await media.file(key)) ?? (await media.fileByHash(key)));

  const recordOf = async (outputId: string | null): Promise<PublicRecord | null> => {
    const output = outputId ? await generation.outputRow(outputId) : null;
    const file = output?.fileDocumentId ? await media.file(output.fileDocumentId) : null;
    if (!output || !file) return null;
    const row = await reuse.assets.ofOutput(output.documentId);
    const asset = row && (await reuse.assets.present(row));
    // What an approval said ends with it.
    const limits = asset?.state === 'active' ? asset.limits : null;
    const isPublished =
      limits?.isPublicUseAllowed ||
      (await usage.placementsOf([file.documentId])).some((placement) => placement.isPublished);
    if (!isPublished) return null;

    const facts = await generation.markFactsOf(file.hash);
    const task = await generation.taskRow(output.taskId);
    if (!facts || !task) return null;
    const isChanged = await isReplaced(output.documentId, file);
    const ofTheBytes: OfTheBytes = {
      digitalSourceType: `${IPTC}${facts.digitalSourceType}`,
      credit: limits?.creditLine ?? marks.xmp.credit ?? null,
      licence: limits?.licence ?? null,
      usageTerms: marks.xmp.usageTerms ?? null,
      webStatement: marks.xmp.webStatement ?? null,
      dates: policy.areDatesShown
        ? {
            madeOn: reuse.todayOf(new Date(facts.madeAt)),
            usableFrom: limits?.validFrom ?? null,
            usableUntil: limits?.validUntil ?? null,
          }
        : null,
    };
    const isAiGenerated = facts.digitalSourceType !== 'algorithmicMedia';
    return {
      fileDocumentId: file.documentId,
      sha256: (await media.originalSha256(file)) ?? output.storedSha256,
      contentUrl: absoluteAddress(file.url, site),
      mime: file.mime,
      width: file.width,
      height: file.height,
      isAiGenerated,
      isChanged,
      system: kindSystems[facts.digitalSourceType][task.kind],
      label: isAiGenerated ? policy.label : algorithmLabel,
      ...(isChanged ? nothingOfTheBytes : ofTheBytes),
    };
  };

  return {
    isEnabled: policy.isEnabled,
    requestsPerMinute: policy.requestsPerMinute,

    /** Also where the site answers no questions of the public: whoever asks here is at home. */
    ofOutput: recordOf,

    /** @param key documentId of a file, SHA-256 of it or of one of its sizes, or its key in the storage. */
    byKey: async (key: string): Promise<PublicRecord | null> => recordOf(await outputIdOf(key)),

    /** @param url address of the file or of one of its sizes, with whatever stands before and after. */
    byUrl: async (url: string): Promise<PublicRecord | null> =>
      recordOf(outputIdIn(await byAddress(url))),
  };
};
export type PublicRecords = ReturnType<typeof createPublicRecords>;
