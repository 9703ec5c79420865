import { Button, Flex } from '@strapi/design-system';
import type { BudgetStanding } from '../../../shared/costs';
import { permissionActions } from '../../../shared/permissions';
import { usePermissions } from '../access';
import { useFormat, useMessages } from '../i18n';
import { paths } from '../paths';
import { Notice, TextLink } from '../ui';
import { hasSpendNotice } from './money';
import type { Spend } from './money';

type SpendNoticesProps = {
  spend: Spend;
  /** Others spend and settle: what has no room now may have some later. */
  onCheckAgain: () => void;
  /** By which the button is described. */
  id?: string;
};

/** What stands against the spending, or has to be known of it: belongs close to the button. */
export const SpendNotices = ({ spend, onCheckAgain, id }: SpendNoticesProps) => {
  const { t, say } = useMessages();
  const { cost, day } = useFormat();
  const { can } = usePermissions();
  const { preview, amount, refusing, warning } = spend;
  if (!preview || !hasSpendNotice(spend)) return null;
  const valuesOf = ({ left, currency, endsOn }: BudgetStanding) => ({
    amount: amount ? cost(amount) : '',
    left: cost({ microUnits: Math.max(0, left), currency }),
    day: day(endsOn),
  });
  const acts = (
    <>
      {can('cost.manage') ? (
        <TextLink to={paths.budgets}>{t('spend.refused.budgets')}</TextLink>
      ) : null}
      <Button size="S" variant="tertiary" onClick={onCheckAgain}>
        {t('spend.refused.again')}
      </Button>
    </>
  );
  const asks = preview.needsApproval && refusing.length === 0;
  return (
    <Flex id={id} direction="column" alignItems="stretch" gap={2}>
      {refusing.map((budget) => (
        <Notice
          key={budget.budgetId}
          of="danger"
          role="alert"
          title={t('spend.refused.title', { name: budget.name })}
          action={acts}
        >
          {t('spend.refused.text', valuesOf(budget))}
        </Notice>
      ))}
      {warning.map((budget) => (
        <Notice
          key={budget.budgetId}
          of="warning"
          role="status"
          title={t('spend.over.title', { name: budget.name })}
        >
          {t('spend.over.text', valuesOf(budget))}
        </Notice>
      ))}
      {asks ? (
        <Notice role="status" title={t('spend.approval.title')}>
          {t('spend.approval.text', { permission: say(permissionActions['spend.approve']) })}
        </Notice>
      ) : null}
    </Flex>
  );
};
