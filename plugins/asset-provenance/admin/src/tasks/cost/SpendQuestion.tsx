import { useState } from 'react';
import { Button, Flex, Typography } from '@strapi/design-system';
import { Check, Cross } from '@strapi/icons';
import { taskStates } from '../../../../shared/vocabulary';
import type { Acting } from '../../api';
import { useMeaning, useMessages } from '../../i18n';
import { Panel, StatusBadge } from '../../ui';
import { SpendDialog } from './SpendDialog';
import type { SpendChoice, SpendSubject } from './SpendDialog';

type SpendQuestionProps<Answer> = {
  of: SpendSubject;
  /** What it would cost, in words; null until that is known. */
  amount: string | null;
  canDecide: boolean;
  /** For a reader who may not: who does. */
  who?: string;
  decide: (choice: SpendChoice) => Acting<Answer>;
  isDeciding: boolean;
};

/** Spending waits for somebody who agrees to it or refuses it. */
export const SpendQuestion = <Answer,>({
  of,
  amount,
  canDecide,
  who,
  decide,
  isDeciding,
}: SpendQuestionProps<Answer>) => {
  const { t } = useMessages();
  const meaningOf = useMeaning();
  const [asked, setAsked] = useState<boolean | null>(null);
  return (
    <Panel
      title={t('tasks.spend.title')}
      actions={<StatusBadge of="task" value="awaiting_approval" size="S" />}
    >
      <Flex justifyContent="space-between" alignItems="flex-start" gap={4} wrap="wrap">
        <Flex direction="column" alignItems="stretch" gap={1} flex="1" minWidth="min(28rem, 100%)">
          {amount ? (
            <Typography fontWeight="bold">{t('tasks.spend.amount', { amount })}</Typography>
          ) : null}
          <Typography>{meaningOf(taskStates, 'awaiting_approval')}</Typography>
          {canDecide || !who ? null : <Typography textColor="neutral600">{who}</Typography>}
        </Flex>
        {canDecide ? (
          <Flex gap={2} wrap="wrap">
            <Button
              variant="danger-light"
              startIcon={<Cross aria-hidden />}
              onClick={() => setAsked(false)}
            >
              {t('tasks.spend.refuse')}
            </Button>
            <Button startIcon={<Check aria-hidden />} onClick={() => setAsked(true)}>
              {t('tasks.spend.approve')}
            </Button>
          </Flex>
        ) : null}
      </Flex>
      {asked === null ? null : (
        <SpendDialog
          of={of}
          isApproved={asked}
          amount={amount}
          decide={decide}
          isDeciding={isDeciding}
          onClose={() => setAsked(null)}
        />
      )}
    </Panel>
  );
};
