import { useState } from 'react';
import { Flex, TextButton, Typography } from '@strapi/design-system';
import type { Actor } from '../../../../shared/actors';
import type { Anchor, ReviewComment } from '../../../../shared/review';
import { useReviewersQuery } from '../../api';
import { useMessages } from '../../i18n';
import { Panel } from '../../ui';
import { CommentForm } from './CommentForm';
import type { Mentionable } from './MentionField';
import { ThreadBox } from './ThreadBox';
import { threadsOf } from './threads';

type CommentsPanelProps = {
  outputId: string;
  comments: readonly ReviewComment[];
  /** Who can be mentioned besides reviewers and those who wrote: the owner. */
  alsoKnown: Pick<Actor, 'id' | 'name'>;
  storedSha256: string | null;
  activeId: string | null;
  onActive: (commentId: string | null) => void;
  /** The place that the next comment is about. */
  draft: Anchor | null;
  onDraft: (anchor: Anchor | null) => void;
  /** May this reader list those who review? Others mention whoever wrote here. */
  canListReviewers: boolean;
  canWrite: boolean;
};

const mentionable = ({ id, name }: Pick<Actor, 'id' | 'name'>): Mentionable[] =>
  id ? [{ id, name }] : [];

/** What was said about a result: threads, open ones first in sight, and a place to say more. */
export const CommentsPanel = (props: CommentsPanelProps) => {
  const { outputId, comments, storedSha256, activeId, onActive, draft, onDraft } = props;
  const { t } = useMessages();
  const { data: reviewers = [] } = useReviewersQuery(undefined, { skip: !props.canListReviewers });
  const [showsResolved, setShowsResolved] = useState(false);
  const people = [
    ...new Map(
      [
        ...mentionable(props.alsoKnown),
        ...comments.flatMap(({ author }) => mentionable(author)),
        ...reviewers,
      ].map((one) => [one.id, one])
    ).values(),
  ];
  const threads = threadsOf(comments);
  const resolved = threads.filter(({ first }) => first.resolved);
  const shown = threads.filter(
    ({ first }) => showsResolved || !first.resolved || first.commentId === activeId
  );

  return (
    <Panel title={t('review.comments')}>
      <Flex direction="column" alignItems="stretch" gap={3}>
        {threads.length === 0 ? (
          <Typography variant="pi" textColor="neutral600">
            {t('review.comments.none')}
          </Typography>
        ) : null}
        <Flex tag="ul" direction="column" alignItems="stretch" gap={3}>
          {shown.map((thread) => (
            <ThreadBox
              key={thread.first.commentId}
              thread={thread}
              people={people}
              storedSha256={storedSha256}
              isActive={thread.first.commentId === activeId}
              canWrite={props.canWrite}
              onActive={onActive}
            />
          ))}
        </Flex>
        {resolved.length > 0 ? (
          <TextButton
            aria-expanded={showsResolved}
            onClick={() => setShowsResolved(!showsResolved)}
          >
            {t(showsResolved ? 'review.comments.hide-resolved' : 'review.comments.show-resolved', {
              count: resolved.length,
            })}
          </TextButton>
        ) : null}
        {props.canWrite ? (
          <CommentForm
            outputId={outputId}
            people={people}
            answersId={null}
            anchor={draft}
            isEager={draft !== null}
            onDone={(commentId) => {
              onDraft(null);
              onActive(commentId);
            }}
            onCancel={draft ? () => onDraft(null) : null}
          />
        ) : null}
      </Flex>
    </Panel>
  );
};
