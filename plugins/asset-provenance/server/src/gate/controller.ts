import type { EntryProvenance } from '../../../shared';
import { created, handle } from '../kernel';
import type { Gate } from './service';

type Ports = {
  /** What the revision log says about an entry; belongs to a room above. */
  notesOfEntry: (
    uid: string,
    documentId: string
  ) => Promise<Pick<EntryProvenance, 'nextRecheckOn' | 'noteCount'>>;
};

export const gateController = (gate: Gate, { notesOfEntry }: Ports) => ({
  entry: handle(async (request) => {
    const provenance = await gate.provenanceOf(request);
    return { ...provenance, ...(await notesOfEntry(provenance.uid, provenance.documentId)) };
  }),
  statuses: handle((request) => gate.statusesOfEntries(request)),
  standings: handle((request) => gate.standingsOfFiles(request)),
  override: handle(async (request) => created(await gate.override(request))),
  overdue: handle((request) => gate.overdue(request)),
});
