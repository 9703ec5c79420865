import { useState } from 'react';
import { Box, Flex, IconButton, Typography } from '@strapi/design-system';
import { ChevronLeft, ChevronRight } from '@strapi/icons';
import { styled } from 'styled-components';
import { useLocation } from 'react-router-dom';
import type { ReviewCase } from '../../../shared/review';
import { referenceRoles } from '../../../shared/vocabulary';
import type { VerdictKind } from '../../../shared/vocabulary';
import { POLL, usePolling, useReviewCaseQuery } from '../api';
import { useMessages, useTerm } from '../i18n';
import { ErrorState, LoadingDetail, PageShell, StaleNotice, StatusBadge, useUrlState } from '../ui';
import type { KeyBinding } from '../ui';
import { CaseBrief } from './CaseBrief';
import { caseTitle } from './caseTitle';
import { Compare } from './compare/Compare';
import type { Side } from './compare/Pane';
import { DecidedNotice } from './DecidedNotice';
import { decidedOf } from './decided';
import { Filmstrip } from './Filmstrip';
import { compareSpec } from './queueState';
import { asPicture } from './References';
import { Stage } from './Stage';
import { useCaseMoves } from './useCaseMoves';
import { VerdictBar } from './VerdictBar';

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

const DEFAULT_FRAME_RATE = 24;

/** What a case can be compared with: the other results of its task, and its references. */
const useSides = (reviewCase: ReviewCase | undefined) => {
  const { t } = useMessages();
  const termOf = useTerm();
  if (!reviewCase) return { subject: null, candidates: [] };
  const sideOf = (output: ReviewCase['output']): Side => {
    const label = t('output.name', { ordinal: output.ordinal + 1 });
    return { id: output.outputId, label, media: output, alt: output.alternativeText ?? label };
  };
  const references = reviewCase.references.map((reference): Side => {
    const label = t('review.reference', { role: termOf(referenceRoles, reference.role) });
    return { id: reference.fileDocumentId, label, media: asPicture(reference), alt: label };
  });
  return {
    subject: sideOf(reviewCase.output),
    candidates: [...reviewCase.siblings.map(sideOf), ...references],
  };
};

/** One case: the picture, what it is about, and the verdict. */
export const FocusPage = ({ outputId }: { outputId: string }) => {
  const { t } = useMessages();
  const [form, setForm] = useState<VerdictKind | null>(null);
  const { data, error, isFetching, refetch, fulfilledTimeStamp } = useReviewCaseQuery(
    outputId,
    usePolling(POLL.idle)
  );
  const { values, set, clear } = useUrlState(compareSpec);
  const moves = useCaseMoves(outputId);
  const decided = decidedOf(useLocation().state);
  const { subject, candidates } = useSides(data);

  const isComparing = values.compare !== null && candidates.length > 0;
  const openCompare = () => {
    const [first] = candidates;
    if (isComparing) clear();
    else if (first) set({ compare: first.id }, { replace: true });
  };
  const decide = (verdict: VerdictKind) => () => setForm(verdict);
  const cannot = !data?.canDecide;
  const keys: KeyBinding[] = [
    { key: 'a', label: t('review.act.approved'), onPress: decide('approved'), isDisabled: cannot },
    { key: 'r', label: t('review.act.rejected'), onPress: decide('rejected'), isDisabled: cannot },
    {
      key: 'g',
      label: t('review.act.regenerate'),
      onPress: decide('regenerate'),
      isDisabled: cannot,
    },
    { key: 'c', label: t('review.key.compare'), onPress: openCompare },
    { key: 'arrowleft', label: t('review.previous'), onPress: moves.toPrevious },
    { key: 'arrowright', label: t('review.next'), onPress: moves.toNext },
    {
      key: 'z',
      label: t('review.key.again'),
      onPress: () => moves.open(decided?.outputId),
      isDisabled: !decided,
    },
    {
      key: 'escape',
      label: t('review.key.escape'),
      onPress: () => (form ? setForm(null) : clear()),
    },
  ];

  const content = () => {
    if (error && !data)
      return <ErrorState error={error} onRetry={refetch} isRetrying={isFetching} />;
    if (!data || !subject) return <LoadingDetail />;
    const strip = [data.output, ...data.siblings].sort((a, b) => a.ordinal - b.ordinal);
    const known = data.effective?.kind === 'video' ? data.effective.frameRate : null;
    const frameRate = known ?? DEFAULT_FRAME_RATE;
    return (
      <>
        {error ? <StaleNotice since={fulfilledTimeStamp} onRetry={refetch} /> : null}
        {decided && decided.outputId !== outputId ? (
          <DecidedNotice decided={decided} onAgain={() => moves.open(decided.outputId)} />
        ) : null}
        <Columns>
          <Flex direction="column" alignItems="stretch" gap={4} minWidth={0}>
            {isComparing ? (
              <Compare
                subject={subject}
                candidates={candidates}
                otherId={values.compare ?? ''}
                mode={values.mode}
                frameRate={frameRate}
                onOther={(compare) => set({ compare }, { replace: true })}
                onMode={(mode) => set({ mode }, { replace: true })}
                onClose={() => clear()}
              />
            ) : (
              <Stage
                output={data.output}
                // What is judged stays in sight above an open form.
                maxHeight={form ? '38dvh' : 'min(62dvh, 100dvh - 40rem)'}
                frameRate={frameRate}
              />
            )}
            <Filmstrip
              outputs={strip}
              currentId={outputId}
              comparedId={isComparing ? values.compare : null}
              onOpen={(id) => {
                if (isComparing && id !== outputId) set({ compare: id }, { replace: true });
                else if (id !== outputId) moves.open(id);
              }}
            />
          </Flex>
          <CaseBrief reviewCase={data} />
        </Columns>
        <VerdictBar
          reviewCase={data}
          form={form}
          onForm={setForm}
          onDecided={(what) => {
            setForm(null);
            moves.moveOn(what);
          }}
          onLoad={() => {
            setForm(null);
            void refetch();
          }}
          compare={{
            isOn: isComparing,
            isPossible: candidates.length > 0,
            toggle: openCompare,
          }}
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
      {content()}
    </PageShell>
  );
};
