import { parentPort } from 'node:worker_threads';

import { createFontLibrary } from './font';
import { renderImage } from './image';
import { UnrenderableRequestError } from './limits';
import type { RenderAnswer, RenderedMedia, RenderJob, SandboxRenderRequest } from './request';
import { renderVideo } from './video';

const fonts = createFontLibrary();

const render = (request: SandboxRenderRequest): Promise<RenderedMedia> =>
  request.kind === 'image' ? renderImage(request, fonts) : renderVideo(request, fonts);

const answer = async ({ id, request }: RenderJob): Promise<void> => {
  try {
    const media = await render(request);
    // Node's small buffers share one pool, which cannot be handed over: those are copied first.
    const bytes =
      media.bytes.byteLength === media.bytes.buffer.byteLength
        ? media.bytes
        : Uint8Array.from(media.bytes);
    const answered: RenderAnswer = { id, media: { ...media, bytes } };
    parentPort?.postMessage(answered, [bytes.buffer as ArrayBuffer]);
  } catch (error) {
    const refused: RenderAnswer = {
      id,
      refused: {
        field: error instanceof UnrenderableRequestError ? error.field : null,
        message: error instanceof Error ? error.message : String(error),
      },
    };
    parentPort?.postMessage(refused);
  }
};

parentPort?.on('message', (job: RenderJob) => void answer(job));
