import { Box, Flex, Typography } from '@strapi/design-system';
import type { RelaunchedRow } from '../../../shared/batches';
import { describeError } from '../api';
import { useFormat, useMessages } from '../i18n';
import type { MessageKey } from '../i18n';
import { paths } from '../paths';
import { Notice, TextLink } from '../ui';

type Result = RelaunchedRow['result'];

const groups: { result: Result; of: 'success' | 'warning' | 'danger'; title: MessageKey }[] = [
  { result: 'must_pay_again', of: 'warning', title: 'batch.relaunch.must-pay' },
  { result: 'refused', of: 'danger', title: 'batch.relaunch.refused' },
  { result: 'retried', of: 'success', title: 'batch.relaunch.retried' },
  { result: 'launched_again', of: 'success', title: 'batch.relaunch.launched' },
];

/** Only what does not fit together is told row by row. */
const CONFLICT = 409;

const Line = ({ row }: { row: RelaunchedRow }) => {
  const { t, say } = useMessages();
  const { number } = useFormat();
  const { what, next } = describeError({ ...row.refused, status: CONFLICT }, { t, say });
  return (
    <Box tag="li">
      <TextLink to={paths.task(row.taskId)}>
        {t('batch.row.number', { row: number(row.row) })}
      </TextLink>
      {row.refused ? (
        <Typography tag="p">{[what, next].filter(Boolean).join(' ')}</Typography>
      ) : null}
    </Box>
  );
};

/** What became of each row that had failed. */
export const RelaunchResults = ({ results }: { results: readonly RelaunchedRow[] }) => {
  const { t } = useMessages();
  if (results.length === 0) return <Typography>{t('batch.relaunch.nothing')}</Typography>;
  return (
    <>
      {groups.map(({ result, of, title }) => {
        const rows = results.filter((row) => row.result === result);
        return rows.length === 0 ? null : (
          <Notice key={result} of={of} title={t(title, { count: rows.length })}>
            <Flex tag="ul" gap={3} wrap="wrap">
              {rows.map((row) => (
                <Line key={row.row} row={row} />
              ))}
            </Flex>
          </Notice>
        );
      })}
    </>
  );
};
