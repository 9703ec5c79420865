import { Worker } from 'node:worker_threads';

export type WorkerLane<Question extends object, Answer extends { id: number }> = {
  /**
   * Asks the worker, one question after the other, off the main thread.
   * @param options.timeoutMs how long this answer may take once it is its turn, in milliseconds.
   * @throws Error when the worker died, took too long or was closed.
   * @throws the signal's reason when it is aborted.
   */
  ask: (
    question: Question,
    options: { timeoutMs: number; signal?: AbortSignal | undefined }
  ) => Promise<Answer>;
  /** Rejects what waits, ends the worker, and refuses from then on. */
  close: () => Promise<void>;
};

type Options<Answer> = {
  /** As messages call it, `sandbox renderer`. */
  name: string;
  /** The built worker; it answers each `{ id, …question }` with one `{ id, … }`. */
  workerPath: string;
  /** How long an idle worker is kept, in milliseconds. */
  idleMs: number;
  /** Answers after which nothing in that worker can be trusted. */
  isLast?: (answer: Answer) => boolean;
};

type Outcome<Answer> = { answer: Answer } | { error: unknown };
type Waiting<Question, Answer> = {
  question: Question & { id: number };
  timeoutMs: number;
  settle: (outcome: Outcome<Answer>) => void;
};

/** The worker starts with the first question, and again after it was lost. */
export const createWorkerLane = <Question extends object, Answer extends { id: number }>({
  name,
  workerPath,
  idleMs,
  isLast = () => false,
}: Options<Answer>): WorkerLane<Question, Answer> => {
  const queue: Waiting<Question, Answer>[] = [];
  let running: Waiting<Question, Answer> | null = null;
  let worker: Worker | null = null;
  let timer: NodeJS.Timeout | null = null;
  let isClosed = false;
  let nextId = 1;

  const closedError = () => new Error(`The ${name} is closed`);

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

  const finish = (outcome: Outcome<Answer>): void => {
    const done = running;
    running = null;
    done?.settle(outcome);
    advance();
  };

  const lose = (error: unknown): void => {
    void dismiss();
    finish({ error });
  };

  const start = (): Worker => {
    const started = new Worker(workerPath, {
      name: `asset-provenance-${name.replaceAll(' ', '-')}`,
    });
    const stopped = (reason: string): void => {
      if (worker === started) lose(new Error(`The ${name} stopped: ${reason}`));
    };
    started.on('message', (answer: Answer) => {
      if (worker !== started || answer.id !== running?.question.id) return;
      if (isLast(answer)) void dismiss();
      finish({ answer });
    });
    started.on('error', (error) => stopped(error.message));
    started.on('messageerror', (error) => stopped(error.message));
    started.on('exit', (code) => stopped(`exit code ${code}`));
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
      // The question could not be posted; the worker never saw it.
      finish({ error });
      return;
    }
    const { timeoutMs } = next;
    setTimer(() => lose(new Error(`The ${name} took longer than ${timeoutMs} ms`)), timeoutMs);
  };

  /** Work under way cannot be asked to stop, so its worker goes with it. */
  const abandon = (waiting: Waiting<Question, Answer>, error: unknown): void => {
    if (running === waiting) {
      lose(error);
      return;
    }
    const at = queue.indexOf(waiting);
    if (at >= 0) queue.splice(at, 1);
    waiting.settle({ error });
  };

  return {
    ask: async (question, { timeoutMs, signal }) => {
      if (isClosed) throw closedError();
      signal?.throwIfAborted();
      return new Promise<Answer>((resolve, reject) => {
        const waiting: Waiting<Question, Answer> = {
          question: { ...question, id: nextId },
          timeoutMs,
          settle: (outcome) => {
            signal?.removeEventListener('abort', onAbort);
            if ('answer' in outcome) resolve(outcome.answer);
            else reject(outcome.error);
          },
        };
        const onAbort = (): void => abandon(waiting, signal?.reason);
        nextId += 1;
        signal?.addEventListener('abort', onAbort, { once: true });
        queue.push(waiting);
        advance();
      });
    },

    close: async () => {
      isClosed = true;
      const left = running ? [running, ...queue.splice(0)] : queue.splice(0);
      running = null;
      for (const waiting of left) waiting.settle({ error: closedError() });
      await dismiss();
    },
  };
};
