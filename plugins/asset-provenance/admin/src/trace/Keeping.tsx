import { Flex, Typography } from '@strapi/design-system';
import { TEXT_RULES, removalRules, retentionRules } from '../../../shared/keeping';
import type { OutputKeeping } from '../../../shared/keeping';
import { useHoldOutputMutation } from '../api';
import { useFormat, useMessages } from '../i18n';
import { HoldAct, HoldFacts } from '../ui';
import type { Holding } from '../ui';

const holdingsOf = ({ hold, taskHold, heldWith }: OutputKeeping): Holding[] => [
  ...(hold ? [{ key: 'own', says: 'keeping.held.by' as const, hold }] : []),
  ...(taskHold ? [{ key: 'task', says: 'keeping.held.with-task' as const, hold: taskHold }] : []),
  ...heldWith.map((other) => ({
    key: other.outputId,
    says: 'keeping.held.with' as const,
    hold: other.hold,
  })),
];

/** Legal hold, with placing and lifting it, and what is left of what was deleted. */
export const Keeping = ({ keeping }: { keeping: OutputKeeping }) => {
  const { t, say } = useMessages();
  const { dateTime } = useFormat();
  const [holdOutput, { isLoading }] = useHoldOutputMutation();
  const { outputId, hold, removal, removed } = keeping;
  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      <HoldFacts holdings={holdingsOf(keeping)} />
      {removal ? (
        <Typography>
          {t(removal.isDone ? 'keeping.deleted' : 'keeping.going', {
            moment: dateTime(removal.at),
            rule: say(removalRules[removal.rule]),
            name: removal.by.name,
          })}
        </Typography>
      ) : null}
      {TEXT_RULES.map((rule) => {
        const at = removed[rule];
        return at ? (
          <Typography key={rule}>
            {t('keeping.removed', { rule: say(retentionRules[rule]), moment: dateTime(at) })}
          </Typography>
        ) : null;
      })}
      <HoldAct
        isHeld={hold !== null}
        isBusy={isLoading}
        onSend={(change) => holdOutput({ outputId, ...change })}
      />
    </Flex>
  );
};
