import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { Box, Button, Flex, Typography } from '@strapi/design-system';
import type { Anchor } from '../../../../shared/review';
import { useRefusal, useWriteCommentMutation } from '../../api';
import type { Refusal } from '../../api';
import { useMessages } from '../../i18n';
import { Notice, useFieldError } from '../../ui';
import { mentionedIn, MentionField } from './MentionField';
import type { Mentionable } from './MentionField';

type CommentFormProps = {
  outputId: string;
  people: readonly Mentionable[];
  /** The comment that it answers. */
  answersId: string | null;
  /** The place that it is about; null: the whole. */
  anchor: Anchor | null;
  /** Takes the focus when it opens. */
  isEager: boolean;
  onDone: (commentId: string) => void;
  onCancel: (() => void) | null;
};

/** Writing a comment or an answer. */
export const CommentForm = (props: CommentFormProps) => {
  const { outputId, people, answersId, anchor, isEager, onDone, onCancel } = props;
  const { t } = useMessages();
  const describe = useRefusal();
  const [write, { isLoading }] = useWriteCommentMutation();
  const [body, setBody] = useState('');
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const errorOf = useFieldError(refusal);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (isEager) field.current?.focus();
  }, [isEager, anchor]);

  const send = async () => {
    if (!body.trim() || isLoading) return;
    setRefusal(null);
    try {
      const comment = { body, anchor, answersId, mentions: mentionedIn(body, people) };
      const { commentId } = await write({ outputId, comment }).unwrap();
      setBody('');
      onDone(commentId);
    } catch (error) {
      setRefusal(describe(error));
    }
  };
  const error = errorOf('body') ?? errorOf('anchor') ?? errorOf('mentions');

  return (
    <Box
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key !== 'Escape' || event.defaultPrevented || !onCancel) return;
        event.preventDefault();
        onCancel();
      }}
    >
      <MentionField
        ref={field}
        label={t(
          answersId ? 'review.comment.answer' : anchor ? 'review.comment.pinned' : 'review.comment'
        )}
        value={body}
        people={people}
        error={error}
        onChange={setBody}
        onSend={() => void send()}
      />
      {refusal && !error ? (
        <Notice of="danger" role="alert" title={refusal.what}>
          {[refusal.why, refusal.next].filter(Boolean).join(' ')}
        </Notice>
      ) : null}
      <Flex gap={2} paddingTop={2} justifyContent="space-between">
        <Typography variant="pi" textColor="neutral600">
          {anchor && anchor.timeSeconds !== null
            ? t('review.comment.time', { time: `${anchor.timeSeconds.toFixed(2)} s` })
            : null}
        </Typography>
        <Flex gap={2}>
          {onCancel ? (
            <Button size="S" variant="tertiary" onClick={onCancel}>
              {t('common.cancel')}
            </Button>
          ) : null}
          <Button size="S" disabled={!body.trim()} loading={isLoading} onClick={() => void send()}>
            {t(answersId ? 'review.comment.send-answer' : 'review.comment.send')}
          </Button>
        </Flex>
      </Flex>
    </Box>
  );
};
