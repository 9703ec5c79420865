import type { Core } from '@strapi/strapi';
import { writesLive } from './writes';
import type { Context } from './writes';

type Route = { handler?: unknown; info?: { pluginName?: string } };

const PUBLISH = /^(collection|single)-types\.publish$/;

const isPublishButton = ({ handler, info }: Route): boolean =>
  info?.pluginName === 'content-manager' && typeof handler === 'string' && PUBLISH.test(handler);

/**
 * Whether a write is the draft that the Content Manager's *Publish* writes before it publishes it, in
 * the same transaction. The publication looks at draft and published version, so looking at the draft
 * before would be looking twice. Only the first write of such a request: what code of the site writes
 * further is looked at like everything else.
 */
export const createForerunners = (strapi: Core.Strapi) => {
  const passed = new WeakSet<object>();
  return (context: Context): boolean => {
    const request = strapi.requestContext.get();
    if (!request || passed.has(request) || !strapi.db.inTransaction()) return false;
    if (context.action !== 'update' || writesLive(context)) return false;
    const { model, id } = request.params as { model?: string; id?: string };
    const isSame = model === context.uid && (!id || id === context.params.documentId);
    if (!isSame || !isPublishButton((request.state.route ?? {}) as Route)) return false;
    passed.add(request);
    return true;
  };
};
