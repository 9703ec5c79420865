import { createWorkerLane } from '../../../kernel';
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

const errorOf = (refused: { field: string | null; message: string }): Error =>
  refused.field === null
    ? new Error(`Sandbox renderer: ${refused.message}`)
    : new UnrenderableRequestError(refused.field, refused.message);

export const createSandboxRenderer = ({
  workerPath,
  idleMs = 30_000,
  timeoutMs = 300_000,
}: SandboxRendererOptions): SandboxRenderer => {
  const lane = createWorkerLane<Omit<RenderJob, 'id'>, RenderAnswer>({
    name: 'sandbox renderer',
    workerPath,
    idleMs,
    timeoutMs,
    // An unforeseen failure: a crashed wasm heap, say.
    isLast: (answer) => 'refused' in answer && answer.refused.field === null,
  });
  return {
    async render(request, options) {
      // A request at fault does not wait for its turn.
      assertRenderable(request);
      const answer = await lane.ask({ request }, options);
      if ('refused' in answer) throw errorOf(answer.refused);
      return answer.media;
    },
    close: lane.close,
  };
};
