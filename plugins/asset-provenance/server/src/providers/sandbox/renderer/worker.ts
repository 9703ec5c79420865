import { parentPort } from 'node:worker_threads';

import { createFontLibrary } from '../../../lettering';
import { renderImage } from './image';
import { UnrenderableRequestError } from './limits';
import type { RenderAnswer, RenderedMedia, RenderJob, SandboxRenderRequest } from './request';
import { renderVideo } from './video';

const fonts = createFontLibrary();

const render = (request: SandboxRenderRequest): Promise<RenderedMedia> =>
  request.kind === 'image' ? renderImage(request, fonts) : renderVideo(request, fonts);

const answer = async ({ id, request }: RenderJob): Promise<void> => {
  try {
    // Copied, not handed over: newer versions of Node cannot transfer memory that sharp allocated.
    const answered: RenderAnswer = { id, media: await render(request) };
    parentPort?.postMessage(answered);
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
