import type { ReactNode } from 'react';
import { Button, EmptyStateLayout } from '@strapi/design-system';
import { Cross } from '@strapi/icons';
import { EmptyDocuments, EmptyPictures } from '@strapi/icons/symbols';
import { useMessages } from '../i18n';

type EmptyStateProps = {
  /** One sentence. */
  children: string;
  /** The next act: a button or a link. */
  action?: ReactNode;
  of?: 'documents' | 'pictures';
};

/** Nothing here: one sentence and the next act. */
export const EmptyState = ({ children, action, of = 'documents' }: EmptyStateProps) => (
  <EmptyStateLayout
    content={children}
    action={action}
    icon={
      of === 'pictures' ? (
        <EmptyPictures width="16rem" aria-hidden />
      ) : (
        <EmptyDocuments width="16rem" aria-hidden />
      )
    }
  />
);

/** Filters that match nothing, with the way out. */
export const NoMatch = ({ onClear }: { onClear: () => void }) => {
  const { t } = useMessages();
  return (
    <EmptyState
      action={
        <Button variant="secondary" startIcon={<Cross aria-hidden />} onClick={onClear}>
          {t('common.clear-filters')}
        </Button>
      }
    >
      {t('common.no-match')}
    </EmptyState>
  );
};
