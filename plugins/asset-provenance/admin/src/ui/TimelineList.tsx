import { Box, Flex, Tooltip, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import type { TimelineEvent } from '../../../shared/tasks';
import { actorTypes } from '../../../shared/vocabulary';
import { useFormat, useMessages, useTerm } from '../i18n';
import { CopyId } from './CopyId';
import { Ellipsis } from './Ellipsis';
import { eventSentence } from './eventSentence';
import { eventVariant } from './eventVariant';
import { RelativeTime } from './RelativeTime';

const List = styled(Flex)`
  list-style: none;
  padding: 0;
`;

/** A dot on a line; the line ends with the last event. */
const Item = styled(Box)`
  position: relative;
  padding-left: ${({ theme }) => theme.spaces[6]};
  padding-bottom: ${({ theme }) => theme.spaces[4]};

  &:not(:last-child)::before {
    content: '';
    position: absolute;
    top: ${({ theme }) => theme.spaces[3]};
    bottom: ${({ theme }) => `-${theme.spaces[1]}`};
    left: ${({ theme }) => theme.spaces[1]};
    border-left: 1px solid ${({ theme }) => theme.colors.neutral200};
  }
`;

const Dot = styled(Box)`
  position: absolute;
  top: ${({ theme }) => theme.spaces[1]};
  left: 0;
  width: ${({ theme }) => theme.spaces[2]};
  height: ${({ theme }) => theme.spaces[2]};
  border-radius: 50%;
`;

type TimelineListProps = {
  events: readonly TimelineEvent[];
  /** The server sends the oldest first; so does the list by default. */
  order?: 'oldest' | 'newest';
};

/** What follows from the event before it: said in one line. */
const QUIET: readonly string[] = ['task.moved'];

const Mark = ({ event }: { event: TimelineEvent }) => {
  const { t } = useMessages();
  return (
    <>
      <Typography variant="pi" textColor="neutral600">
        <RelativeTime at={event.at} />
      </Typography>
      <CopyId value={event.hash} label={t('event.hash')} shown={8} />
    </>
  );
};

const Event = ({ event }: { event: TimelineEvent }) => {
  const { t } = useMessages();
  const termOf = useTerm();
  const { list, day, cost } = useFormat();
  const isPerson = event.actor.type === 'admin' || event.actor.type === 'user';
  const kind = termOf(actorTypes, event.actor.type);
  const sentence = eventSentence(event, { t, termOf, list, day, cost });
  const dot = <Dot aria-hidden background={`${eventVariant(event)}600`} />;

  if (QUIET.includes(event.type))
    return (
      <Item tag="li">
        {dot}
        <Flex gap={2} wrap="wrap">
          <Typography variant="pi" textColor="neutral600">
            {sentence}
          </Typography>
          <Mark event={event} />
        </Flex>
      </Item>
    );
  return (
    <Item tag="li">
      {dot}
      <Flex direction="column" alignItems="stretch" gap={1}>
        <Typography textColor="neutral800" style={{ overflowWrap: 'anywhere' }}>
          {sentence}
        </Typography>
        {event.note && <Ellipsis lines={2}>{event.note}</Ellipsis>}
        <Flex gap={2} wrap="wrap">
          <Tooltip label={kind}>
            <Typography variant="pi" textColor="neutral600">
              {isPerson || event.actor.type === 'token' ? event.actor.name : kind}
            </Typography>
          </Tooltip>
          <Mark event={event} />
        </Flex>
      </Flex>
    </Item>
  );
};

/** Everything that happened, each with its actor, time and hash. */
export const TimelineList = ({ events, order = 'oldest' }: TimelineListProps) => {
  const { t } = useMessages();
  if (events.length === 0)
    return <Typography textColor="neutral600">{t('event.empty')}</Typography>;
  const shown = order === 'newest' ? [...events].reverse() : events;
  return (
    <List tag="ol" direction="column" alignItems="stretch" aria-label={t('event.list')}>
      {shown.map((event) => (
        <Event key={event.eventId} event={event} />
      ))}
    </List>
  );
};
