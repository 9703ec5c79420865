import { api } from '../../../shared';
import { adminRoute } from '../kernel';

export const routes = [
  adminRoute('GET', api.library, 'library.list', 'task.read'),
  adminRoute('GET', api.libraryChoices, 'library.choices', 'task.read'),
  adminRoute('GET', api.libraryViews, 'library.views', 'task.read'),
  adminRoute('POST', api.libraryViews, 'library.saveView', 'task.read'),
  adminRoute('DELETE', api.libraryView(':viewId'), 'library.deleteView', 'task.read'),
  adminRoute('POST', api.bulkRevoke, 'library.bulkRevoke', 'asset.manage'),
  adminRoute('POST', api.bulkDeclare, 'library.bulkDeclare', 'task.launch'),
  adminRoute('POST', api.bulkHold, 'library.bulkHold', 'hold.manage'),
  adminRoute('POST', api.workingCopies, 'library.workingCopies', 'task.read'),
  adminRoute('GET', api.fileOrigin(':fileDocumentId'), 'library.origin', 'task.read'),
  adminRoute('POST', api.declareOrigin(':fileDocumentId'), 'library.declare', 'task.launch'),
  adminRoute('POST', api.recordElsewhere(':fileDocumentId'), 'library.record', 'task.launch'),
  adminRoute('POST', api.hold(':fileDocumentId'), 'library.hold', 'hold.manage'),
  adminRoute('POST', api.editedVersion(':outputId'), 'library.editedVersion', 'task.launch'),
];
