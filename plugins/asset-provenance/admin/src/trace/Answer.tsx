import { Box, Button, Flex, Typography } from '@strapi/design-system';
import { ChevronLeft } from '@strapi/icons';
import type { LibraryItem } from '../../../shared/library';
import type { OutputSummary } from '../../../shared/tasks';
import type { TraceAnswer, TraceMatchResult } from '../../../shared/trace';
import { useAssetRecordQuery } from '../api';
import { useMessages } from '../i18n';
import { paths } from '../paths';
import {
  CardGrid,
  EmptyState,
  ErrorState,
  LoadingDetail,
  MediaCard,
  Notice,
  Panel,
  StatusBadge,
  TextLink,
} from '../ui';
import { MatchBadges } from './MatchBadges';
import { RecordView } from './RecordView';
import { Relatives } from './Relatives';

type AnswerProps = {
  answer: TraceAnswer;
  openId: string | null;
  onOpen: (outputId: string | null) => void;
};

/** The answer in one sentence, and how it was reached. */
const Sentence = ({ result }: { result: TraceMatchResult }) => {
  const { say } = useMessages();
  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      <Typography variant="delta" tag="p" style={{ overflowWrap: 'anywhere' }}>
        {say(result.sentence)}
      </Typography>
      <MatchBadges match={result.match} format={result.format} likeness={result.likeness} />
    </Flex>
  );
};

type UntrackedProps = { items: readonly LibraryItem[]; madeFrom: readonly OutputSummary[] };

const Untracked = ({ items, madeFrom }: UntrackedProps) => {
  const { t } = useMessages();
  return (
    <Panel title={t('trace.untracked')}>
      <Flex direction="column" alignItems="stretch" gap={4}>
        <Notice of="warning">{t('trace.untracked.meaning')}</Notice>
        <CardGrid>
          {items.map((item) => (
            <MediaCard
              key={item.fileDocumentId}
              media={item}
              alt={item.name}
              title={item.name}
              badges={<StatusBadge of="approval" value={item.approvalStatus} />}
              actions={<TextLink to={paths.stockAsset(item.fileId)}>{t('trace.stock')}</TextLink>}
            />
          ))}
        </CardGrid>
        {madeFrom.length > 0 ? (
          <>
            <Typography tag="h3" variant="delta">
              {t('trace.descendants')}
            </Typography>
            <Relatives outputs={madeFrom} />
          </>
        ) : null}
      </Flex>
    </Panel>
  );
};

const Nothing = ({ answer }: { answer: TraceAnswer }) => {
  const { t, say } = useMessages();
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      <EmptyState>{t('trace.nothing')}</EmptyState>
      <Panel title={t('trace.tried')}>
        <Flex direction="column" alignItems="stretch" gap={3}>
          <Box tag="ul">
            {answer.tried.map((one) => (
              <Typography key={one.en} tag="li">
                · {say(one)}
              </Typography>
            ))}
          </Box>
          <Typography textColor="neutral600">{t('trace.nothing.next')}</Typography>
        </Flex>
      </Panel>
    </Flex>
  );
};

const WholeRecord = ({ outputId }: { outputId: string }) => {
  const { currentData, error, refetch, isFetching } = useAssetRecordQuery(outputId);
  if (currentData) return <RecordView record={currentData} />;
  return error ? (
    <ErrorState error={error} onRetry={() => void refetch()} isRetrying={isFetching} />
  ) : (
    <LoadingDetail />
  );
};

/** What a question led to: one record, several to choose from, files without a record, or nothing. */
export const Answer = ({ answer, openId, onOpen }: AnswerProps) => {
  const { t } = useMessages();
  const { results, untracked } = answer;
  if (results.length === 0 && untracked.length === 0) return <Nothing answer={answer} />;

  const [only] = results;
  const opened =
    results.find(({ output }) => output.outputId === openId) ??
    (results.length === 1 && untracked.length === 0 ? only : undefined);
  if (opened) {
    return (
      <Flex direction="column" alignItems="stretch" gap={4}>
        {results.length + untracked.length > 1 ? (
          <Flex data-no-print>
            <Button
              variant="tertiary"
              size="S"
              startIcon={<ChevronLeft aria-hidden />}
              onClick={() => onOpen(null)}
            >
              {t('trace.all-results', { count: results.length + untracked.length })}
            </Button>
          </Flex>
        ) : null}
        <Panel>
          <Sentence result={opened} />
        </Panel>
        <WholeRecord outputId={opened.output.outputId} />
      </Flex>
    );
  }
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      {results.length > 0 ? (
        <Typography variant="delta" tag="h2">
          {t('trace.several', { count: results.length })}
        </Typography>
      ) : null}
      {results.map((result) => {
        const { output } = result;
        return (
          <Panel key={output.outputId}>
            <Flex gap={4} alignItems="flex-start">
              <Box width="24rem" shrink={0}>
                <MediaCard
                  media={output}
                  alt={output.alternativeText}
                  title={t('output.name', { ordinal: output.ordinal + 1 })}
                  badges={<StatusBadge of="approval" value={output.approvalStatus} />}
                  onOpen={() => onOpen(output.outputId)}
                />
              </Box>
              <Flex direction="column" alignItems="flex-start" gap={4} minWidth={0}>
                <Sentence result={result} />
                <Button variant="secondary" onClick={() => onOpen(output.outputId)}>
                  {t('trace.open-record')}
                </Button>
              </Flex>
            </Flex>
          </Panel>
        );
      })}
      {untracked.length > 0 ? <Untracked items={untracked} madeFrom={answer.madeFrom} /> : null}
    </Flex>
  );
};
