import { Box, Button, Flex, Typography } from '@strapi/design-system';
import { ArrowClockwise, CheckCircle, CrossCircle } from '@strapi/icons';
import { styled } from 'styled-components';
import { verdicts } from '../../../../shared/vocabulary';
import { useMessages, useTerm } from '../../i18n';
import { paths } from '../../paths';
import { Notice, TextLink } from '../../ui';
import { caseTitle } from '../caseTitle';
import type { Bulk, BulkLine } from './useBulk';

const Lines = styled(Box)`
  max-height: 24rem;
  overflow-y: auto;
`;

const Line = ({ line: { item, refusal }, search }: { line: BulkLine; search: string }) => {
  const { t } = useMessages();
  const Icon = refusal ? CrossCircle : CheckCircle;
  const why = refusal && [refusal.what, ...Object.values(refusal.fields), refusal.next];
  return (
    <Flex tag="li" gap={2} alignItems="flex-start" paddingTop={1}>
      <Icon
        aria-label={t(refusal ? 'review.bulk.refused' : 'review.bulk.done')}
        fill={refusal ? 'danger600' : 'success600'}
        style={{ flexShrink: 0 }}
      />
      <Box minWidth={0}>
        <TextLink to={`${paths.reviewCase(item.output.outputId)}${search}`}>
          {caseTitle(item)}
        </TextLink>
        {why ? (
          <Typography tag="p" variant="pi" textColor="danger700">
            {why.filter(Boolean).join(' ')}
          </Typography>
        ) : null}
      </Box>
    </Flex>
  );
};

type BulkOutcomeProps = { bulk: Bulk; search: string; onRetry: () => void };

/** What became of each of many: which went through, which not and why. */
export const BulkOutcome = ({ bulk, search, onRetry }: BulkOutcomeProps) => {
  const { t } = useMessages();
  const termOf = useTerm();
  const { outcome } = bulk;
  if (!outcome) return null;
  const { lines, decision } = outcome;
  const refused = lines.filter(({ refusal }) => refusal);
  const values = { done: lines.length - refused.length, all: lines.length };
  return (
    <Box paddingBottom={4}>
      <Notice
        of={refused.length > 0 ? 'warning' : 'success'}
        role="status"
        title={`${termOf(verdicts, decision.verdict)}: ${t('review.bulk.outcome', values)}`}
        action={
          <>
            {refused.length > 0 ? (
              <Button
                size="S"
                variant="secondary"
                loading={bulk.isDeciding}
                startIcon={<ArrowClockwise aria-hidden />}
                onClick={onRetry}
              >
                {t('review.bulk.retry', { count: refused.length })}
              </Button>
            ) : null}
            <Button size="S" variant="tertiary" onClick={bulk.closeOutcome}>
              {t('common.close')}
            </Button>
          </>
        }
      >
        {refused.length > 0 ? (
          <Lines tag="ul" tabIndex={0} aria-label={t('review.bulk.results')}>
            {[...refused, ...lines.filter(({ refusal }) => !refusal)].map((line) => (
              <Line key={line.item.output.outputId} line={line} search={search} />
            ))}
          </Lines>
        ) : null}
      </Notice>
    </Box>
  );
};
