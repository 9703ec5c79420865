import { Worker } from 'node:worker_threads';
import type { Finding } from '../../../../shared';
import type { Answer, Question } from './messages';

export { isGenerative, sourceTypeOf } from './findings';

export type Examiner = {
  /**
   * Reads the marks of one file after the other, off the main thread: what reads strangers' bytes may
   * die or hang without taking anything with it.
   * @throws Error when it died, took too long or was closed.
   */
  examine: (path: string) => Promise<Finding[]>;
  /** Rejects what waits and ends the worker. */
  close: () => Promise<void>;
};

type Waiting = {
  question: Question;
  settle: (outcome: { findings: Finding[] } | { error: Error }) => void;
};

type Options = {
  /** The built worker, `dist/examiner/index.js`. */
  workerPath: string;
  /** How long an idle worker is kept, in milliseconds. */
  idleMs?: number;
  /** How long one file may take, in milliseconds. */
  timeoutMs?: number;
};

/** The worker starts with the first file, and again after it was lost. */
export const createExaminer = ({
  workerPath,
  idleMs = 30_000,
  timeoutMs = 20_000,
}: Options): Examiner => {
  const queue: Waiting[] = [];
  let running: Waiting | null = null;
  let worker: Worker | null = null;
  let timer: NodeJS.Timeout | null = null;
  let isClosed = false;
  let nextId = 1;

  const setTimer = (action: () => void, after: number): void => {
    if (timer) clearTimeout(timer);
    timer = setTimeout(action, after);
    // Whether the process stays alive is the worker's business, not the timer's.
    timer.unref();
  };

  /** Forgets the worker at once, so that its last events reach nobody. */
  const dismiss = async (): Promise<void> => {
    const leaving = worker;
    worker = null;
    if (timer) clearTimeout(timer);
    timer = null;
    await leaving?.terminate();
  };

  const finish = (outcome: Parameters<Waiting['settle']>[0]): void => {
    const done = running;
    running = null;
    done?.settle(outcome);
    advance();
  };

  const lose = (reason: string): void => {
    void dismiss();
    finish({ error: new Error(reason) });
  };

  const start = (): Worker => {
    const started = new Worker(workerPath, { name: 'asset-provenance-examiner' });
    const ifOurs = (reason: string) => {
      if (worker === started) lose(`The examiner stopped: ${reason}`);
    };
    started.on('message', (answer: Answer) => {
      if (worker !== started || answer.id !== running?.question.id) return;
      finish('findings' in answer ? answer : { error: new Error(answer.problem) });
    });
    started.on('error', (error) => ifOurs(error.message));
    started.on('messageerror', (error) => ifOurs(error.message));
    started.on('exit', (code) => ifOurs(`exit code ${code}`));
    return started;
  };

  const advance = (): void => {
    if (running || isClosed) return;
    const next = queue.shift();
    if (!next) {
      worker?.unref();
      if (worker) setTimer(() => void dismiss(), idleMs);
      return;
    }
    running = next;
    try {
      worker ??= start();
      worker.ref();
      worker.postMessage(next.question);
    } catch (error) {
      lose(error instanceof Error ? error.message : String(error));
      return;
    }
    setTimer(() => lose(`The examiner took longer than ${timeoutMs} ms`), timeoutMs);
  };

  return {
    examine: (path) =>
      new Promise((resolve, reject) => {
        if (isClosed) return reject(new Error('The examiner is closed'));
        queue.push({
          question: { id: nextId, path },
          settle: (outcome) =>
            'findings' in outcome ? resolve(outcome.findings) : reject(outcome.error),
        });
        nextId += 1;
        advance();
      }),

    close: async () => {
      isClosed = true;
      const left = running ? [running, ...queue.splice(0)] : queue.splice(0);
      running = null;
      for (const waiting of left) waiting.settle({ error: new Error('The examiner is closed') });
      await dismiss();
    },
  };
};
