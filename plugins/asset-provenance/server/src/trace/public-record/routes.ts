/** Below the plugin's prefix of the content API. */
export const publicRecordRoutes = [
  {
    method: 'GET',
    path: '/public/files',
    handler: 'publicRecord.byUrl',
    config: { auth: false },
  },
  {
    method: 'GET',
    path: '/public/files/:key',
    handler: 'publicRecord.byKey',
    config: { auth: false },
  },
];
