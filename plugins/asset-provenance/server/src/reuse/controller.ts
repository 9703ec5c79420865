import { created, handle } from '../kernel';
import type { Reuse } from './service';

export const reuseController = (reuse: Reuse) => ({
  assets: handle((request) => reuse.assets.list(request)),
  revoke: handle((request) => reuse.assets.revoke(request)),
  rights: handle((request) => reuse.rights.list(request)),
  recordRights: handle(async (request) => created(await reuse.rights.record(request))),
});
