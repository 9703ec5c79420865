import { Flex, Typography } from '@strapi/design-system';
import type { Refusal } from '../api';
import { useMessages } from '../i18n';
import { Notice } from '../ui';
import { inRow, useProblemWords } from './useProblemWords';
import { isUnsure } from './useNewBatch';

/** Inputs that the page shows, with what is wrong beside them. */
const BESIDE = ['table', 'file', 'name'];

/** Why nothing was launched, each row by its number. */
export const LaunchRefused = ({ refusal }: { refusal: Refusal }) => {
  const { t } = useMessages();
  const wordsOf = useProblemWords();
  const lines = Object.entries(refusal.fields)
    .filter(([path]) => !BESIDE.includes(path))
    .map(([path, message]) => {
      const found = inRow(path);
      const problem = wordsOf(found ? found.path : path.replace(/^common\./, ''), {
        en: message,
        zh: message,
      });
      return found ? t('batch.refused.row', { row: found.row, problem }) : problem;
    });
  if (isUnsure(refusal))
    return (
      <Notice of="warning" role="alert" title={t('batch.unsure')}>
        {t('batch.unsure.text')}
      </Notice>
    );
  return (
    <Notice of="danger" role="alert" title={t('launch.refused')}>
      {lines.length > 0 ? (
        <Flex tag="ul" direction="column" alignItems="stretch" gap={1}>
          {lines.map((line) => (
            <Typography tag="li" key={line}>
              {line}
            </Typography>
          ))}
        </Flex>
      ) : (
        [refusal.what, refusal.why, refusal.next].filter(Boolean).join(' ')
      )}
    </Notice>
  );
};
