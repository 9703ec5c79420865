import { useState } from 'react';
import { Box, Button, Flex, Status, Typography } from '@strapi/design-system';
import { Lock } from '@strapi/icons';
import type { LegalHold } from '../../../shared/keeping';
import { IfAllowed } from '../access';
import type { Acting } from '../api';
import { useFormat, useMessages } from '../i18n';
import type { MessageKey } from '../i18n';
import { ReasonDialog } from './ReasonDialog';

/** A hold that keeps something, and in which words it is said. */
export type Holding = { key: string; says: MessageKey; hold: LegalHold };

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

/** Who holds it and why, and what that means. */
export const HoldFacts = ({ holdings }: { holdings: Holding[] }) => {
  const { t } = useMessages();
  const { dateTime } = useFormat();
  const isHeld = holdings.length > 0;
  return (
    <>
      {isHeld ? <HeldBadge /> : null}
      {holdings.map(({ key, says, hold: { by, reason, at } }) => (
        <Typography key={key}>
          {t(says, { name: by.name, reason })} ({dateTime(at)})
        </Typography>
      ))}
      <Typography textColor="neutral600">
        {t(isHeld ? 'keeping.held.meaning' : 'keeping.not-held')}
      </Typography>
    </>
  );
};

type HoldActProps<Data> = {
  /** Whether it stands now. */
  isHeld: boolean;
  isBusy: boolean;
  onSend: (change: { isHeld: boolean; reason: string }) => Acting<Data>;
};

/** Places or lifts a hold, for people who may; asks why. */
export const HoldAct = <Data,>({ isHeld, isBusy, onSend }: HoldActProps<Data>) => {
  const { t } = useMessages();
  const [isOpen, setIsOpen] = useState(false);
  const act = isHeld ? 'keeping.lift' : 'keeping.hold';
  return (
    <IfAllowed action="hold.manage">
      <Box data-no-print>
        <Button variant="secondary" onClick={() => setIsOpen(true)}>
          {t(act)}
        </Button>
      </Box>
      {isOpen ? (
        <ReasonDialog
          title={t(act)}
          label={t(`${act}.reason`)}
          done={t(`${act}.done`)}
          isBusy={isBusy}
          onClose={() => setIsOpen(false)}
          onSend={(reason) => onSend({ isHeld: !isHeld, reason })}
        >
          <Typography>{t(`${act}.effect`)}</Typography>
        </ReasonDialog>
      ) : null}
    </IfAllowed>
  );
};
