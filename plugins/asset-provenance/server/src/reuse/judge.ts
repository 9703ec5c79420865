import type { ApprovalStatus, GateReason, Origin } from '../../../shared';
import type { PluginConfig } from '../config';
import type { Generation, OutputRow, TaskRow } from '../generation/service';
import type { Transaction } from '../kernel';
import type { MediaFile } from '../media/service';
import type { FoundMedia } from '../usage/service';
import type { AssetRow, AssetRows } from './asset-rows';
import { reasonOf } from './reasons';
import { usability } from './usability';
import type { Obstacle } from './usability';

/** What is on record about one file; all null for files that no task here made. */
export type FileRecord = { output: OutputRow | null; task: TaskRow | null; asset: AssetRow | null };
export type Judged = FoundMedia &
  FileRecord & { origin: Origin; status: ApprovalStatus; reasons: GateReason[] };

type Dependencies = { generation: Generation; rows: AssetRows; config: PluginConfig };

const byId = <T extends { documentId: string }>(rows: T[]) =>
  new Map(rows.map((row) => [row.documentId, row]));

/** Says of files what stands against publishing them. */
export const createJudge = ({ generation, rows, config }: Dependencies) => {
  /**
   * Outputs that stand on these files. The rows are asked, not the columns on the file, which are only
   * a projection; the key is asked too, because a file is stored a moment before its output knows.
   */
  const outputsOf = (files: MediaFile[]): Promise<OutputRow[]> =>
    files.length === 0
      ? Promise.resolve([])
      : generation.findOutputs(
          {
            $or: [
              { fileDocumentId: { $in: files.map(({ documentId }) => documentId) } },
              { storageKey: { $in: files.map(({ hash }) => hash) } },
            ],
          },
          { limit: files.length * 2 }
        );

  /** Records of files, in a fixed number of queries. `lock` holds their assets until `tx` ends. */
  const recordsOf = async (
    files: MediaFile[],
    lock: Transaction | null = null
  ): Promise<(file: MediaFile) => FileRecord> => {
    let outputs = await outputsOf(files);
    const outputIds = outputs.map(({ documentId }) => documentId);
    if (lock && outputIds.length > 0) {
      await rows.lockOfOutputs(lock, outputIds);
      // What was read before the lock may be out of date.
      outputs = await outputsOf(files);
    }
    // One after the other: a transaction has one connection.
    const tasks = byId(
      await generation.tasksByIds([...new Set(outputs.map(({ taskId }) => taskId))])
    );
    const assets = await rows.ofOutputs(outputIds);
    const assetOf = new Map(assets.map((asset) => [asset.outputId, asset]));

    return (file) => {
      const output =
        outputs.find(({ fileDocumentId }) => fileDocumentId === file.documentId) ??
        outputs.find(({ storageKey }) => storageKey === file.hash) ??
        null;
      return {
        output,
        task: (output && tasks.get(output.taskId)) ?? null,
        asset: (output && assetOf.get(output.documentId)) ?? null,
      };
    };
  };

  const severityOf = (origin: Origin, obstacle: Obstacle): GateReason['severity'] | null => {
    // Drafts never pass, whatever the policy says.
    if (obstacle === 'draft_stage') return 'block';
    const policy = config.gate[origin === 'unknown' ? 'untracked' : origin];
    return policy === 'off' ? null : policy;
  };

  const judgeOne = ({ file, field }: FoundMedia, record: FileRecord, today: string): Judged => {
    const { output, task, asset } = record;
    const origin = output ? 'generated' : (file.provenanceOrigin ?? 'unknown');
    const { status, obstacles } = usability(
      {
        origin,
        approvalStatus: output?.approvalStatus ?? file.provenanceStatus ?? 'untracked',
        stage: output && task && generation.stageOf(task, output),
        asset: asset && { state: asset.state, limits: asset.limits },
      },
      today
    );
    const reasons = obstacles.flatMap((obstacle) => {
      const severity = severityOf(origin, obstacle);
      if (!severity) return [];
      return reasonOf(obstacle, {
        severity,
        fileDocumentId: file.documentId,
        fileName: file.name,
        field: field || null,
        approvalStatus: status,
        outputId: output?.documentId ?? null,
        ownerName: task?.ownerName ?? null,
        validFrom: asset?.validFrom ?? null,
        validUntil: asset?.validUntil ?? null,
      });
    });
    return { file, field, ...record, origin, status, reasons };
  };

  return {
    recordsOf,

    /** @param today the day in the site's time zone. */
    judge: async (
      found: FoundMedia[],
      today: string,
      lock: Transaction | null = null
    ): Promise<Judged[]> => {
      const recordOf = await recordsOf(
        [...new Map(found.map(({ file }) => [file.documentId, file])).values()],
        lock
      );
      return found.map((each) => judgeOne(each, recordOf(each.file), today));
    },
  };
};
export type Judge = ReturnType<typeof createJudge>;
