import { useState } from 'react';
import { Button, Flex } from '@strapi/design-system';
import { Plus } from '@strapi/icons';
import type { Budget } from '../../../shared/costs';
import { Protected } from '../access';
import { POLL, useBudgetsQuery, useCatalogQuery, usePolling } from '../api';
import { useMessages } from '../i18n';
import { EmptyState, ErrorState, LoadingRows, PageShell, StaleNotice } from '../ui';
import { BudgetDialog } from './BudgetDialog';
import { BudgetRow } from './BudgetRow';
import { RemoveBudgetDialog } from './RemoveBudgetDialog';

type Editing = { budget: Budget | null; act: 'write' | 'remove' };

/** How much may be spent in a period, and how much of it is. */
const BudgetsPage = () => {
  const { t } = useMessages();
  const { data, error, refetch, isFetching, fulfilledTimeStamp } = useBudgetsQuery(
    undefined,
    usePolling(POLL.idle)
  );
  const { data: catalog } = useCatalogQuery();
  const [editing, setEditing] = useState<Editing | null>(null);
  const close = () => setEditing(null);
  const add = (
    <Button
      startIcon={<Plus aria-hidden />}
      disabled={!catalog}
      onClick={() => setEditing({ budget: null, act: 'write' })}
    >
      {t('budgets.add')}
    </Button>
  );

  const content = () => {
    if (error && !data)
      return <ErrorState error={error} onRetry={refetch} isRetrying={isFetching} />;
    if (!data) return <LoadingRows count={3} />;
    if (data.length === 0) return <EmptyState action={add}>{t('budgets.empty')}</EmptyState>;
    return (
      <Flex direction="column" alignItems="stretch" gap={3}>
        {error ? <StaleNotice since={fulfilledTimeStamp} onRetry={refetch} /> : null}
        {data.map((budget) => (
          <BudgetRow
            key={budget.budgetId}
            budget={budget}
            onEdit={() => setEditing({ budget, act: 'write' })}
            onRemove={() => setEditing({ budget, act: 'remove' })}
          />
        ))}
      </Flex>
    );
  };
  return (
    <PageShell
      title={t('budgets.title')}
      subtitle={t('budgets.subtitle')}
      actions={data && data.length > 0 ? add : null}
    >
      {content()}
      {editing?.act === 'write' && catalog ? (
        <BudgetDialog
          budget={editing.budget}
          currency={editing.budget?.currency ?? catalog.accountingCurrency}
          onClose={close}
        />
      ) : null}
      {editing?.act === 'remove' && editing.budget ? (
        <RemoveBudgetDialog budget={editing.budget} onClose={close} />
      ) : null}
    </PageShell>
  );
};

export const ProtectedBudgetsPage = () => (
  <Protected actions={['cost.manage']}>
    <BudgetsPage />
  </Protected>
);
