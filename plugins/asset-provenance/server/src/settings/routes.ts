import { adminRoute } from '../kernel';

export const routes = [
  adminRoute('GET', '/catalog', 'settings.catalog'),
  adminRoute('GET', '/counts', 'settings.counts'),
  adminRoute('GET', '/settings', 'settings.status', 'settings.manage'),
  adminRoute('POST', '/settings/roles', 'settings.prepareRoles', 'settings.manage'),
  adminRoute(
    'POST',
    '/settings/providers/:providerId/test',
    'settings.testConnection',
    'settings.manage'
  ),
];
