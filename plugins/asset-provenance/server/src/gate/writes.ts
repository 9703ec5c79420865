import type { Core } from '@strapi/strapi';
import { PLUGIN_ID } from '../../../shared';

export type Context = Parameters<Parameters<Core.Strapi['documents']['use']>[0]>[0];
export type Written =
  | { id?: number; documentId?: string; entries?: { id: number; documentId?: string }[] }
  | null
  | undefined;
type Params = { documentId?: string; locale?: unknown; status?: string };

const WRITES = ['create', 'update', 'clone', 'publish', 'unpublish', 'discardDraft', 'delete'];

export const isOurs = (uid: string): boolean =>
  uid.startsWith(`plugin::${PLUGIN_ID}.`) || uid.startsWith('plugin::upload.');

export const isWrite = ({ action }: Context): boolean => WRITES.includes(action);

const hasDrafts = ({ contentType }: Context): boolean =>
  Boolean(contentType.options?.draftAndPublish);

/** Whether an action of the document service ends with rows that the public sees. */
export const writesLive = (context: Context): boolean => {
  const { action, params } = context;
  if (!hasDrafts(context)) return ['create', 'update', 'clone'].includes(action);
  if (action === 'publish') return true;
  // With this status both publish by themselves, past every middleware.
  return (action === 'create' || action === 'update') && (params as Params).status === 'published';
};

export const documentIdOf = ({ params }: Context, written: Written): string | null =>
  // The params of a clone name what was cloned, those of a new entry nothing.
  written?.documentId ?? (params as Params).documentId ?? null;

type Row = { id: number; publishedAt: string | null };

/** Says of rows of the written entry whether the public sees them, and because of this action. */
export const liveRowsOf = (
  context: Context,
  written: Written
): { isLive: (row: Row) => boolean; isWritten: (row: Row) => boolean } => {
  const { locale } = context.params as Params;
  const isLive = (row: Row) => !hasDrafts(context) || row.publishedAt !== null;
  // Publishing several locales by `update` answers with the first of them only.
  if (locale === '*' || (Array.isArray(locale) && !written?.entries))
    return { isLive, isWritten: isLive };
  const ids = written?.entries?.map(({ id }) => id) ?? (written?.id ? [written.id] : []);
  return { isLive, isWritten: (row) => ids.includes(row.id) && isLive(row) };
};
