import { Worker } from 'node:worker_threads';

import { assertRenderable, UnrenderableRequestError } from './limits';
import type { RenderAnswer, RenderedMedia, RenderJob, SandboxRenderRequest } from './request';

export { UnrenderableRequestError } from './limits';
export type * from './request';

export type SandboxRenderer = {
  /**
   * Renders one request after the other, off the main thread. The same request gives the same bytes.
   * @throws {UnrenderableRequestError} where the request itself is at fault; `field` says where.
   * @throws {Error} when the renderer died, took too long or was closed.
   * @throws the signal's reason when it is aborted.
   */
  render(request: SandboxRenderRequest, options?: { signal?: AbortSignal }): Promise<RenderedMedia>;
  /** Rejects what waits, ends the worker, and refuses from then on. */
  close(): Promise<void>;
};

export type SandboxRendererOptions = {
  /** The built worker, `dist/sandbox-renderer/index.js`. */
  workerPath: string;
  /** How long an idle worker is kept, in milliseconds. */
  idleMs?: number;
  /** How long one rendering may take, in milliseconds. The longest video (30 s, 1080p) takes about a minute and a half on a small machine. */
  timeoutMs?: number;
};

type Waiting = {
  job: RenderJob;
  settle: (outcome: { media: RenderedMedia } | { error: unknown }) => void;
};

const errorOf = (refused: { field: string | null; message: string }): Error =>
  refused.field === null
    ? new Error(`Sandbox renderer: ${refused.message}`)
    : new UnrenderableRequestError(refused.field, refused.message);

export const createSandboxRenderer = ({
  workerPath,
  idleMs = 30_000,
  timeoutMs = 300_000,
}: SandboxRendererOptions): SandboxRenderer => {
  const queue: Waiting[] = [];
  let running: Waiting | null = null;
  let worker: Worker | null = null;
  let timer: NodeJS.Timeout | null = null;
  let closed = false;
  let nextId = 1;

  const setTimer = (action: () => void, after: number): void => {
    if (timer) clearTimeout(timer);
    timer = setTimeout(action, after);
    // Whether the process stays alive is the worker's business, not the timer's.
    timer.unref();
  };

  /** Forgets the worker at once, so that its last events reach nobody; the next request gets a new one. */
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

  const startWorker = (): Worker => {
    const started = new Worker(workerPath, { name: 'asset-provenance-sandbox-renderer' });
    const lost = (reason: string): void => {
      if (worker !== started) return;
      void dismiss();
      finish({ error: new Error(`The sandbox renderer stopped: ${reason}`) });
    };
    started.on('message', (answer: RenderAnswer) => {
      if (worker !== started || answer.id !== running?.job.id) return;
      // After an unforeseen failure (a crashed wasm heap, say) nothing in that worker can be trusted.
      if ('refused' in answer && answer.refused.field === null) void dismiss();
      finish('media' in answer ? { media: answer.media } : { error: errorOf(answer.refused) });
    });
    started.on('error', (error) => lost(error.message));
    started.on('messageerror', (error) => lost(error.message));
    started.on('exit', (code) => lost(`exit code ${code}`));
    return started;
  };

  const advance = (): void => {
    if (running || closed) return;
    const next = queue.shift();
    if (!next) {
      worker?.unref();
      if (worker) setTimer(() => void dismiss(), idleMs);
      return;
    }
    running = next;
    try {
      worker ??= startWorker();
      worker.ref();
      worker.postMessage(next.job);
    } catch (error) {
      finish({ error });
      return;
    }
    setTimer(() => {
      void dismiss();
      finish({ error: new Error(`The sandbox renderer took longer than ${timeoutMs} ms`) });
    }, timeoutMs);
  };

  /** A rendering under way cannot be asked to stop, so its worker goes with it. */
  const abandon = (waiting: Waiting, error: unknown): void => {
    if (running === waiting) {
      void dismiss();
      finish({ error });
      return;
    }
    const at = queue.indexOf(waiting);
    if (at >= 0) queue.splice(at, 1);
    waiting.settle({ error });
  };

  return {
    async render(request, { signal } = {}) {
      if (closed) throw new Error('The sandbox renderer is closed');
      assertRenderable(request);
      signal?.throwIfAborted();
      return new Promise<RenderedMedia>((resolve, reject) => {
        const waiting: Waiting = {
          job: { id: nextId, request },
          settle: (outcome) => {
            signal?.removeEventListener('abort', onAbort);
            if ('media' in outcome) resolve(outcome.media);
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
    async close() {
      closed = true;
      const error = new Error('The sandbox renderer is closed');
      const left = running ? [running, ...queue.splice(0)] : queue.splice(0);
      running = null;
      left.forEach((waiting) => waiting.settle({ error }));
      await dismiss();
    },
  };
};
