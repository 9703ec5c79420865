import { api } from '../../../shared';
import { adminRoute } from '../kernel';

export const routes = [
  adminRoute('GET', api.assets, 'reuse.assets', 'task.read'),
  adminRoute('POST', api.revoke(':assetId'), 'reuse.revoke', 'asset.manage'),
  adminRoute('POST', api.supersede(':assetId'), 'reuse.supersede', 'asset.manage'),
  adminRoute('GET', api.licenceTemplates, 'reuse.templates', 'task.read'),
  adminRoute('POST', api.licenceTemplates, 'reuse.addTemplate', 'asset.manage'),
  adminRoute(
    'PUT',
    api.licenceTemplate(':licenceTemplateId'),
    'reuse.changeTemplate',
    'asset.manage'
  ),
  adminRoute(
    'DELETE',
    api.licenceTemplate(':licenceTemplateId'),
    'reuse.removeTemplate',
    'asset.manage'
  ),
  adminRoute('GET', api.rightsRecords, 'reuse.rights', 'task.read'),
  adminRoute('POST', api.rightsRecords, 'reuse.recordRights', 'task.launch'),
  // Whoever stated it may withdraw it; checked by the room.
  adminRoute('POST', api.withdrawRights(':rightsRecordId'), 'reuse.withdrawRights', 'task.read'),
  adminRoute('GET', api.rightsAffected(':rightsRecordId'), 'reuse.rightsAffected', 'task.read'),
];
