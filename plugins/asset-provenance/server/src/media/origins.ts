import type { ApprovalStatus, Finding, Origin, OriginDeclaration } from '../../../shared';
import type { Kernel, RowOf, Transaction } from '../kernel';
import { fileDeclarations } from './content-types/file-declaration';
import { fileExaminations } from './content-types/file-examination';
import { isGenerative, sourceTypeOf } from './examination';
import type { MediaFile } from './files';
import type { FileOutput, Provenance } from './provenance';

/** Bytes as they were received. `findings` is null where they were not examined. */
export type ReceivedBytes = { receivedSha256: string; findings: Finding[] | null };
export type Declaration = Pick<
  OriginDeclaration,
  'isGenerated' | 'digitalSourceType' | 'tool' | 'note'
>;
type ExaminationRow = RowOf<typeof fileExaminations>;
type DeclarationRow = RowOf<typeof fileDeclarations>;

/** Where a file that no task here made stands. */
export type OwnStanding = { origin: Origin; status: ApprovalStatus };

/** What was found in the file counts before what was said of it; both before nothing at all. */
export const standingOf = (
  findings: Finding[],
  declaration: Pick<Declaration, 'isGenerated'> | null
): OwnStanding => {
  if (findings.some(isGenerative)) return { origin: 'detected', status: 'unsubmitted' };
  if (!declaration) return { origin: 'unknown', status: 'untracked' };
  return { origin: 'declared', status: declaration.isGenerated ? 'unsubmitted' : 'untracked' };
};

const newestOf = <T extends { fileDocumentId: string }>(rows: T[]): Map<string, T> =>
  new Map(rows.map((row) => [row.fileDocumentId, row]));

/** What files say about where they came from, and what people say. */
export const createOrigins = ({ store }: Kernel, provenance: Provenance) => {
  const inOrder = { orderBy: { id: 'asc' as const } };

  /** Of many files at once; those of which nothing is known are left out. */
  const ofFiles = async (fileDocumentIds: string[]): Promise<Map<string, OwnStanding>> => {
    if (fileDocumentIds.length === 0) return new Map();
    const where = { fileDocumentId: { $in: fileDocumentIds } };
    const examinations = newestOf(await store.find(fileExaminations, { where, ...inOrder }));
    const declarations = newestOf(await store.find(fileDeclarations, { where, ...inOrder }));
    return new Map(
      [...new Set([...examinations.keys(), ...declarations.keys()])].map((id) => [
        id,
        standingOf(examinations.get(id)?.findings ?? [], declarations.get(id) ?? null),
      ])
    );
  };

  /** Brings the columns of a file in line; one under record follows its output instead. */
  const project = async (
    tx: Transaction,
    file: MediaFile,
    output: FileOutput | null
  ): Promise<void> => {
    if (output) return;
    const standing = (await ofFiles([file.documentId])).get(file.documentId);
    if (standing) await provenance.setProvenance(tx, file.documentId, standing);
  };

  return {
    ofFiles,

    /** The newest look into a file, and everything that was said of it, oldest first. */
    of: async (
      fileDocumentId: string
    ): Promise<{ examination: ExaminationRow | null; declarations: DeclarationRow[] }> => {
      const [examination = null] = await store.find(fileExaminations, {
        where: { fileDocumentId },
        orderBy: { id: 'desc' },
        limit: 1,
      });
      const declarations = await store.find(fileDeclarations, {
        where: { fileDocumentId },
        ...inOrder,
        limit: 100,
      });
      return { examination, declarations };
    },

    /** Keeps what bytes that came say. An event only where they say something. */
    recordReceived: async (
      tx: Transaction,
      file: MediaFile,
      { receivedSha256, findings }: ReceivedBytes
    ): Promise<void> => {
      const digitalSourceType = sourceTypeOf(findings ?? []);
      const now = tx.at.toISOString();
      await store.insert(fileExaminations, {
        fileDocumentId: file.documentId,
        receivedSha256,
        findings: findings ?? [],
        digitalSourceType,
        examinedAt: findings ? now : null,
        receivedAt: now,
      });
      const output = await provenance.outputOf(file);
      await project(tx, file, output);
      if (!findings?.length) return;
      await tx.emit({
        type: 'file.examined',
        aggregateType: 'file',
        aggregateId: file.documentId,
        aggregateVersion: null,
        taskId: output?.taskId ?? null,
        data: { marks: findings.map(({ mark }) => mark), receivedSha256, digitalSourceType },
      });
    },

    /** Keeps what a person says. */
    declare: async (tx: Transaction, file: MediaFile, declaration: Declaration): Promise<void> => {
      const { isGenerated, digitalSourceType, tool, note } = declaration;
      await store.insert(fileDeclarations, {
        fileDocumentId: file.documentId,
        isGenerated,
        digitalSourceType,
        tool,
        note,
        declaredByType: tx.actor.type,
        declaredById: tx.actor.id,
        declaredByName: tx.actor.name,
        declaredAt: tx.at.toISOString(),
      });
      const output = await provenance.outputOf(file);
      await project(tx, file, output);
      await tx.emit({
        type: 'file.declared',
        aggregateType: 'file',
        aggregateId: file.documentId,
        aggregateVersion: null,
        taskId: output?.taskId ?? null,
        note,
        data: { isGenerated, digitalSourceType, tool },
      });
    },
  };
};
