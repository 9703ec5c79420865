import { useEffect, useRef, useState } from 'react';
import { Box, Button, Flex, Typography } from '@strapi/design-system';
import { CheckCircle } from '@strapi/icons';
import { styled } from 'styled-components';
import type { ReviewComment } from '../../../../shared/review';
import { useAct, useResolveCommentMutation } from '../../api';
import { useMessages } from '../../i18n';
import { RelativeTime } from '../../ui';
import { CommentForm } from './CommentForm';
import type { Mentionable } from './MentionField';
import type { Thread } from './threads';

const Framed = styled(Box)<{ $isActive: boolean }>`
  border: 1px solid
    ${({ theme, $isActive }) => ($isActive ? theme.colors.primary600 : theme.colors.neutral200)};
`;

const Number = styled.button<{ $isResolved: boolean }>`
  min-width: 2.4rem;
  height: 2.4rem;
  padding: 0;
  border: 0;
  cursor: pointer;
  border-radius: 50% 50% 50% 0;
  font-weight: ${({ theme }) => theme.fontWeights.bold};
  color: ${({ theme }) => theme.colors.neutral0};
  background: ${({ theme, $isResolved }) => ($isResolved ? theme.colors.neutral500 : theme.colors.warning600)};
`;

/** The text, with the names of those who are mentioned marked. */
const Body = ({ comment }: { comment: ReviewComment }) => {
  const names = comment.mentions.map(({ name }) => `@${name}`);
  const parts =
    names.length === 0
      ? [comment.body]
      : comment.body.split(
          new RegExp(
            `(${names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})`
          )
        );
  return (
    <Typography tag="p" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
      {parts.map((part, index) =>
        names.includes(part) ? (
          // Parts of one text have no other name than their place.
          <Typography key={index} tag="span" fontWeight="bold" textColor="primary700">
            {part}
          </Typography>
        ) : (
          part
        )
      )}
    </Typography>
  );
};

const Written = ({ comment, isOld }: { comment: ReviewComment; isOld: boolean }) => {
  const { t } = useMessages();
  return (
    <Box>
      <Typography variant="pi" textColor="neutral600" tag="p">
        {comment.author.name} · <RelativeTime at={comment.writtenAt} />
        {isOld ? ` · ${t('review.comment.other-file')}` : null}
      </Typography>
      <Body comment={comment} />
    </Box>
  );
};

type ThreadBoxProps = {
  thread: Thread;
  people: readonly Mentionable[];
  /** Bytes of the file as it is now. */
  storedSha256: string | null;
  isActive: boolean;
  canWrite: boolean;
  onActive: (commentId: string) => void;
};

/** One comment with its answers. */
export const ThreadBox = (props: ThreadBoxProps) => {
  const { thread, people, storedSha256, isActive, canWrite, onActive } = props;
  const { t } = useMessages();
  const act = useAct();
  const [resolve, { isLoading }] = useResolveCommentMutation();
  const [isAnswering, setIsAnswering] = useState(false);
  const ref = useRef<HTMLDivElement>(null);
  const { first, answers, number } = thread;
  const { commentId, outputId, resolved } = first;
  useEffect(() => {
    if (isActive) ref.current?.scrollIntoView({ block: 'nearest' });
  }, [isActive]);
  const isOld = ({ storedSha256: of }: ReviewComment) =>
    of !== null && storedSha256 !== null && of !== storedSha256;

  return (
    <Framed
      ref={ref}
      tag="li"
      hasRadius
      padding={3}
      background={resolved ? 'neutral100' : 'neutral0'}
      data-comment={commentId}
      $isActive={isActive}
    >
      <Flex gap={3} alignItems="flex-start">
        {number === null ? null : (
          <Number
            type="button"
            aria-label={t('review.pin', { number })}
            $isResolved={resolved !== null}
            onClick={() => onActive(commentId)}
          >
            {number}
          </Number>
        )}
        <Flex direction="column" alignItems="stretch" gap={2} flex="1" minWidth={0}>
          {[first, ...answers].map((comment) => (
            <Written key={comment.commentId} comment={comment} isOld={isOld(comment)} />
          ))}
          {resolved ? (
            <Flex gap={1} color="success700">
              <CheckCircle aria-hidden width="1.4rem" height="1.4rem" />
              <Typography variant="pi" textColor="success700">
                {t('review.comment.resolved', { name: resolved.by })} ·{' '}
                <RelativeTime at={resolved.at} />
              </Typography>
            </Flex>
          ) : null}
          {!canWrite ? null : isAnswering ? (
            <CommentForm
              outputId={outputId}
              people={people}
              answersId={commentId}
              anchor={null}
              isEager
              onDone={() => setIsAnswering(false)}
              onCancel={() => setIsAnswering(false)}
            />
          ) : (
            <Flex gap={2}>
              <Button size="S" variant="tertiary" onClick={() => setIsAnswering(true)}>
                {t('review.comment.answer')}
              </Button>
              <Button
                size="S"
                variant="tertiary"
                loading={isLoading}
                onClick={() =>
                  void act(resolve({ outputId, commentId, isResolved: resolved === null }))
                }
              >
                {t(resolved ? 'review.comment.reopen' : 'review.comment.resolve')}
              </Button>
            </Flex>
          )}
        </Flex>
      </Flex>
    </Framed>
  );
};
