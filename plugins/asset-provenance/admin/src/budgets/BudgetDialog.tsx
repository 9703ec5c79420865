import { useState } from 'react';
import { Typography } from '@strapi/design-system';
import type { Budget } from '../../../shared/costs';
import {
  BUDGET_MODES,
  BUDGET_PERIODS,
  BUDGET_SCOPES,
  budgetModes,
  budgetPeriods,
  budgetScopes,
  STAGES,
  stages,
} from '../../../shared/vocabulary';
import { useSaveBudgetMutation } from '../api';
import { useMeaning, useMessages } from '../i18n';
import { Choices, FormDialog, TextField, useFormSend } from '../ui';
import { formOf, inputOf, sharesIn } from './budgetForm';
import type { BudgetForm } from './budgetForm';

type BudgetDialogProps = {
  /** null: a new one. */
  budget: Budget | null;
  /** The accounting currency. */
  currency: string;
  onClose: () => void;
};

/** Writes a new budget or changes one. */
export const BudgetDialog = ({ budget, currency, onClose }: BudgetDialogProps) => {
  const { t, say } = useMessages();
  const meaningOf = useMeaning();
  const [save, { isLoading }] = useSaveBudgetMutation();
  const [form, setForm] = useState(() => formOf(budget));
  const { send, errorOf, refused, isTried, problem } = useFormSend<Budget>({
    fields: ['name', 'stage', 'period', 'scope', 'mode', 'cap', 'alertShares'],
    onDone: onClose,
  });
  const set = (patch: Partial<BudgetForm>) => setForm((before) => ({ ...before, ...patch }));
  const input = inputOf(form);
  const areAlertsWrong = isTried && sharesIn(form.alerts) === null;

  return (
    <FormDialog
      title={budget ? t('budgets.edit', { name: budget.name }) : t('budgets.add')}
      act={t('common.save')}
      isBusy={isLoading}
      problem={problem}
      onClose={onClose}
      onAct={() =>
        send(
          input ? () => save({ budgetId: budget?.budgetId ?? null, budget: input }) : null,
          t('budgets.saved')
        )
      }
    >
      {budget ? <Typography textColor="neutral600">{t('budgets.edit.effect')}</Typography> : null}
      <TextField
        isRequired
        label={t('budgets.name')}
        value={form.name}
        error={errorOf('name', form.name)}
        onChange={(name) => set({ name })}
      />
      <TextField
        isRequired
        label={t('budgets.cap', { currency })}
        hint={t('budgets.cap.hint')}
        value={form.cap}
        error={errorOf('cap', form.cap)}
        onChange={(cap) => set({ cap })}
      />
      <Choices
        look="segments"
        label={t('budgets.period')}
        hint={t('budgets.period.hint')}
        error={refused('period')}
        value={form.period}
        options={BUDGET_PERIODS.map((value) => ({ value, label: say(budgetPeriods[value]) }))}
        onChange={(period) => set({ period })}
      />
      <Choices
        look="segments"
        label={t('budgets.stage')}
        error={refused('stage')}
        value={form.stage}
        options={[
          { value: 'both', label: t('budgets.stage.both') },
          ...STAGES.map((value) => ({ value, label: say(stages[value]) })),
        ]}
        onChange={(stage) => set({ stage })}
      />
      <Choices
        look="segments"
        label={t('budgets.scope')}
        error={refused('scope')}
        value={form.scope}
        options={BUDGET_SCOPES.map((value) => ({ value, label: say(budgetScopes[value]) }))}
        onChange={(scope) => set({ scope })}
      />
      <Choices
        look="segments"
        label={t('budgets.mode')}
        hint={meaningOf(budgetModes, form.mode) ?? undefined}
        error={refused('mode')}
        value={form.mode}
        options={BUDGET_MODES.map((value) => ({ value, label: say(budgetModes[value]) }))}
        onChange={(mode) => set({ mode })}
      />
      <TextField
        label={t('budgets.alerts')}
        hint={t('budgets.alerts.hint')}
        value={form.alerts}
        error={areAlertsWrong ? t('budgets.alerts.wrong') : refused('alertShares')}
        onChange={(alerts) => set({ alerts })}
      />
    </FormDialog>
  );
};
