import { api } from '../../../shared';
import { adminRoute } from '../kernel';

export const routes = [
  adminRoute('GET', api.fileUsage(':fileDocumentId'), 'usage.ofFile', 'task.read'),
  adminRoute('POST', api.placements(':fileDocumentId'), 'usage.record', 'asset.manage'),
  adminRoute('POST', api.endPlacement(':placementId'), 'usage.end', 'asset.manage'),
];
