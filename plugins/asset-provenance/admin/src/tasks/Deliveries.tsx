import { useState } from 'react';
import { Box, Button, Flex, TextButton, Typography } from '@strapi/design-system';
import { PaperPlane } from '@strapi/icons';
import type { CallbackDelivery, DeliveryAttempt } from '../../../shared/callbacks';
import { taskStates } from '../../../shared/vocabulary';
import { useSendAgainMutation } from '../api';
import { useFormat, useMessages, useTerm } from '../i18n';
import { CopyId, DescriptionList, FieldRow, RelativeTime, StatusBadge } from '../ui';
import { useTaskAct } from './useTaskActs';

const Attempt = ({ attempt }: { attempt: DeliveryAttempt }) => {
  const { duration } = useFormat();
  const facts = [
    attempt.httpStatus === null ? null : `HTTP ${attempt.httpStatus}`,
    duration(attempt.durationMs / 1000),
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

const Attempts = ({ attempts }: Pick<CallbackDelivery, 'attempts'>) => {
  const { t } = useMessages();
  const [isOpen, setIsOpen] = useState(false);
  if (attempts.length === 0) return null;
  return (
    <Flex direction="column" alignItems="flex-start" gap={2}>
      <TextButton aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
        {t(isOpen ? 'tasks.callbacks.attempts.hide' : 'tasks.callbacks.attempts.show')}
      </TextButton>
      {isOpen ? (
        <Flex tag="ol" direction="column" alignItems="stretch" gap={3} width="100%">
          {attempts.map((attempt) => (
            <Attempt key={attempt.at} attempt={attempt} />
          ))}
        </Flex>
      ) : null}
    </Flex>
  );
};

type DeliveryProps = { taskId: string; delivery: CallbackDelivery; canSendAgain: boolean };

const Delivery = ({ taskId, delivery, canSendAgain }: DeliveryProps) => {
  const { t } = useMessages();
  const termOf = useTerm();
  const { number } = useFormat();
  const act = useTaskAct();
  const [sendAgain, { isLoading }] = useSendAgainMutation();
  const { deliveryId, state, nextAttemptAt, deliveredAt, lastStatus } = delivery;
  const isPending = state === 'pending';

  return (
    <Box tag="article" borderColor="neutral200" hasRadius padding={3}>
      <Flex direction="column" alignItems="stretch" gap={3}>
        <Flex justifyContent="space-between" gap={3} wrap="wrap">
          <Flex gap={2} wrap="wrap">
            <Typography fontWeight="bold">
              {termOf(taskStates, delivery.type.replace(/^task\./, ''))}
            </Typography>
            <StatusBadge of="delivery" value={state} />
          </Flex>
          {canSendAgain && !isPending ? (
            <Button
              size="S"
              variant="tertiary"
              startIcon={<PaperPlane aria-hidden />}
              loading={isLoading}
              onClick={() =>
                void act(sendAgain({ taskId, deliveryId }), t('tasks.callbacks.sent-again'))
              }
            >
              {t('tasks.callbacks.send-again')}
            </Button>
          ) : null}
        </Flex>
        <DescriptionList>
          <FieldRow label={t('tasks.column.attempts')}>{number(delivery.attempts.length)}</FieldRow>
          <FieldRow label={t('tasks.column.http')}>{lastStatus}</FieldRow>
          {isPending && nextAttemptAt ? (
            <FieldRow label={t('tasks.callbacks.next')}>
              <RelativeTime at={nextAttemptAt} />
            </FieldRow>
          ) : null}
          {deliveredAt ? (
            <FieldRow label={t('tasks.callbacks.delivered-at')}>
              <RelativeTime at={deliveredAt} />
            </FieldRow>
          ) : null}
          {delivery.detail ? (
            <FieldRow label={t('tasks.callbacks.why')}>{delivery.detail}</FieldRow>
          ) : null}
          {delivery.sentAgainBy ? (
            <FieldRow label={t('tasks.callbacks.sent-again-by')}>
              {delivery.sentAgainBy.name}
            </FieldRow>
          ) : null}
          <FieldRow label={t('tasks.callbacks.event-id')}>
            <CopyId value={delivery.eventId} shown={24} />
          </FieldRow>
        </DescriptionList>
        <Attempts attempts={delivery.attempts} />
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
