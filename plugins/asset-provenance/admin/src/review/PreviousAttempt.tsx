import { Box, Button, Flex, Typography } from '@strapi/design-system';
import { SquaresFour } from '@strapi/icons';
import type { ReviewCase } from '../../../shared/review';
import { derivations } from '../../../shared/vocabulary';
import { useMessages, useTerm } from '../i18n';
import { paths } from '../paths';
import { MediaFrame, Panel, TextLink, VerdictList } from '../ui';

type PreviousAttemptProps = {
  reviewCase: ReviewCase;
  onCompare: (outputId: string) => void;
};

/** What this one was made again for: its picture, and what was said of it. */
export const PreviousAttempt = ({ reviewCase, onCompare }: PreviousAttemptProps) => {
  const { t } = useMessages();
  const termOf = useTerm();
  const { previous } = reviewCase;
  if (!previous) return null;
  const { output, derivation, verdict } = previous;
  return (
    <Panel
      title={t('review.attempt')}
      actions={
        <Button
          size="S"
          variant="tertiary"
          startIcon={<SquaresFour aria-hidden />}
          onClick={() => onCompare(output.outputId)}
        >
          {t('review.act.compare')}
        </Button>
      }
    >
      <Flex gap={4} alignItems="flex-start">
        <Box width="12rem" shrink={0}>
          <MediaFrame media={output} alt={output.alternativeText} />
        </Box>
        <Flex direction="column" alignItems="stretch" gap={2} minWidth={0} flex="1">
          <Typography variant="pi" textColor="neutral600">
            {termOf(derivations, derivation)} ·{' '}
            <TextLink to={paths.task(output.taskId)}>{t('review.open-task')}</TextLink>
          </Typography>
          {verdict ? (
            <VerdictList verdicts={[verdict]} />
          ) : (
            <Typography variant="pi" textColor="neutral600">
              {t('review.attempt.undecided')}
            </Typography>
          )}
        </Flex>
      </Flex>
    </Panel>
  );
};
