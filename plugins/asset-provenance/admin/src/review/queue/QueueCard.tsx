import { memo } from 'react';
import type { MouseEvent } from 'react';
import { Box, Flex, Typography } from '@strapi/design-system';
import { Check, Message, User } from '@strapi/icons';
import { Link } from 'react-router-dom';
import { styled } from 'styled-components';
import type { ReviewItem } from '../../../../shared/review';
import { useMessages } from '../../i18n';
import { paths } from '../../paths';
import { MediaFrame, RelativeTime, StatusBadge, useCatalogTerms } from '../../ui';
import type { Place } from '../../ui';
import { caseTitle } from '../caseTitle';

/** Height of what stands below the picture, in pixels: lines do not wrap, so it is the same for all. */
export const CARD_TEXT = 132;

const Card = styled.article<{ $isSelected: boolean }>`
  position: absolute;
  overflow: hidden;
  contain: strict;
  display: flex;
  flex-direction: column;
  cursor: pointer;
  border-radius: ${({ theme }) => theme.borderRadius};
  border: 1px solid
    ${({ theme, $isSelected }) => ($isSelected ? theme.colors.primary600 : theme.colors.neutral200)};
  background: ${({ theme, $isSelected }) => ($isSelected ? theme.colors.primary100 : theme.colors.neutral0)};

  &:hover {
    border-color: ${({ theme }) => theme.colors.primary600};
  }

  &:focus {
    outline: none;
  }

  /* Over the picture, where an outline would lie below it. */
  &[data-current='true']::after {
    content: '';
    position: absolute;
    inset: 0;
    border: 3px solid ${({ theme }) => theme.colors.primary600};
    border-radius: inherit;
    pointer-events: none;
  }
`;

const Tick = styled.button<{ $isOn: boolean }>`
  position: absolute;
  z-index: 1;
  top: ${({ theme }) => theme.spaces[2]};
  left: ${({ theme }) => theme.spaces[2]};
  width: 2.4rem;
  height: 2.4rem;
  padding: 0;
  cursor: pointer;
  display: grid;
  place-items: center;
  border-radius: ${({ theme }) => theme.borderRadius};
  border: 1px solid
    ${({ theme, $isOn }) => ($isOn ? theme.colors.primary600 : theme.colors.neutral300)};
  background: ${({ theme, $isOn }) => ($isOn ? theme.colors.primary600 : theme.colors.neutral0)};
  color: ${({ theme }) => theme.colors.neutral0};
`;

const Title = styled(Link)`
  font-size: ${({ theme }) => theme.fontSizes[1]};
  font-weight: ${({ theme }) => theme.fontWeights.bold};
  color: ${({ theme }) => theme.colors.neutral800};
  text-decoration: none;
  overflow: hidden;
  text-overflow: ellipsis;
  white-space: nowrap;

  &:hover,
  &:focus-visible {
    text-decoration: underline;
  }
`;

type QueueCardProps = Place & {
  item: ReviewItem;
  search: string;
  isSelected: boolean;
  isCurrent: boolean;
  /** Stable functions: a card is drawn again only when its own facts change. */
  onPress: (outputId: string, event: MouseEvent) => void;
  onToggle: (outputId: string) => void;
  onOpen: (outputId: string) => void;
};

const stop = (event: MouseEvent) => event.stopPropagation();

const Foot = ({ item }: { item: ReviewItem }) => {
  const { t } = useMessages();
  const { assignee, openComments, isOwnWork } = item;
  return (
    <Flex gap={3} justifyContent="space-between" color="neutral600" minWidth={0}>
      <Typography
        variant="pi"
        ellipsis
        fontWeight={isOwnWork ? 'bold' : undefined}
        textColor={isOwnWork ? 'neutral800' : 'neutral600'}
      >
        {isOwnWork ? (
          t('review.own-work')
        ) : assignee ? (
          <>
            <User aria-hidden width="1.2rem" height="1.2rem" /> {assignee.name}
          </>
        ) : (
          t('review.assignee.none')
        )}
      </Typography>
      {openComments > 0 ? (
        <Flex gap={1} shrink={0} title={t('review.comments.open', { count: openComments })}>
          <Message aria-hidden width="1.2rem" height="1.2rem" />
          <Typography variant="pi" aria-label={t('review.comments.open', { count: openComments })}>
            {openComments}
          </Typography>
        </Flex>
      ) : null}
    </Flex>
  );
};

/** One output that waits; click selects, the title and Enter open. */
export const QueueCard = memo(function QueueCard(props: QueueCardProps) {
  const { item, search, isSelected, isCurrent, onPress, onToggle, onOpen } = props;
  const { left, top, width, height } = props;
  const { t } = useMessages();
  const { purposeOf, channelOf } = useCatalogTerms();
  const { output, task, lastVerdict } = item;
  const { outputId } = output;
  const title = caseTitle(item);
  const isWaiting = output.approvalStatus === 'pending' || !lastVerdict;
  return (
    <Card
      style={{ width, height, transform: `translate(${left}px, ${top}px)` }}
      aria-label={title}
      data-output={outputId}
      data-current={isCurrent || undefined}
      data-selected={isSelected || undefined}
      tabIndex={isCurrent ? 0 : -1}
      $isSelected={isSelected}
      onClick={(event) => onPress(outputId, event)}
      onDoubleClick={() => onOpen(outputId)}
    >
      <Tick
        type="button"
        role="checkbox"
        aria-checked={isSelected}
        aria-label={t('media.select', { name: title })}
        tabIndex={-1}
        $isOn={isSelected}
        onDoubleClick={stop}
        onClick={(event) => {
          event.stopPropagation();
          onToggle(outputId);
        }}
      >
        {isSelected ? <Check aria-hidden width="1.4rem" height="1.4rem" /> : null}
      </Tick>
      <Box flex="1" minHeight={0} overflow="hidden">
        <MediaFrame media={output} alt={output.alternativeText} />
      </Box>
      <Flex
        direction="column"
        alignItems="stretch"
        gap={1}
        padding={3}
        height={`${CARD_TEXT}px`}
        shrink={0}
      >
        <Flex gap={1} overflow="hidden" shrink={0}>
          <Flex minWidth={0} shrink={1}>
            {isWaiting ? (
              <StatusBadge of="approval" value={output.approvalStatus} />
            ) : (
              <StatusBadge of="verdict" value={lastVerdict.verdict} />
            )}
          </Flex>
          <StatusBadge of="stage" value={output.stage} />
        </Flex>
        <Title
          to={`${paths.reviewCase(outputId)}${search}`}
          title={title}
          tabIndex={-1}
          onClick={stop}
        >
          {title}
        </Title>
        <Typography variant="pi" textColor="neutral600" ellipsis>
          {purposeOf(task.purpose)} · {channelOf(task.channel)}
        </Typography>
        <Typography variant="pi" textColor="neutral600" ellipsis>
          {task.owner.name} ·{' '}
          <RelativeTime at={isWaiting ? item.submittedAt : lastVerdict.givenAt} />
        </Typography>
        <Foot item={item} />
      </Flex>
    </Card>
  );
});
