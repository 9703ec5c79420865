import type { Actor, LedgerVerification } from '../../../shared';
import type { Dispatch } from '../dispatch/service';
import { notFound } from '../kernel';
import type { Kernel, RowOf } from '../kernel';
import { ledgerVerifications } from './content-types/ledger-verification';
import type { Verification } from './verification';

type Row = RowOf<typeof ledgerVerifications>;

const WORK = 'ledger.verify';
const MOST_ATTEMPTS = 3;
/** How often progress is written, in milliseconds. */
const PROGRESS_MS = 1000;

const toVerification = (row: Row): LedgerVerification => ({
  verificationId: row.documentId,
  state: row.state,
  requestedAt: row.requestedAt,
  finishedAt: row.finishedAt,
  checked: row.checked,
  of: row.total,
  report: row.report ?? null,
  problem: row.problem,
});

/** Verifications in the background: of a million events they take longer than a request may. */
export const createVerificationRuns = (
  { store, transact, serialise, log }: Kernel,
  { dispatch, verification }: { dispatch: Dispatch; verification: Verification }
) => {
  const find = (documentId: string) => store.findOne(ledgerVerifications, { documentId });
  const change = (documentId: string, patch: Partial<Row>) =>
    store.compareAndSet(ledgerVerifications, { documentId }, patch);
  const newest = async (): Promise<Row | null> =>
    (await store.find(ledgerVerifications, { orderBy: { id: 'desc' }, limit: 1 }))[0] ?? null;

  const end = (verificationId: string, patch: Partial<Row>) =>
    change(verificationId, { finishedAt: new Date().toISOString(), ...patch });

  const run = async (verificationId: string, signal: AbortSignal): Promise<void> => {
    let toldAt = 0;
    const report = await verification({
      signal,
      onProgress: async (checked, total) => {
        if (Date.now() - toldAt < PROGRESS_MS) return;
        toldAt = Date.now();
        await change(verificationId, { state: 'running', checked, total });
      },
    });
    await end(verificationId, { state: 'done', checked: report.size, total: report.size, report });
    if (report.state !== 'intact')
      log.error(
        `The ledger is not intact: ${report.state}, ${report.findings.length + report.furtherFindings} findings (verification ${verificationId}).`
      );
  };

  dispatch.handle(WORK, async (verificationId, { signal, attempts }) => {
    const row = await find(verificationId);
    if (!row || row.finishedAt !== null) return 'done';
    try {
      await run(verificationId, signal);
    } catch (error) {
      if (signal.aborted) return { againAt: new Date() };
      if (attempts < MOST_ATTEMPTS) throw error;
      await end(verificationId, {
        state: 'failed',
        problem: error instanceof Error ? error.message : String(error),
      });
    }
    return 'done';
  });

  return {
    newest: async (): Promise<LedgerVerification | null> => {
      const row = await newest();
      return row && toVerification(row);
    },

    /** @throws Refusal 404 */
    read: async (verificationId: string): Promise<LedgerVerification> => {
      const row = await find(verificationId);
      if (!row) throw notFound('verification', 'verificationId');
      return toVerification(row);
    },

    /** Begins one, or answers with the one that is under way. */
    begin: async (actor: Actor): Promise<LedgerVerification> => {
      const row = await transact(actor, async (tx) => {
        await serialise(tx, WORK);
        const before = await newest();
        if (before && before.finishedAt === null) return before;
        const begun = await store.insert(ledgerVerifications, {
          state: 'waiting',
          requestedAt: tx.at.toISOString(),
        });
        await dispatch.enqueue(tx, WORK, begun.documentId);
        return begun;
      });
      dispatch.wake();
      return toVerification(row);
    },
  };
};
export type VerificationRuns = ReturnType<typeof createVerificationRuns>;
