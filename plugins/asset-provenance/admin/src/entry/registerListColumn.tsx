import { lazy, Suspense } from 'react';
import type { ReactNode } from 'react';
import type { StrapiApp } from '@strapi/strapi/admin';
import { readActions } from '../access/screens';
import { en } from '../i18n/en';
import { messageId } from '../i18n/translations';
import { Boundary } from './Boundary';
import { canHoldMedia, mayAny } from './contentTypes';

/** The part of a row of the list view that we read. */
type Row = { documentId: string; locale?: string | null; updatedAt?: string };
type Header = {
  name: string;
  label: { id: string; defaultMessage: string };
  attribute: { type: 'custom' };
  searchable: boolean;
  sortable: boolean;
  cellFormatter: (row: Row, header: unknown, meta: { model: string }) => ReactNode;
};
type ListView = { displayedHeaders: unknown[]; layout: unknown };

const HOOK = 'Admin/CM/pages/ListView/inject-column-in-table';

const EntryStatusCell = lazy(() =>
  import('./EntryStatusCell').then((module) => ({ default: module.EntryStatusCell }))
);

const column: Header = {
  name: 'provenance',
  label: { id: messageId('entry.column'), defaultMessage: en['entry.column'] },
  attribute: { type: 'custom' },
  searchable: false,
  sortable: false,
  cellFormatter: ({ documentId, locale, updatedAt }, _header, { model }) => (
    <Boundary>
      <Suspense fallback={null}>
        <EntryStatusCell
          uid={model}
          documentId={documentId}
          locale={locale ?? undefined}
          version={updatedAt ?? ''}
        />
      </Suspense>
    </Boundary>
  ),
};

/** The hook is not told which type is listed; the address says it. */
const listedType = () => /\/collection-types\/([^/?]+)/.exec(window.location.pathname)?.[1];

/** A column with the worst status of each entry, in lists of types that can show media. */
export const registerListColumn = (
  registerHook: StrapiApp['registerHook'],
  storeOf: () => StrapiApp['store']
) => {
  registerHook(HOOK, ({ displayedHeaders, layout }: ListView): ListView => {
    const uid = listedType();
    const store = storeOf();
    const isWanted = uid && canHoldMedia(store, uid) && mayAny(store, readActions);
    return {
      displayedHeaders: isWanted ? [...displayedHeaders, column] : displayedHeaders,
      layout,
    };
  });
};
