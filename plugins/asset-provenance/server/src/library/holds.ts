import { holdSchema } from '../../../shared';
import { conflict, parse } from '../kernel';
import type { Kernel, Request } from '../kernel';
import type { Media } from '../media/service';
import { requestedFile } from './requested-file';

/** Puts files under hold and lets them go. */
export const createHoldAct =
  (kernel: Kernel, { media }: { media: Media }) =>
  /** @throws Refusal 409 when it stands so already. */
  async (request: Request): Promise<{ fileDocumentId: string; isHeld: boolean }> => {
    const { isHeld, reason } = parse(holdSchema, request.body);
    await kernel.refuseSecrets(request.actor, { reason });
    const file = await requestedFile(media, request);
    await kernel.transact(request.actor, async (tx) => {
      if (await media.holds.set(tx, file, isHeld, reason)) return;
      throw conflict(
        isHeld
          ? { en: 'This file is under hold already.', zh: '该文件已处于保全状态。' }
          : { en: 'This file is not under hold.', zh: '该文件未处于保全状态。' },
        { code: 'already_so', isHeld }
      );
    });
    return { fileDocumentId: file.documentId, isHeld };
  };
