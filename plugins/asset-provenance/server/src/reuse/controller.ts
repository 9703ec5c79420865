import type { EntryProvenance } from '../../../shared';
import { created, handle } from '../kernel';
import type { Reuse } from './service';

type Ports = {
  /** What the revision log says about an entry; belongs to a room above. */
  notesOfEntry: (
    uid: string,
    documentId: string
  ) => Promise<Pick<EntryProvenance, 'nextRecheckOn' | 'noteCount'>>;
};

export const reuseController = (reuse: Reuse, { notesOfEntry }: Ports) => ({
  assets: handle((request) => reuse.assets.list(request)),
  revoke: handle((request) => reuse.assets.revoke(request)),
  library: handle((request) => reuse.library.list(request)),
  rights: handle((request) => reuse.rights.list(request)),
  recordRights: handle(async (request) => created(await reuse.rights.record(request))),
  entry: handle(async (request) => {
    const provenance = await reuse.entries.provenanceOf(request);
    return { ...provenance, ...(await notesOfEntry(provenance.uid, provenance.documentId)) };
  }),
});
