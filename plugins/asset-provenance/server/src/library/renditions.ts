import type { Actor } from '../../../shared';
import type { Kernel, RowOf } from '../kernel';
import { renditions } from './content-types/rendition';

export type RenditionRow = RowOf<typeof renditions>;
export type Rendition = Pick<
  RenditionRow,
  | 'sha256'
  | 'fileDocumentId'
  | 'outputId'
  | 'assetId'
  | 'specification'
  | 'width'
  | 'height'
  | 'bytes'
  | 'format'
>;

/** The register of working copies. */
export const createRenditions = (kernel: Kernel) => {
  const { store, transact } = kernel;

  return {
    /** Before the copy leaves; each time that one leaves is an event. */
    record: (actor: Actor, rendition: Rendition, taskId: string | null): Promise<void> =>
      transact(actor, async (tx) => {
        const { sha256, fileDocumentId, outputId, specification, bytes } = rendition;
        await kernel.serialise(tx, `rendition:${sha256}`);
        if (!(await store.findOne(renditions, { sha256, fileDocumentId })))
          await store.insert(renditions, {
            ...rendition,
            madeByType: actor.type,
            madeById: actor.id,
            madeByName: actor.name,
            madeAt: tx.at.toISOString(),
          });
        await tx.emit({
          type: 'rendition.made',
          aggregateType: 'file',
          aggregateId: fileDocumentId,
          aggregateVersion: null,
          taskId,
          data: { outputId, sha256, specification, bytes },
        });
      }),

    /** Copies with these bytes, newest first. */
    withSha256: (sha256: string): Promise<RenditionRow[]> =>
      store.find(renditions, { where: { sha256 }, orderBy: { id: 'desc' }, limit: 20 }),
  };
};
export type Renditions = ReturnType<typeof createRenditions>;
