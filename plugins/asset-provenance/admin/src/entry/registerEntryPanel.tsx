import { lazy, Suspense } from 'react';
import type { ReactNode } from 'react';
import { Box, Loader } from '@strapi/design-system';
import { useMessages } from '../i18n';

/** The part of the edit view's context that we read. */
export type EntryContext = {
  model: string;
  documentId?: string;
  document?: { locale?: string | null };
};
type PanelComponent = (context: EntryContext) => { title: string; content: ReactNode } | null;
type ContentManagerApis = { addEditViewSidePanel: (panels: PanelComponent[]) => void };

const EntryPanel = lazy(() =>
  import('./EntryPanel').then((module) => ({ default: module.EntryPanel }))
);

const ProvenancePanel: PanelComponent = (context) => {
  const { t } = useMessages();
  return {
    title: t('entry.title'),
    content: (
      <Box width="100%" minWidth={0}>
        <Suspense fallback={<Loader small>{t('common.loading')}</Loader>}>
          <EntryPanel
            uid={context.model}
            documentId={context.documentId ?? null}
            locale={context.document?.locale ?? null}
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
