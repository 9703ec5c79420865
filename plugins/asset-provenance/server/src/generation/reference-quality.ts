import type { Check, Parameters, Reference, ReferenceRole } from '../../../shared';
import { pixelsOf, referenceRoles } from '../../../shared';
import type { Kernel } from '../kernel';
import { qualityOf } from '../media/service';
import type { Media, MediaFile, Quality } from '../media/service';

/** Below it a picture shows no edge that is in focus. */
const BLURRED_BELOW = 20;
/** Short side that a picture needs to guide any result, in pixels. */
const ENOUGH = 512;
/** Measures that are remembered: the pre-flight runs at every change of the form. */
const MOST_REMEMBERED = 500;

/** A frame is shown as it is; other references only guide. */
const FRAMES: readonly ReferenceRole[] = ['first_frame', 'last_frame'];

const shortSideOf = (parameters: Parameters): number =>
  parameters.kind === 'image'
    ? Math.min(...pixelsOf(parameters.size))
    : Number.parseInt(parameters.resolution, 10);

type Remark = { en: string; zh: string };

const remarksOn = (
  { role }: Reference,
  file: MediaFile,
  { width, height, sharpness }: Quality,
  outputSide: number
): Remark[] => {
  const needed = FRAMES.includes(role) ? outputSide : Math.min(ENOUGH, outputSide);
  const name = referenceRoles[role];
  const remarks: Remark[] = [];
  if (Math.min(width, height) < needed)
    remarks.push({
      en: `“${file.name}” (${name.en.toLowerCase()}) is small: ${width} × ${height} pixels, ${needed} on the short side would do.`,
      zh: `“${file.name}”（${name.zh}）分辨率较低：${width} × ${height} 像素，短边建议不低于 ${needed}。`,
    });
  // A mask has no detail to be sharp.
  if (role !== 'mask' && sharpness < BLURRED_BELOW)
    remarks.push({
      en: `“${file.name}” (${name.en.toLowerCase()}) looks blurred.`,
      zh: `“${file.name}”（${name.zh}）画面模糊。`,
    });
  return remarks;
};

/** Looks at the pictures that a launch refers to; never inside a transaction. */
export const createReferenceQuality = ({ log }: Kernel, media: Media) => {
  const remembered = new Map<string, Quality>();

  const measure = async (file: MediaFile): Promise<Quality | null> => {
    const key = (await media.originalSha256(file)) ?? `${file.hash} ${file.size}`;
    const known = remembered.get(key);
    if (known) return known;
    try {
      const { path, isTemporary } = await media.fileAtHand(file);
      const quality = await qualityOf(path).finally(() =>
        isTemporary ? media.discard(path) : undefined
      );
      const [oldest] = remembered.keys();
      if (remembered.size >= MOST_REMEMBERED && oldest) remembered.delete(oldest);
      remembered.set(key, quality);
      return quality;
    } catch (error) {
      // What cannot be looked at is no reason against a launch.
      log.debug(`A reference could not be measured: ${String(error)}`);
      return null;
    }
  };

  /** One line of the checklist: small and blurred pictures; none without references. */
  return async (parameters: Parameters): Promise<Check[]> => {
    const { references } = parameters;
    if (references.length === 0) return [];
    const files = await media.files(references.map(({ fileDocumentId }) => fileDocumentId));
    const remarks: Remark[] = [];
    for (const reference of references) {
      const file = files.find(({ documentId }) => documentId === reference.fileDocumentId);
      const quality = file?.mime.startsWith('image/') ? await measure(file) : null;
      if (file && quality)
        remarks.push(...remarksOn(reference, file, quality, shortSideOf(parameters)));
    }
    return [
      {
        id: 'reference_quality',
        result: remarks.length > 0 ? 'attention' : 'passed',
        label: { en: 'References large and sharp enough', zh: '参考图清晰度足够' },
        detail:
          remarks.length > 0
            ? {
                en: remarks.map(({ en }) => en).join(' '),
                zh: remarks.map(({ zh }) => zh).join(''),
              }
            : null,
      },
    ];
  };
};
