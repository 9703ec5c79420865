import type { BinaryMarks, MarksSummary } from '../../../../shared';
import type { Kernel, RowOf, Transaction } from '../../kernel';
import type { Binaries } from '../binaries';
import { binaryMarks } from '../content-types/binary-marks';
import type { MediaFile } from '../files';
import type { MarkReport } from './plan';

type Row = RowOf<typeof binaryMarks>;
/** What was written into a binary that is about to be stored. */
export type MarkRecord = {
  fileHash: string;
  format: string | null;
  instanceId: string;
  report: MarkReport;
};

const summaryOf = ({ written, degraded, isDevelopmentCertificate }: Row): MarksSummary => ({
  written,
  missing: degraded.map(({ mark, problem }) => ({ mark, problem })),
  isDevelopmentCertificate,
});

const present = (row: Row): BinaryMarks => ({
  ...summaryOf(row),
  format: row.format,
  sha256: row.sha256,
  instanceId: row.instanceId,
  manifestId: row.manifestId,
  certificateSha256: row.certificateSha256,
  markedAt: row.markedAt,
});

const keyOf = (fileHash: string, sha256: string): string => `${fileHash} ${sha256}`;

/** The register of what was written into stored binaries. */
export const createMarkRecords = ({ store }: Kernel, binaries: Binaries) => {
  /** Of the binaries that the storage holds now; the original first. */
  const ofFile = async (fileHash: string): Promise<BinaryMarks[]> => {
    const stored = await binaries.ofFile(fileHash);
    const rows = await store.find(binaryMarks, { where: { fileHash }, orderBy: { id: 'asc' } });
    return stored.flatMap(({ sha256, format }) => {
      const row = rows.findLast((each) => each.sha256 === sha256 && each.format === format);
      return row ? [present(row)] : [];
    });
  };

  return {
    ofFile,

    record: async (
      { fileHash, format, instanceId, report }: MarkRecord,
      { binaryKey, sha256 }: { binaryKey: string; sha256: string }
    ): Promise<void> => {
      await store.insert(binaryMarks, {
        binaryKey,
        fileHash,
        format,
        sha256,
        instanceId,
        written: report.written,
        degraded: report.degraded,
        manifestId: report.manifestId,
        hasIngredient: report.hasIngredient,
        certificateSha256: report.certificateSha256,
        isDevelopmentCertificate: report.isDevelopmentCertificate,
        markedAt: new Date().toISOString(),
      });
    },

    /** What was written into these bytes when they were stored as the original of this file; null: never. */
    ofOriginal: async (fileHash: string, sha256: string): Promise<MarkRecord | null> => {
      const row = await store.findOne(binaryMarks, { fileHash, sha256, format: null });
      if (!row) return null;
      const { format, instanceId, ...report } = row;
      return {
        fileHash,
        format,
        instanceId,
        report: {
          written: report.written,
          degraded: report.degraded,
          manifestId: report.manifestId,
          hasIngredient: Boolean(report.hasIngredient),
          certificateSha256: report.certificateSha256,
          isDevelopmentCertificate: Boolean(report.isDevelopmentCertificate),
        },
      };
    },

    /** The `hash` of the file into which this manifest was written, and its size. */
    ofManifest: async (
      manifestId: string
    ): Promise<{ fileHash: string; format: string | null } | null> =>
      store.findOne(binaryMarks, { manifestId }),

    /** Of originals, by the `hash` of their file and the SHA-256 of their bytes. */
    summariesOf: async (
      originals: { fileHash: string; sha256: string }[]
    ): Promise<(original: { fileHash: string; sha256: string }) => MarksSummary | null> => {
      const rows = originals.length
        ? await store.find(binaryMarks, {
            where: {
              fileHash: { $in: originals.map(({ fileHash }) => fileHash) },
              sha256: { $in: originals.map(({ sha256 }) => sha256) },
            },
            orderBy: { id: 'asc' },
          })
        : [];
      const found = new Map(rows.map((row) => [keyOf(row.fileHash, row.sha256), summaryOf(row)]));
      return ({ fileHash, sha256 }) => found.get(keyOf(fileHash, sha256)) ?? null;
    },

    /** Puts into the ledger what the binaries of a file say of themselves, if we wrote anything. */
    emit: async (tx: Transaction, file: MediaFile, taskId: string | null): Promise<void> => {
      const marks = await ofFile(file.hash);
      const [original] = marks;
      if (original?.format !== null) return;
      await tx.emit({
        type: 'file.marked',
        aggregateType: 'file',
        aggregateId: file.documentId,
        aggregateVersion: null,
        taskId,
        data: {
          sha256: original.sha256,
          marks: original.written,
          missing: original.missing.map(({ mark, problem }) => `${mark}: ${problem}`),
          manifestId: original.manifestId,
          certificateSha256: original.certificateSha256,
          isDevelopmentCertificate: original.isDevelopmentCertificate,
          binaries: marks.length,
        },
      });
    },
  };
};
export type MarkRecords = ReturnType<typeof createMarkRecords>;
