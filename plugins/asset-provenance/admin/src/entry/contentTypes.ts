import type { StrapiApp } from '@strapi/strapi/admin';
import { actionUid } from '../../../shared/permissions';
import type { PermissionAction } from '../../../shared/permissions';

type Attribute = { type?: string; component?: string; components?: string[] };
type Model = { uid: string; attributes: Record<string, Attribute> };
type Models = { contentTypes: Model[]; components: Model[] };

const HOLDING = ['media', 'blocks', 'richtext'];

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** What Strapi's admin has asked its server already, by the name of its own endpoint. */
const answerOf = (store: StrapiApp['store'], endpointName: string): unknown => {
  const state: unknown = store?.getState();
  const api = isRecord(state) ? state.adminApi : null;
  const queries = isRecord(api) && isRecord(api.queries) ? Object.values(api.queries) : [];
  return queries.filter(isRecord).find((query) => query.endpointName === endpointName && query.data)
    ?.data;
};

const holdsMedia = (model: Model | undefined, components: Model[], seen: string[] = []): boolean =>
  Object.values(model?.attributes ?? {}).some(({ type, component, components: several }) => {
    if (type && HOLDING.includes(type)) return true;
    return [component, ...(several ?? [])].some(
      (uid) =>
        uid !== undefined &&
        !seen.includes(uid) &&
        holdsMedia(
          components.find((one) => one.uid === uid),
          components,
          [...seen, uid]
        )
    );
  });

/** Whether entries of a type can show media; true where that is not known. */
export const canHoldMedia = (store: StrapiApp['store'], uid: string): boolean => {
  // What the Content Manager calls its initial data.
  const models = answerOf(store, 'getInitialData') as Models | undefined;
  const model = models?.contentTypes.find((one) => one.uid === uid);
  return !models || !model || holdsMedia(model, models.components);
};

/** Whether the reader's roles allow one of these, outside of React. */
export const mayAny = (
  store: StrapiApp['store'],
  actions: readonly PermissionAction[]
): boolean => {
  const permissions = answerOf(store, 'getMyPermissions');
  const wanted: string[] = actions.map(actionUid);
  return (
    Array.isArray(permissions) &&
    permissions.some(
      (one: unknown) =>
        isRecord(one) && typeof one.action === 'string' && wanted.includes(one.action)
    )
  );
};
