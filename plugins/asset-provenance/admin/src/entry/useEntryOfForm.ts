import { useForm } from '@strapi/strapi/admin';
import { useLocation, useParams } from 'react-router-dom';

export type EntryOfForm = { uid?: string; documentId?: string; locale?: string };

const LOCALE = 'plugins[i18n][locale]';
const SINGLE = 'single-types';
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/**
 * The entry whose form a field stands in, from the address of the Content Manager. Empty where the
 * form is another's than the page's: an entry that is edited in a dialog over it.
 */
export const useEntryOfForm = (): EntryOfForm => {
  const { slug, id, collectionType } = useParams();
  const { search } = useLocation();
  const initial: unknown = useForm('AssetProvenance', (state) => state.initialValues);
  if (!slug) return {};
  const own =
    isRecord(initial) && typeof initial.documentId === 'string' ? initial.documentId : null;
  const ofPage = collectionType === SINGLE ? own : id && id !== 'create' ? id : null;
  if (own !== ofPage) return {};
  const locale = new URLSearchParams(search).get(LOCALE);
  return { uid: slug, ...(own ? { documentId: own } : {}), ...(locale ? { locale } : {}) };
};
