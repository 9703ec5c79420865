import { lazy, Suspense } from 'react';
import type { ReactNode } from 'react';
import { Box, Loader } from '@strapi/design-system';
import { readActions, usePermissions } from '../access';
import { useMessages } from '../i18n';

/** The part of the edit view's context that we read. */
export type EntryContext = {
  model: string;
  documentId?: string;
  document?: {
    documentId?: string;
    locale?: string | null;
    updatedAt?: string;
    publishedAt?: string | null;
    status?: string;
  };
  meta?: { availableStatus?: unknown[] };
};
type PanelComponent = (context: EntryContext) => { title: string; content: ReactNode } | null;
type ContentManagerApis = { addEditViewSidePanel: (panels: PanelComponent[]) => void };

const EntryPanel = lazy(() =>
  import('./EntryPanel').then((module) => ({ default: module.EntryPanel }))
);

/** Changes whenever the entry was saved, published or taken back. */
const versionOf = ({ document, meta }: EntryContext) =>
  [
    document?.updatedAt,
    document?.publishedAt,
    document?.status,
    meta?.availableStatus?.length ?? 0,
  ].join('/');

const ProvenancePanel: PanelComponent = (context) => {
  const { t } = useMessages();
  const { canAny } = usePermissions();
  if (!canAny(readActions)) return null;
  return {
    title: t('entry.title'),
    content: (
      <Box width="100%" minWidth={0}>
        <Suspense fallback={<Loader small>{t('common.loading')}</Loader>}>
          <EntryPanel
            uid={context.model}
            documentId={context.document?.documentId ?? context.documentId ?? null}
            locale={context.document?.locale ?? null}
            version={versionOf(context)}
          />
        </Suspense>
      </Box>
    ),
  };
};

/** Strapi types a plugin's `apis` as unknown; this is what the Content Manager puts there. */
export const registerEntryPanel = (contentManager: { apis: Record<string, unknown> }) => {
  (contentManager.apis as ContentManagerApis).addEditViewSidePanel([ProvenancePanel]);
};
