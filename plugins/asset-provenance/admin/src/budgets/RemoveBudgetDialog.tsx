import { Typography } from '@strapi/design-system';
import type { Budget } from '../../../shared/costs';
import { useRemoveBudgetMutation } from '../api';
import { useMessages } from '../i18n';
import { FormDialog, useFormSend } from '../ui';

/** Removes a budget; what was spent under it stays in the record. */
export const RemoveBudgetDialog = ({
  budget,
  onClose,
}: {
  budget: Budget;
  onClose: () => void;
}) => {
  const { t } = useMessages();
  const [remove, { isLoading }] = useRemoveBudgetMutation();
  const { send, problem } = useFormSend<unknown>({ fields: [], onDone: onClose });
  return (
    <FormDialog
      isDangerous
      title={t('budgets.remove', { name: budget.name })}
      act={t('budgets.remove.act')}
      isBusy={isLoading}
      problem={problem}
      onClose={onClose}
      onAct={() => send(() => remove(budget.budgetId), t('budgets.removed'))}
    >
      <Typography>{t('budgets.remove.effect')}</Typography>
    </FormDialog>
  );
};
