import { useState } from 'react';
import { Box, Button, Flex, Status, Typography } from '@strapi/design-system';
import { Lock } from '@strapi/icons';
import { TEXT_RULES, removalRules, retentionRules } from '../../../shared/keeping';
import type { OutputKeeping } from '../../../shared/keeping';
import { IfAllowed } from '../access';
import { useHoldOutputMutation } from '../api';
import { useFormat, useMessages } from '../i18n';
import { ReasonDialog } from '../ui';

type KeepingProps = { keeping: OutputKeeping };

const HeldBadge = () => {
  const { t } = useMessages();
  return (
    <Status size="S" variant="alternative" width="fit-content">
      <Flex gap={1} color="alternative600">
        <Lock aria-hidden width="1.2rem" height="1.2rem" />
        <Typography tag="span" variant="pi" fontWeight="bold" textColor="alternative700">
          {t('keeping.held')}
        </Typography>
      </Flex>
    </Status>
  );
};

const HoldDialog = ({ keeping, onClose }: KeepingProps & { onClose: () => void }) => {
  const { t } = useMessages();
  const [hold, { isLoading }] = useHoldOutputMutation();
  const isHeld = keeping.hold === null;
  const act = isHeld ? 'keeping.hold' : 'keeping.lift';
  return (
    <ReasonDialog
      title={t(act)}
      label={t(`${act}.reason`)}
      done={t(`${act}.done`)}
      isBusy={isLoading}
      onClose={onClose}
      onSend={(reason) => hold({ outputId: keeping.outputId, isHeld, reason })}
    >
      <Typography>{t(`${act}.effect`)}</Typography>
    </ReasonDialog>
  );
};

/** Legal hold, with placing and lifting it, and what is left of what was deleted. */
export const Keeping = ({ keeping }: KeepingProps) => {
  const { t, say } = useMessages();
  const { dateTime } = useFormat();
  const [isOpen, setIsOpen] = useState(false);
  const { hold, heldWith, removal, removed } = keeping;
  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      {hold || heldWith.length > 0 ? <HeldBadge /> : null}
      {hold ? (
        <Typography>
          {t('keeping.held.by', { name: hold.by.name, reason: hold.reason })} ({dateTime(hold.at)})
        </Typography>
      ) : null}
      {heldWith.map(({ outputId, hold: other }) => (
        <Typography key={outputId}>
          {t('keeping.held.with', { name: other.by.name, reason: other.reason })}
        </Typography>
      ))}
      <Typography textColor="neutral600">
        {t(hold || heldWith.length > 0 ? 'keeping.held.meaning' : 'keeping.not-held')}
      </Typography>
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
      <IfAllowed action="hold.manage">
        <Box data-no-print>
          <Button variant="secondary" onClick={() => setIsOpen(true)}>
            {t(hold ? 'keeping.lift' : 'keeping.hold')}
          </Button>
        </Box>
      </IfAllowed>
      {isOpen ? <HoldDialog keeping={keeping} onClose={() => setIsOpen(false)} /> : null}
    </Flex>
  );
};
