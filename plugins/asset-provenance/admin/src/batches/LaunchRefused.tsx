import { Button, Flex, Typography } from '@strapi/design-system';
import type { Refusal } from '../api';
import { useMessages } from '../i18n';
import { paths } from '../paths';
import { Notice, TextLink } from '../ui';
import { inRow, isOfTable, useProblemWords } from './useProblemWords';
import { isUnsure } from './useNewBatch';
import type { NewBatch } from './useNewBatch';

/** *Row 3 · Size: …* for each input that stands nowhere else on the page. */
const useLines = (refusal: Refusal): string[] => {
  const { t } = useMessages();
  const wordsOf = useProblemWords();
  return Object.entries(refusal.fields)
    .filter(([path]) => path !== 'name' && !isOfTable(path))
    .map(([path, message]) => {
      const found = inRow(path);
      const problem = wordsOf(found ? found.path : path, { en: message, zh: message });
      return found ? t('batch.refused.row', { row: found.row, problem }) : problem;
    });
};

const Reasons = ({ refusal }: { refusal: Refusal }) => {
  const lines = useLines(refusal);
  const { fields, what, why, next } = refusal;
  if (lines.length === 0)
    return (
      <>{[Object.keys(fields).length > 0 ? null : what, why, next].filter(Boolean).join(' ')}</>
    );
  return (
    <Flex tag="ul" direction="column" alignItems="stretch" gap={1}>
      {lines.map((line) => (
        <Typography tag="li" key={line}>
          {line}
        </Typography>
      ))}
    </Flex>
  );
};

/** Why the table could not be checked, or was not launched. */
export const LaunchRefused = ({ batch }: { batch: NewBatch }) => {
  const { t } = useMessages();
  const { refusal, unread, checkAgain } = batch;
  if (refusal && isUnsure(refusal))
    return (
      <Notice of="warning" role="alert" title={t('batch.unsure')}>
        {t('batch.unsure.text')}
      </Notice>
    );
  if (refusal?.fields.idempotencyKey)
    return (
      <Notice
        of="warning"
        role="alert"
        title={t('batch.launched-before')}
        action={<TextLink to={paths.batches}>{t('batches.title')}</TextLink>}
      >
        {t('batch.launched-before.text')}
      </Notice>
    );
  if (refusal)
    return (
      <Notice of="danger" role="alert" title={t('launch.refused')}>
        <Reasons refusal={refusal} />
      </Notice>
    );
  return unread ? (
    <Notice
      of="danger"
      role="status"
      title={t('batch.unread')}
      action={
        isUnsure(unread) ? (
          <Button size="S" variant="tertiary" onClick={checkAgain}>
            {t('common.try-again')}
          </Button>
        ) : null
      }
    >
      <Reasons refusal={unread} />
    </Notice>
  ) : null;
};
