import { systemActor } from '../../../shared';
import type { FileRule, RetentionRule, TextRule } from '../../../shared';
import type { Audit } from '../audit/service';
import type { RetentionConfig } from '../config-retention';
import type { Dispatch } from '../dispatch/service';
import type { Generation } from '../generation/service';
import type { Kernel, Transaction } from '../kernel';
import type { Media } from '../media/service';
import type { Candidate } from './candidates';
import { decide } from './decide';
import type { Decision } from './decide';
import type { ReadFacts } from './facts';

/** Work of carrying out one removal; its subject is the removal's id. */
export const REMOVE_WORK = 'keeping.remove';

/** What other rooms hold of a task beside its own rows. */
export type ForgetPorts = {
  /** What providers answered. */
  answers: ((tx: Transaction, taskId: string) => Promise<void>)[];
  /** Everything that people or providers said about it. */
  words: ((tx: Transaction, taskId: string) => Promise<void>)[];
};

type Dependencies = {
  config: RetentionConfig;
  dispatch: Dispatch;
  audit: Audit;
  generation: Generation;
  media: Media;
  factsOf: ReadFacts;
  forget: ForgetPorts;
};

/** Lets one thing go: looked at once more, under the locks of holds and of its task. */
export const createApplying = (
  { transact }: Kernel,
  { config, dispatch, audit, generation, media, factsOf, forget }: Dependencies
) => {
  const decideNow = async (
    rule: RetentionRule,
    candidate: Candidate,
    now: Date
  ): Promise<Decision> =>
    decide(rule, config.days[rule], (await factsOf([candidate]))(candidate), now);

  const emit = (
    tx: Transaction,
    rule: RetentionRule,
    candidate: Candidate,
    version: number | null,
    sha256: string | null
  ): Promise<void> =>
    tx.emit({
      type: 'retention.applied',
      aggregateType: candidate.outputId ? 'output' : 'task',
      aggregateId: candidate.outputId ?? candidate.taskId,
      aggregateVersion: version,
      taskId: candidate.taskId,
      data: {
        rule,
        days: config.days[rule] ?? 0,
        fileDocumentId: candidate.fileDocumentId,
        sha256,
      },
    });

  /** Still what it was when it was found. */
  const standsAs = async (rule: FileRule, { outputId, since }: Candidate): Promise<boolean> => {
    const output = outputId ? await generation.outputRow(outputId) : null;
    if (output?.approvalStatus !== rule || output.state !== 'stored') return false;
    return (
      rule === 'unsubmitted' ||
      (output.decidedAt !== null && new Date(output.decidedAt).getTime() === since.getTime())
    );
  };

  const begin = async (tx: Transaction, taskId: string) => {
    await media.holds.lock(tx);
    return generation.lockTask(tx, taskId);
  };

  return {
    /** @returns false when it stays after all: then nothing has happened. */
    file: (rule: FileRule, candidate: Candidate, now: Date): Promise<boolean> =>
      transact(systemActor, async (tx) => {
        await begin(tx, candidate.taskId);
        if (!(await standsAs(rule, candidate))) return false;
        if ((await decideNow(rule, candidate, now)).act !== 'remove') return false;
        const file = candidate.fileDocumentId ? await media.file(candidate.fileDocumentId) : null;
        if (!file || (await media.removals.of(file.documentId))) return false;
        const removal = await media.removals.decide(tx, file, rule);
        await emit(tx, rule, candidate, null, removal.sha256);
        await dispatch.enqueue(tx, REMOVE_WORK, removal.documentId);
        return true;
      }),

    /** The same for what a task holds. */
    text: (rule: TextRule, candidate: Candidate, now: Date): Promise<boolean> =>
      transact(systemActor, async (tx) => {
        const task = await begin(tx, candidate.taskId);
        if (generation.removedAtOf(task)[rule] !== null || !task.finishedAt) return false;
        const found = { ...candidate, since: new Date(task.finishedAt) };
        if ((await decideNow(rule, found, now)).act !== 'remove') return false;
        const version = await generation.reduce(tx, task, rule);
        if (version === null) return false;
        if (rule !== 'prompts') for (const each of forget.answers) await each(tx, candidate.taskId);
        if (rule === 'records') {
          for (const each of forget.words) await each(tx, candidate.taskId);
          await audit.erasing.eraseNotesOf(tx, candidate.taskId);
        }
        await emit(tx, rule, candidate, version, null);
        return true;
      }),
  };
};
export type Applying = ReturnType<typeof createApplying>;
