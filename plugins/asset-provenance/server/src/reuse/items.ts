import type { LibraryItem, Verdict } from '../../../shared';
import type { Media, MediaFile } from '../media/service';
import type { Judge, Judged } from './judge';

/** The last verdict of each output; belongs to a room beside this one. */
export type LatestVerdicts = (outputIds: string[]) => Promise<Map<string, Verdict>>;

type Dependencies = {
  media: Media;
  judge: Judge;
  latestVerdicts: LatestVerdicts;
  todayOf: (moment: Date) => string;
};

/** Strapi keeps sizes in thousands of bytes, rounded. */
const bytesOf = (file: MediaFile): number | null =>
  file.size === null ? null : Math.round(file.size * 1000);

/** Files as people see them, with what is on record about them. */
export const createItems = ({ media, judge, latestVerdicts, todayOf }: Dependencies) => {
  const toItem = (
    { file, origin, status, output, task, asset }: Judged<MediaFile>,
    { verdict, isHeld }: { verdict: Verdict | undefined; isHeld: boolean }
  ): LibraryItem => ({
    fileDocumentId: file.documentId,
    fileId: file.id,
    name: file.name,
    url: file.url,
    thumbnailUrl: media.thumbnailOf(file),
    mime: file.mime,
    width: file.width ?? output?.width ?? null,
    height: file.height ?? output?.height ?? null,
    bytes: output?.bytes ?? bytesOf(file),
    approvalStatus: status,
    origin,
    taskId: task?.documentId ?? null,
    outputId: output?.documentId ?? null,
    assetId: asset?.documentId ?? null,
    purpose: task?.purpose ?? null,
    channel: task?.channel ?? null,
    subject: task?.subject ?? null,
    series: task?.series ?? null,
    brand: task?.brand ?? null,
    owner: task?.ownerName ?? null,
    modelId: task?.modelId ?? null,
    parameterSummary: task?.parameterSummary ?? null,
    limits: asset?.limits ?? null,
    verdict: verdict
      ? { verdict: verdict.verdict, reviewer: verdict.reviewer.name, givenAt: verdict.givenAt }
      : null,
    isHeld,
    createdAt: file.createdAt,
  });

  /** Files that were judged, each as often as it is given, in two queries for all. */
  const itemsOfJudged = async (judged: Judged<MediaFile>[]): Promise<LibraryItem[]> => {
    const outputIds = judged.flatMap(({ output }) => (output ? [output.documentId] : []));
    const verdicts = await latestVerdicts([...new Set(outputIds)]);
    const held = await media.holds.heldAmong([
      ...new Set(judged.map(({ file }) => file.documentId)),
    ]);
    return judged.map((each) =>
      toItem(each, {
        verdict: each.output ? verdicts.get(each.output.documentId) : undefined,
        isHeld: held.has(each.file.documentId),
      })
    );
  };

  const itemsOf = async (files: MediaFile[]): Promise<LibraryItem[]> =>
    itemsOfJudged(
      await judge.judge(
        files.map((file) => ({ file, field: '' })),
        todayOf(new Date())
      )
    );

  return { itemsOfJudged, itemsOf };
};
export type Items = ReturnType<typeof createItems>;
