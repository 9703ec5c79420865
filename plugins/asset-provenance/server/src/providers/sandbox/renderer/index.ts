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
};

const PICTURE_MS = 30_000;
/** A second of video at the largest size takes about three seconds on a small machine. */
const VIDEO_SECOND_MS = 12_000;

/** So long that only what hangs is ended, and so short that the next try comes soon. */
const patienceFor = (request: SandboxRenderRequest): number =>
  request.kind === 'image'
    ? PICTURE_MS
    : PICTURE_MS + Math.ceil(request.durationSeconds) * VIDEO_SECOND_MS;

const errorOf = (refused: { field: string | null; message: string }): Error =>
  refused.field === null
    ? new Error(`Sandbox renderer: ${refused.message}`)
    : new UnrenderableRequestError(refused.field, refused.message);

export const createSandboxRenderer = ({
  workerPath,
  idleMs = 30_000,
}: SandboxRendererOptions): SandboxRenderer => {
  const lane = createWorkerLane<Omit<RenderJob, 'id'>, RenderAnswer>({
    name: 'sandbox renderer',
    workerPath,
    idleMs,
    // An unforeseen failure: a crashed wasm heap, say.
    isLast: (answer) => 'refused' in answer && answer.refused.field === null,
  });
  return {
    async render(request, options) {
      // A request at fault does not wait for its turn.
      assertRenderable(request);
      const answer = await lane.ask(
        { request },
        { timeoutMs: patienceFor(request), signal: options?.signal }
      );
      if ('refused' in answer) throw errorOf(answer.refused);
      return answer.media;
    },
    close: lane.close,
  };
};
