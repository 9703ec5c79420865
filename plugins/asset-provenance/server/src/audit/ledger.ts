import path from 'node:path';
import type { Actor, LedgerReport, LedgerStanding, LedgerVerification } from '../../../shared';
import type { LedgerConfig } from '../config-ledger';
import type { Dispatch } from '../dispatch/service';
import type { Kernel } from '../kernel';
import type { Network } from '../network/service';
import { HistoryAltered, createCheckpoints } from './checkpoints';
import { createLedgerFile } from './export-ledger';
import { createExports } from './exports';
import { createKeys } from './keys';
import { createLedgerRows } from './ledger-rows';
import { createProofs } from './proofs';
import { createRecordEvidence } from './record-evidence';
import { createSequencer } from './sequencer';
import { NoSigningKey } from './signing-key';
import { SealsMissing, createStoredTree } from './stored-tree';
import { createVerification } from './verification';
import { createVerificationRuns } from './verification-runs';
import type { Witness } from './witnesses';

type Dependencies = { config: LedgerConfig; dispatch: Dispatch; network: Network };

/** Seals events, signs and exports checkpoints, and proves what it says. */
export const createLedger = (kernel: Kernel, { config, dispatch, network }: Dependencies) => {
  const { strapi, log } = kernel;
  const folder = path.resolve(strapi.dirs.app.root, config.folder || '.ledger');
  const witnesses: Witness[] = [];
  const rows = createLedgerRows(kernel);
  const seal = createSequencer(kernel, rows);
  const tree = createStoredTree(kernel, rows);
  const keys = createKeys(kernel, config, folder);
  const checkpoints = createCheckpoints(kernel, config, { rows, tree, keys });
  const exports = createExports(kernel, config, { checkpoints, keys, folder, network });
  const verification = createVerification(kernel, {
    rows,
    tree,
    keys,
    checkpoints,
    exports,
    witnesses,
  });
  const runs = createVerificationRuns(kernel, { dispatch, verification });
  let toldProblem = '';
  /** Not at first: a process may have died between sealing and keeping the tree. */
  let isTreeGrown = false;

  const tellOnce = (problem: string): void => {
    if (problem !== toldProblem) log.error(problem);
    toldProblem = problem;
  };

  const sign = async (signal: AbortSignal | undefined, isUrgent: boolean): Promise<void> => {
    if (!isTreeGrown) await tree.grow(signal);
    isTreeGrown = !signal?.aborted;
    if (signal?.aborted) return;
    await checkpoints.take({ isUrgent });
    toldProblem = '';
  };

  const isKnown = (error: unknown): error is Error =>
    error instanceof NoSigningKey ||
    error instanceof HistoryAltered ||
    error instanceof SealsMissing;

  /** What cannot be signed is still sealed; it is told once, and tried again. Who asked for it hears it. */
  const keep = async (signal?: AbortSignal, isUrgent = false): Promise<void> => {
    if ((await seal(signal)) > 0) isTreeGrown = false;
    try {
      await sign(signal, isUrgent);
    } catch (error) {
      if (isUrgent || !isKnown(error)) throw error;
      tellOnce(error.message);
    }
    await exports.run();
  };

  dispatch.recur('ledger.seal', async (signal) => {
    await keep(signal);
    return new Date(Date.now() + config.sealSeconds * 1000);
  });

  return {
    install: rows.createIndex,

    /** Rooms above say which of their rows the ledger must agree with. */
    watch: (...added: Witness[]): void => void witnesses.push(...added),

    /** Seals and signs all that is there, now. */
    sealNow: (): Promise<void> => keep(undefined, true),

    /** The same for who goes on without a signature: why there is none stands in the log. */
    sealIfPossible: async (): Promise<void> => {
      try {
        await keep(undefined, true);
      } catch (error) {
        if (!isKnown(error)) throw error;
        tellOnce(error.message);
      }
    },

    recordEvidence: createRecordEvidence(kernel, { rows, tree, keys, checkpoints }),

    standing: async (): Promise<LedgerStanding> => {
      const [{ sequence }, unsealed, { all, origin }, keyProblem, newest] = await Promise.all([
        rows.last(),
        rows.countUnsealed(),
        keys.vouched(),
        keys.problem(),
        checkpoints.newest(),
      ]);
      return {
        origin,
        size: sequence,
        unsealed,
        key: all.at(-1) ?? null,
        keyProblem,
        checkpoint: newest && (await checkpoints.present(newest)),
        exports: await exports.standings(),
        verification: await runs.newest(),
      };
    },

    /** In this process, at once; for the command line. */
    verifyNow: (): Promise<LedgerReport> => verification(),
    beginVerification: (actor: Actor): Promise<LedgerVerification> => runs.begin(actor),
    verification: runs.read,
    proofs: createProofs({ rows, tree, keys, checkpoints }),
    /** Lines of the export. */
    file: createLedgerFile({ rows, keys, checkpoints }),
  };
};
export type Ledger = ReturnType<typeof createLedger>;
