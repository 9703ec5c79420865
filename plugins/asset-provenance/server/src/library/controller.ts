import { created, handle } from '../kernel';
import type { Library } from './service';

export const libraryController = (library: Library) => ({
  list: handle((request) => library.list(request)),
  choices: handle(() => library.choices()),
  views: handle((request) => library.views.list(request)),
  saveView: handle((request) => library.views.create(request)),
  deleteView: handle((request) => library.views.remove(request)),
  bulkRevoke: handle((request) => library.bulk.revoke(request)),
  bulkDeclare: handle((request) => library.bulk.declare(request)),
  bulkHold: handle((request) => library.bulk.hold(request)),
  workingCopies: handle((request) => library.workingCopies(request)),
  origin: handle((request) => library.origins.origin(request)),
  declare: handle((request) => library.origins.declare(request)),
  record: handle(async (request) => created(await library.origins.record(request))),
  editedVersion: handle(async (request) => created(await library.origins.editedVersion(request))),
  hold: handle((request) => library.hold(request)),
});
