import { useState } from 'react';
import { Button, Flex, Table, Tbody, Td, Th, Thead, Tr, Typography } from '@strapi/design-system';
import { KEPT_REASONS, keptReasons, retentionRules } from '../../../shared/keeping';
import type { RetentionRule, RetentionRun, RuleFigures } from '../../../shared/keeping';
import { useRetentionQuery } from '../api';
import { useFormat, useMessages } from '../i18n';
import type { MessageKey } from '../i18n';
import { ErrorState, LoadingRows, Panel } from '../ui';
import { GoingDialog } from './GoingDialog';
import { Standing } from './Standing';

const HEADS: MessageKey[] = [
  'keeping.retention.rule',
  'keeping.retention.days',
  'keeping.retention.today',
  'keeping.retention.kept',
  'keeping.retention.last',
];

const useFigures = () => {
  const { t } = useMessages();
  const { number, bytes } = useFormat();
  return ({ going, bytes: size }: RuleFigures): string =>
    size
      ? t('keeping.retention.bytes', { count: number(going), size: bytes(size) })
      : number(going);
};

type RuleRowProps = {
  figures: RuleFigures;
  last: RuleFigures | undefined;
  onShow: (rule: RetentionRule) => void;
};

const RuleRow = ({ figures, last, onShow }: RuleRowProps) => {
  const { t, say } = useMessages();
  const { number } = useFormat();
  const said = useFigures();
  const { rule, days, going, kept } = figures;
  const name = say(retentionRules[rule]);
  const reasons = KEPT_REASONS.filter((reason) => kept[reason]);
  return (
    <Tr>
      <Td>
        <Typography>{name}</Typography>
      </Td>
      <Td>
        <Typography>
          {days === null ? t('keeping.retention.for-ever') : t('keeping.retention.for', { days })}
        </Typography>
      </Td>
      <Td>
        <Flex gap={2}>
          <Typography>{days === null ? '–' : said(figures)}</Typography>
          {going > 0 || reasons.length > 0 ? (
            <Button
              size="S"
              variant="tertiary"
              aria-label={t('keeping.retention.show.of', { rule: name })}
              onClick={() => onShow(rule)}
            >
              {t('keeping.retention.show')}
            </Button>
          ) : null}
        </Flex>
      </Td>
      <Td>
        <Flex direction="column" alignItems="flex-start">
          {reasons.length > 0
            ? reasons.map((reason) => (
                <Typography key={reason}>
                  {t('keeping.retention.kept.of', {
                    count: number(kept[reason] ?? 0),
                    reason: say(keptReasons[reason]),
                  })}
                </Typography>
              ))
            : '–'}
        </Flex>
      </Td>
      <Td>
        <Typography>{last ? said(last) : '–'}</Typography>
      </Td>
    </Tr>
  );
};

const LastRun = ({ run }: { run: RetentionRun | null }) => {
  const { t } = useMessages();
  const { dateTime } = useFormat();
  const sentence = () => {
    if (!run) return t('keeping.retention.last.never');
    return t(run.isFinished ? 'keeping.retention.last.at' : 'keeping.retention.last.broken', {
      moment: dateTime(run.at),
    });
  };
  return <Typography textColor="neutral600">{sentence()}</Typography>;
};

/** How long things stay, what would go today, and what the last run did. */
export const Retention = () => {
  const { t } = useMessages();
  const { data, error, refetch, isFetching } = useRetentionQuery();
  const [shown, setShown] = useState<RetentionRule | null>(null);
  const content = () => {
    if (error && !data)
      return <ErrorState error={error} onRetry={refetch} isRetrying={isFetching} />;
    if (!data) return <LoadingRows count={5} />;
    return (
      <Flex direction="column" alignItems="stretch" gap={4}>
        <Standing isGood={data.isEnabled}>
          {t(data.isEnabled ? 'keeping.retention.on' : 'keeping.retention.off')}
        </Standing>
        <Table colCount={HEADS.length} rowCount={data.today.rules.length + 1}>
          <Thead>
            <Tr>
              {HEADS.map((head) => (
                <Th key={head}>
                  <Typography variant="sigma">{t(head)}</Typography>
                </Th>
              ))}
            </Tr>
          </Thead>
          <Tbody>
            {data.today.rules.map((figures) => (
              <RuleRow
                key={figures.rule}
                figures={figures}
                last={data.lastRun?.rules.find(({ rule }) => rule === figures.rule)}
                onShow={setShown}
              />
            ))}
          </Tbody>
        </Table>
        {data.today.isWhole ? null : (
          <Typography textColor="neutral600">{t('keeping.retention.more')}</Typography>
        )}
        <LastRun run={data.lastRun} />
      </Flex>
    );
  };
  return (
    <Panel title={t('keeping.retention')}>
      {content()}
      {shown ? <GoingDialog rule={shown} onClose={() => setShown(null)} /> : null}
    </Panel>
  );
};
