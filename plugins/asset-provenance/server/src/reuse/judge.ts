import type {
  ApprovalStatus,
  Bilingual,
  EntryDestination,
  GateReason,
  Origin,
  RightsRecord,
} from '../../../shared';
import type { PluginConfig } from '../config';
import type { Generation, OutputRow, TaskRow } from '../generation/service';
import { siteDay } from '../kernel';
import type { Transaction } from '../kernel';
import type { ShownFile } from '../media/service';
import type { FoundMedia, Usage } from '../usage/service';
import type { AssetRows, JudgedAsset } from './asset-rows';
import { beganOn } from './began';
import { reasonOf } from './reasons';
import type { Facts } from './reasons';
import type { RightsStanding } from './rights-standing';
import { usability } from './usability';

// Whole rows hold several times of this, and publishing waits for it.
const OUTPUT = [
  'documentId',
  'taskId',
  'fileDocumentId',
  'storageKey',
  'approvalStatus',
  'adoptedAt',
  'decidedAt',
  'width',
  'height',
  'bytes',
  'durationSeconds',
] satisfies (keyof OutputRow)[];
const TASK = [
  'documentId',
  'ownerName',
  'ownerId',
  'stage',
  'providerId',
  'modelId',
  'purpose',
  'channel',
  'subject',
  'series',
  'brand',
  'parameterSummary',
] satisfies (keyof TaskRow)[];
export type JudgedOutput = Pick<OutputRow, (typeof OUTPUT)[number]>;
export type JudgedTask = Pick<TaskRow, (typeof TASK)[number]>;

/** What is on record about one file; all null for files that are not under record. */
export type FileRecord = {
  output: JudgedOutput | null;
  task: JudgedTask | null;
  asset: JudgedAsset | null;
};
export type Judged<F extends ShownFile = ShownFile> = FoundMedia<F> &
  FileRecord & {
    origin: Origin;
    status: ApprovalStatus;
    reasons: GateReason[];
    /** Day on which each reason began, in their order; null where none can be named. */
    began: (string | null)[];
  };

/** Where files would be shown. */
export type Place = {
  destination: EntryDestination;
  /** The entry that shows them, for counting uses; `documentId` is null before it is saved. */
  entry: { uid: string; documentId: string | null } | null;
};
/** No place in particular: a list of files. */
const NOWHERE: Place = {
  destination: { channels: [], regions: [], languages: [] },
  entry: null,
};

const NO_RECORD: FileRecord = { output: null, task: null, asset: null };

type Dependencies = {
  generation: Generation;
  usage: Usage;
  rows: AssetRows;
  standingOfTasks: (taskIds: string[], today: string) => Promise<Map<string, RightsStanding>>;
  config: PluginConfig;
};

const byId = <T extends { documentId: string }>(rows: T[]) =>
  new Map(rows.map((row) => [row.documentId, row]));

const keyOf = ({ uid, documentId }: { uid: string; documentId: string | null }): string =>
  `${uid}/${documentId ?? ''}`;

/** Says of files what stands against showing them. */
export const createJudge = ({ generation, usage, rows, standingOfTasks, config }: Dependencies) => {
  const dayOf = (moment: Date | string): string => siteDay(new Date(moment), config.siteTimeZone);
  const dayOrNull = (moment: string | null | undefined) => (moment ? dayOf(moment) : null);

  /**
   * Outputs that stand on these files. The rows are asked, not the columns on the file, which are only
   * a projection; the key is asked too, because a file is stored a moment before its output knows.
   */
  const outputsOf = (files: ShownFile[]): Promise<JudgedOutput[]> =>
    generation.findOutputs(
      {
        $or: [
          { fileDocumentId: { $in: files.map(({ documentId }) => documentId) } },
          { storageKey: { $in: files.map(({ hash }) => hash) } },
        ],
      },
      { limit: files.length * 2, select: OUTPUT }
    );

  /** Records of files, in a fixed number of queries. `lock` holds their assets until `tx` ends. */
  const recordsOf = async (
    files: ShownFile[],
    lock: Transaction | null = null
  ): Promise<(file: ShownFile) => FileRecord> => {
    if (files.length === 0) return () => NO_RECORD;
    // First the lock: what was read before it may be out of date.
    const assets = await rows.ofFiles(
      files.map(({ documentId }) => documentId),
      lock
    );
    const outputs = await outputsOf(files);
    // One after the other: a transaction has one connection.
    const tasks = byId(
      await generation.tasksByIds([...new Set(outputs.map(({ taskId }) => taskId))], TASK)
    );
    const assetOf = new Map(assets.map((asset) => [asset.outputId, asset]));
    const ofFile = new Map(outputs.map((output) => [output.fileDocumentId, output]));
    const ofKey = new Map(outputs.map((output) => [output.storageKey, output]));

    return (file) => {
      const output = ofFile.get(file.documentId) ?? ofKey.get(file.hash) ?? null;
      return {
        output,
        task: (output && tasks.get(output.taskId)) ?? null,
        asset: (output && assetOf.get(output.documentId)) ?? null,
      };
    };
  };

  /** Counts the uses of files whose number is limited; null for all others. */
  const usesOf = async (files: ShownFile[], recordOf: (file: ShownFile) => FileRecord) => {
    const limited = files
      .filter((file) => {
        const limits = recordOf(file).asset?.limits;
        return limits && (limits.maximumPlacements !== null || !limits.isReuseAllowed);
      })
      .map(({ documentId }) => documentId);
    if (limited.length === 0) return () => null;
    const entries = await usage.publishedEntriesOf(limited);
    const outside = await usage.outsideCountOf(limited);
    return (file: ShownFile, entry: Place['entry']): number | null => {
      if (!entry || !limited.includes(file.documentId)) return null;
      const inside = new Set((entries.get(file.documentId) ?? []).map(keyOf)).add(keyOf(entry));
      return inside.size + (outside.get(file.documentId) ?? 0);
    };
  };

  const channelName = (channel: string): Bilingual =>
    config.channels[channel.trim().toLowerCase()] ?? { en: channel, zh: channel };

  const withdrawnWords = ({ holder, withdrawn }: RightsRecord) => ({
    holder,
    on: withdrawn ? dayOf(withdrawn.at) : '',
  });
  const expiredWords = ({ holder, validUntil }: RightsRecord) => ({
    holder,
    on: validUntil ?? '',
  });

  const originOf = (file: ShownFile, { output, task }: FileRecord): Origin => {
    if (!output) return file.provenanceOrigin ?? 'unknown';
    const isElsewhere = task !== null && generation.isElsewhere(task);
    return isElsewhere ? (file.provenanceOrigin ?? 'declared') : 'generated';
  };

  /**
   * Looks everything up, in a fixed number of queries.
   * @param lock holds the assets until the transaction ends, so that two publications of the same
   * asset wait for each other.
   * @returns what stands against one of these files in one place.
   */
  const prepare = async <F extends ShownFile>(
    files: F[],
    today: string,
    lock: Transaction | null = null
  ): Promise<(found: FoundMedia<F>, place?: Place) => Judged<F>> => {
    const recordOf = await recordsOf(files, lock);
    const taskIds = files.flatMap((file) => recordOf(file).task?.documentId ?? []);
    const rightsOf = await standingOfTasks([...new Set(taskIds)], today);
    const usesBy = await usesOf(files, recordOf);

    return ({ file, field }, place = NOWHERE) => {
      const record = recordOf(file);
      const { output, task, asset } = record;
      const { withdrawn, expired } = rightsOf.get(task?.documentId ?? '') ?? {
        withdrawn: [],
        expired: [],
      };
      const origin = originOf(file, record);
      const placements = usesBy(file, place.entry);
      const { destination } = place;
      const { status, obstacles } = usability(
        {
          origin: output ? 'generated' : origin,
          approvalStatus: output?.approvalStatus ?? file.provenanceStatus ?? 'untracked',
          stage: output && task ? generation.stageOf(task, output) : null,
          asset: asset && { state: asset.state, limits: asset.limits },
          rights: { isWithdrawn: withdrawn.length > 0, isExpired: expired.length > 0 },
        },
        { today, destination, placements },
        config.gate
      );
      const facts: Facts = {
        fileName: file.name,
        ownerName: task?.ownerName ?? null,
        reviewerName: asset?.reviewerName ?? null,
        approvalStatus: status,
        limits: asset?.limits ?? null,
        destination,
        placements,
        ended: {
          by: asset?.endedByName ?? null,
          on: dayOrNull(asset?.endedAt),
        },
        decidedOn: dayOrNull(asset?.approvedAt ?? output?.decidedAt),
        withdrawnRights: withdrawn.map(withdrawnWords),
        expiredRights: expired.map(expiredWords),
        channelName,
      };
      const where = {
        fileDocumentId: file.documentId,
        field: field || null,
        outputId: output?.documentId ?? null,
      };
      const reasons = obstacles.map((obstacle) => reasonOf(obstacle, where, facts));
      const began = obstacles.map(({ code }) => beganOn(code, facts));
      return { file, field, ...record, origin, status, reasons, began };
    };
  };

  return {
    recordsOf,
    prepare,

    /** @param today the day in the site's time zone. */
    judge: async <F extends ShownFile>(
      found: FoundMedia<F>[],
      today: string,
      place?: Place
    ): Promise<Judged<F>[]> => {
      const judgeOne = await prepare(
        [...new Map(found.map(({ file }) => [file.documentId, file])).values()],
        today
      );
      return found.map((each) => judgeOne(each, place));
    },
  };
};
export type Judge = ReturnType<typeof createJudge>;
