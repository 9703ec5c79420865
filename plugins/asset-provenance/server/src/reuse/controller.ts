import { created, handle } from '../kernel';
import type { Reuse } from './service';

export const reuseController = (reuse: Reuse) => ({
  assets: handle((request) => reuse.assets.list(request)),
  revoke: handle((request) => reuse.assets.revoke(request)),
  supersede: handle((request) => reuse.assets.supersede(request)),
  templates: handle(() => reuse.licenceTemplates.list()),
  addTemplate: handle(async (request) => created(await reuse.licenceTemplates.add(request))),
  changeTemplate: handle((request) => reuse.licenceTemplates.change(request)),
  removeTemplate: handle((request) => reuse.licenceTemplates.remove(request)),
  rights: handle((request) => reuse.rights.list(request)),
  recordRights: handle(async (request) => created(await reuse.rights.record(request))),
  withdrawRights: handle((request) => reuse.rights.withdraw(request)),
  rightsAffected: handle((request) => reuse.rights.affected(request)),
});
