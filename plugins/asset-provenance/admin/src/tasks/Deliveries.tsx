import { useState } from 'react';
import { Box, Flex, TextButton, Typography } from '@strapi/design-system';
import { PaperPlane } from '@strapi/icons';
import type { CallbackDelivery, DeliveryAttempt } from '../../../shared/callbacks';
import { taskStates } from '../../../shared/vocabulary';
import { useSendAgainMutation } from '../api';
import { useFormat, useMessages, useTerm } from '../i18n';
import { CopyId, RelativeTime, StatusBadge } from '../ui';
import { useTaskAct } from './useTaskActs';

const Attempt = ({ attempt }: { attempt: DeliveryAttempt }) => {
  const { t } = useMessages();
  const { number } = useFormat();
  const facts = [
    attempt.httpStatus === null ? null : `HTTP ${attempt.httpStatus}`,
    t('unit.milliseconds', { value: number(attempt.durationMs) }),
  ].filter(Boolean);
  return (
    <Flex tag="li" direction="column" alignItems="stretch" gap={1}>
      <Flex gap={2} wrap="wrap">
        <StatusBadge of="deliveryResult" value={attempt.result} />
        <Typography variant="pi" textColor="neutral600">
          {facts.join(' · ')} · <RelativeTime at={attempt.at} />
        </Typography>
      </Flex>
      {attempt.detail ? (
        <Typography variant="pi" style={{ overflowWrap: 'anywhere' }}>
          {attempt.detail}
        </Typography>
      ) : null}
    </Flex>
  );
};

/** How often, with which answer, and when: one line. */
const Account = ({ delivery }: { delivery: CallbackDelivery }) => {
  const { t } = useMessages();
  const { state, attempts, lastStatus, nextAttemptAt, deliveredAt } = delivery;
  const facts = [
    t('tasks.callbacks.attempts', { count: attempts.length }),
    lastStatus === null ? null : `HTTP ${lastStatus}`,
  ].filter(Boolean);
  const when = () => {
    if (state === 'pending' && nextAttemptAt)
      return { label: t('tasks.callbacks.next'), at: nextAttemptAt };
    return deliveredAt && { label: t('tasks.callbacks.delivered-at'), at: deliveredAt };
  };
  const moment = when();
  return (
    <Typography variant="pi" textColor="neutral600" tag="p">
      {facts.join(' · ')}
      {moment ? (
        <>
          {' · '}
          {moment.label} <RelativeTime at={moment.at} />
        </>
      ) : null}
    </Typography>
  );
};

type DeliveryProps = { taskId: string; delivery: CallbackDelivery; canSendAgain: boolean };

const Delivery = ({ taskId, delivery, canSendAgain }: DeliveryProps) => {
  const { t } = useMessages();
  const termOf = useTerm();
  const act = useTaskAct();
  const [isOpen, setIsOpen] = useState(false);
  const [sendAgain, { isLoading }] = useSendAgainMutation();
  const { deliveryId, state, attempts } = delivery;

  return (
    <Box tag="article" borderColor="neutral200" hasRadius padding={3}>
      <Flex direction="column" alignItems="stretch" gap={2}>
        <Flex gap={2} wrap="wrap">
          <Typography fontWeight="bold">
            {termOf(taskStates, delivery.type.replace(/^task\./, ''))}
          </Typography>
          <StatusBadge of="delivery" value={state} />
        </Flex>
        <Account delivery={delivery} />
        {delivery.detail ? (
          <Typography style={{ overflowWrap: 'anywhere' }}>{delivery.detail}</Typography>
        ) : null}
        {delivery.sentAgainBy ? (
          <Typography variant="pi" textColor="neutral600">
            {t('tasks.callbacks.sent-again-by', { name: delivery.sentAgainBy.name })}
          </Typography>
        ) : null}
        <CopyId value={delivery.eventId} shown={40} label={t('tasks.callbacks.copy-event-id')} />
        <Flex gap={4} wrap="wrap">
          {attempts.length > 0 ? (
            <TextButton aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
              {t(isOpen ? 'tasks.callbacks.attempts.hide' : 'tasks.callbacks.attempts.show')}
            </TextButton>
          ) : null}
          {canSendAgain && state !== 'pending' ? (
            <TextButton
              startIcon={<PaperPlane aria-hidden width="1.2rem" height="1.2rem" />}
              loading={isLoading}
              onClick={() =>
                void act(sendAgain({ taskId, deliveryId }), t('tasks.callbacks.sent-again'))
              }
            >
              {t('tasks.callbacks.send-again')}
            </TextButton>
          ) : null}
        </Flex>
        {isOpen ? (
          <Flex tag="ol" direction="column" alignItems="stretch" gap={3}>
            {attempts.map((attempt) => (
              <Attempt key={attempt.at} attempt={attempt} />
            ))}
          </Flex>
        ) : null}
      </Flex>
    </Box>
  );
};

type DeliveriesProps = {
  taskId: string;
  deliveries: readonly CallbackDelivery[];
  canSendAgain: boolean;
};

/** What was sent to the address that the requester gave, in the order of sending. */
export const Deliveries = ({ deliveries, ...rest }: DeliveriesProps) => (
  <Flex direction="column" alignItems="stretch" gap={3}>
    {deliveries.map((delivery) => (
      <Delivery key={delivery.deliveryId} delivery={delivery} {...rest} />
    ))}
  </Flex>
);
