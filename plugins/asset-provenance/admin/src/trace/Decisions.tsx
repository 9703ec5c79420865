import { useMemo } from 'react';
import { Box, Flex, Typography } from '@strapi/design-system';
import type { Decision } from '../../../shared/decisions';
import { VERDICTS, verdicts } from '../../../shared/vocabulary';
import { useDecidersQuery, useDecisionsQuery, useWanted } from '../api';
import { useFormat, useMessages } from '../i18n';
import { paths } from '../paths';
import {
  EmptyState,
  LoadingRows,
  idOrNull,
  maybeOneOf,
  namesAsTerms,
  PagedList,
  Panel,
  StatusBadge,
  TermSelect,
  TextLink,
  useCatalogTerms,
  useUrlState,
} from '../ui';

const spec = { by: idOrNull(), verdict: maybeOneOf(VERDICTS) };

const DecisionRow = ({ decision }: { decision: Decision }) => {
  const { t } = useMessages();
  const { dateTime } = useFormat();
  const { purposeOf, channelOf } = useCatalogTerms();
  const { outputId, subject, taskId, verdict, reason, reviewer, givenAt } = decision;
  return (
    <Box tag="li" paddingTop={3} paddingBottom={3}>
      <Flex direction="column" alignItems="stretch" gap={1}>
        <Flex gap={2} wrap="wrap">
          <StatusBadge of="verdict" value={verdict} />
          <TextLink to={paths.traceOf(outputId)}>{subject || taskId}</TextLink>
          <Typography variant="pi" textColor="neutral600">
            {[purposeOf(decision.purpose), channelOf(decision.channel)].join(' · ')}
          </Typography>
        </Flex>
        <Typography variant="pi" textColor="neutral600">
          {t(decision.isSuperseded ? 'decisions.superseded' : 'decisions.given', {
            name: reviewer.name,
            moment: dateTime(givenAt),
          })}
        </Typography>
        {reason ? <Typography>{reason}</Typography> : null}
      </Flex>
    </Box>
  );
};

/** From a person to every verdict that they gave. */
export const Decisions = () => {
  const { t } = useMessages();
  const { values, set } = useUrlState(spec);
  const { data: deciders } = useDecidersQuery();
  const people = useMemo(
    () => namesAsTerms((deciders ?? []).map(({ id, name }) => [id, name])),
    [deciders]
  );
  const filters = {
    ...(values.by && { reviewerId: values.by }),
    ...(values.verdict && { verdict: values.verdict }),
  };
  const { wanted, showMore } = useWanted(filters);
  const query = useDecisionsQuery({ ...filters, wanted });
  return (
    <Panel title={t('decisions.title')}>
      <Flex direction="column" alignItems="stretch" gap={4}>
        <Flex gap={2} wrap="wrap">
          <TermSelect
            label={t('decisions.by')}
            terms={people}
            value={values.by}
            onChange={(by) => set({ by })}
          />
          <TermSelect
            label={t('decisions.verdict')}
            terms={verdicts}
            value={values.verdict}
            onChange={(verdict) => set({ verdict })}
          />
        </Flex>
        <PagedList
          query={query}
          loading={<LoadingRows />}
          empty={<EmptyState>{t('decisions.empty')}</EmptyState>}
          wanted={wanted}
          onMore={showMore}
        >
          {(rows) => (
            <Flex tag="ul" direction="column" alignItems="stretch">
              {rows.map((decision) => (
                <DecisionRow key={decision.verdictId} decision={decision} />
              ))}
            </Flex>
          )}
        </PagedList>
      </Flex>
    </Panel>
  );
};
