import { useState } from 'react';
import { Box, Flex, IconButton, Typography } from '@strapi/design-system';
import { ChevronLeft, ChevronRight } from '@strapi/icons';
import { styled } from 'styled-components';
import type { ReviewCase } from '../../../shared/review';
import { POLL, usePolling, useReviewCaseQuery } from '../api';
import { useMessages } from '../i18n';
import { ErrorState, LoadingDetail, PageShell, StaleNotice, StatusBadge } from '../ui';
import { CaseBrief } from './CaseBrief';
import { caseTitle } from './caseTitle';
import { CommentsPanel } from './comments/CommentsPanel';
import { Compare } from './compare/Compare';
import { useCompare } from './compare/useCompare';
import { DecidedNotice } from './DecidedNotice';
import type { GivenVerdict } from './decide/useDecide';
import { VerdictBar } from './decide/VerdictBar';
import { Filmstrip } from './Filmstrip';
import { focusKeys } from './focusKeys';
import { useQueueUndo } from './queue/useQueueUndo';
import { Stage } from './stage/Stage';
import { DEFAULT_FRAME_RATE, usePlayback } from './stage/usePlayback';
import { useCaseComments } from './useCaseComments';
import { useCaseMoves } from './useCaseMoves';

/** Stays below the page's header while the case is read. */
const Sticky = styled(Flex)`
  ${({ theme }) => theme.breakpoints.large} {
    position: sticky;
    top: 8rem;
  }
`;

/** The picture left, the case right; one below the other where there is no room. */
const Columns = styled(Box)`
  display: grid;
  gap: ${({ theme }) => theme.spaces[4]};
  grid-template-columns: minmax(0, 1fr);
  align-items: start;

  ${({ theme }) => theme.breakpoints.large} {
    grid-template-columns: minmax(0, 1fr) minmax(30rem, 36rem);
  }
`;

/** Seconds for which a case that was fetched ahead is taken as it is. */
const FRESH = 5;

const frameRateOf = (reviewCase: ReviewCase | undefined) => {
  const effective = reviewCase?.effective;
  return (effective?.kind === 'video' ? effective.frameRate : null) ?? DEFAULT_FRAME_RATE;
};

/** One case: the picture, what it is about, and the verdict. */
export const FocusPage = ({ outputId }: { outputId: string }) => {
  const { t } = useMessages();
  const [form, setForm] = useState<GivenVerdict | null>(null);
  const { data, error, isFetching, refetch, fulfilledTimeStamp } = useReviewCaseQuery(outputId, {
    ...usePolling(POLL.idle),
    // It was fetched ahead, perhaps a while ago.
    refetchOnMountOrArgChange: FRESH,
  });
  const moves = useCaseMoves(outputId);
  const playback = usePlayback(frameRateOf(data));
  const comparison = useCompare(data);
  const comments = useCaseComments(data, playback);
  const { undo, canUndo, isUndoing } = useQueueUndo(moves.queue, ([first]) => {
    if (first && first.decided.outputId !== outputId) moves.open(first.decided.outputId);
  });

  /** What the verdict bar and its keys are about: the case, or the other side of a comparison. */
  const judged = comparison.isOtherActive ? comparison.otherCase : data;
  const onDecided = (decidedId: string, verdict: GivenVerdict) => {
    setForm(null);
    const counterpart = comparison.isOtherActive ? data : comparison.otherCase;
    const isOpenStill =
      comparison.isOn && counterpart?.canDecide && counterpart.output.approvalStatus === 'pending';
    if (isOpenStill) {
      moves.take(decidedId, verdict);
      comparison.activate(!comparison.isOtherActive);
    } else moves.moveOn(decidedId, verdict);
  };
  const keys = focusKeys({
    t,
    canDecide: judged?.canDecide ?? false,
    isFormOpen: form !== null,
    canUndo,
    comparison,
    playback,
    moves,
    onForm: setForm,
    onUndo: () => void undo(),
    onPin: comments.onStage.onPinning,
    onEscape: () => {
      if (form) setForm(null);
      else if (comments.isPinning || comments.draft) comments.stopPinning();
      else if (comparison.isOn) comparison.close();
      else comments.activate(null);
    },
  });

  const content = () => {
    if (error && !data)
      return <ErrorState error={error} onRetry={refetch} isRetrying={isFetching} />;
    if (!data || !judged) return <LoadingDetail />;
    const strip = [data.output, ...data.siblings].sort((a, b) => a.ordinal - b.ordinal);
    // What is judged stays in sight above an open form.
    const maxHeight = form ? '34dvh' : `min(62dvh, 100dvh - ${comparison.isOn ? 46 : 42}rem)`;
    return (
      <>
        {error ? <StaleNotice since={fulfilledTimeStamp} onRetry={refetch} /> : null}
        <Columns>
          <Sticky direction="column" alignItems="stretch" gap={4} minWidth={0}>
            {comparison.isOn ? (
              <Compare comparison={comparison} playback={playback} maxHeight={maxHeight} />
            ) : (
              <Stage
                output={data.output}
                maxHeight={maxHeight}
                playback={playback}
                comments={comments.onStage}
              />
            )}
            <Filmstrip
              outputs={strip}
              currentId={outputId}
              comparedId={comparison.other?.id ?? null}
              openComments={{ ...data.siblingComments, [outputId]: comments.openCount }}
              onOpen={(id) => {
                if (id === outputId) return;
                if (comparison.isOn) comparison.open(id);
                else moves.open(id);
              }}
            />
          </Sticky>
          <CaseBrief
            reviewCase={data}
            onCompare={comparison.open}
            onAssigned={(assignee) =>
              moves.queue.patch([outputId], (item) => ({ ...item, assignee }))
            }
            comments={
              <CommentsPanel
                outputId={outputId}
                comments={data.comments}
                alsoKnown={data.task.owner}
                storedSha256={data.output.storedSha256}
                activeId={comments.activeId}
                onActive={comments.activate}
                draft={comments.draft}
                onDraft={comments.setDraft}
                canListReviewers
                canWrite
              />
            }
          />
        </Columns>
        <VerdictBar
          key={judged.output.outputId}
          reviewCase={judged}
          about={
            comparison.isOn && comparison.subject && comparison.other ? (
              <Box background="primary100" padding={2} paddingLeft={3}>
                <Typography variant="pi" fontWeight="bold" textColor="primary700">
                  {t('review.compare.about', {
                    name: (comparison.isOtherActive ? comparison.other : comparison.subject).label,
                  })}
                </Typography>
              </Box>
            ) : null
          }
          form={form}
          onForm={setForm}
          onDecided={onDecided}
          onLoad={() => {
            setForm(null);
            void refetch();
            if (comparison.isOtherActive) comparison.refetchOther();
          }}
          compare={comparison}
        />
      </>
    );
  };

  return (
    <PageShell
      title={data ? caseTitle(data) : t('review.case')}
      subtitle={
        data ? (
          <Flex gap={2} wrap="wrap">
            <StatusBadge of="approval" value={data.output.approvalStatus} />
            {data.isOwnWork ? <Typography>{t('review.own-work')}</Typography> : null}
          </Flex>
        ) : undefined
      }
      backTo={moves.listPath}
      keys={keys}
      actions={
        <>
          {moves.position ? (
            <Typography textColor="neutral600">
              {t('review.position', {
                at: moves.position.at,
                of: `${moves.position.of}${moves.position.hasMore ? '+' : ''}`,
              })}
            </Typography>
          ) : null}
          <IconButton
            label={t('review.previous')}
            disabled={!moves.hasPrevious}
            onClick={moves.toPrevious}
          >
            <ChevronLeft />
          </IconButton>
          <IconButton label={t('review.next')} disabled={!moves.hasNext} onClick={moves.toNext}>
            <ChevronRight />
          </IconButton>
        </>
      }
    >
      <DecidedNotice onUndo={() => void undo()} isUndoing={isUndoing} />
      {content()}
    </PageShell>
  );
};
