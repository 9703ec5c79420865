import { api } from '../../../shared';
import { adminRoute } from '../kernel';

export const routes = [
  adminRoute('GET', api.assets, 'reuse.assets', 'task.read'),
  adminRoute('POST', api.revoke(':assetId'), 'reuse.revoke', 'asset.manage'),
  adminRoute('GET', api.rightsRecords, 'reuse.rights', 'task.read'),
  adminRoute('POST', api.rightsRecords, 'reuse.recordRights', 'task.launch'),
];
