import { Flex, Typography } from '@strapi/design-system';
import { useHoldTaskMutation, useTaskKeepingQuery } from '../api';
import { useMessages } from '../i18n';
import { HoldAct, HoldFacts } from '../ui';

/** Legal hold on a task and all that it has, also where no file came of it. */
export const TaskHold = ({ taskId }: { taskId: string }) => {
  const { t } = useMessages();
  const { data } = useTaskKeepingQuery(taskId);
  const [holdTask, { isLoading }] = useHoldTaskMutation();
  if (!data) return null;
  const { hold, heldWith } = data;
  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      <Typography tag="h3" variant="delta">
        {t('keeping.title')}
      </Typography>
      <HoldFacts
        holdings={[
          ...(hold ? [{ key: 'own', says: 'keeping.held.by' as const, hold }] : []),
          ...heldWith.map((each) => ({
            key: each.outputId,
            says: 'keeping.held.with-result' as const,
            hold: each.hold,
          })),
        ]}
      />
      <HoldAct
        isHeld={hold !== null}
        isBusy={isLoading}
        onSend={(change) => holdTask({ taskId, ...change })}
      />
    </Flex>
  );
};
