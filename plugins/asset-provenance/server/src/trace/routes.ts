import { adminRoute } from '../kernel';

export const routes = [
  adminRoute('GET', '/trace', 'trace.ask', 'trace.read'),
  adminRoute('POST', '/trace/file', 'trace.askFile', 'trace.read'),
  adminRoute('GET', '/trace/outputs/:outputId', 'trace.record', 'trace.read'),
  adminRoute('GET', '/trace/outputs/:outputId/export', 'trace.exportRecord', 'trace.read'),
  adminRoute('GET', '/trace/outputs/:outputId/standing', 'trace.standing', 'trace.read'),
];
