import { Flex, Typography } from '@strapi/design-system';
import type { MarksSummary } from '../../../shared/marks';
import { markProblems, writtenMarks } from '../../../shared/vocabulary';
import { useMeaning, useMessages, useTerm } from '../i18n';
import { StatusBadge } from './StatusBadge';

/** What was written into a file, and what was wanted and is missing, with the reason in words. */
export const MarkBadges = ({ marks }: { marks: MarksSummary }) => {
  const { t } = useMessages();
  const termOf = useTerm();
  const meaningOf = useMeaning();
  const { written, missing, isDevelopmentCertificate } = marks;
  const detailOf = (mark: string) =>
    mark === 'c2pa' && isDevelopmentCertificate ? t('marks.development') : undefined;
  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      <Flex gap={2} wrap="wrap">
        {written.map((mark) => (
          <StatusBadge key={mark} of="mark" value={mark} detail={detailOf(mark)} />
        ))}
        {missing.map(({ mark }) => (
          <StatusBadge key={mark} of="missingMark" value={mark} detail={t('marks.missing')} />
        ))}
      </Flex>
      {missing.map(({ mark, problem }) => (
        <Typography key={mark} variant="pi" textColor="neutral600">
          {t('marks.missing.why', {
            mark: termOf(writtenMarks, mark),
            why: meaningOf(markProblems, problem) ?? termOf(markProblems, problem),
          })}
        </Typography>
      ))}
      {written.includes('c2pa') && isDevelopmentCertificate ? (
        <Typography variant="pi" textColor="neutral600">
          {t('marks.development')}
        </Typography>
      ) : null}
    </Flex>
  );
};
