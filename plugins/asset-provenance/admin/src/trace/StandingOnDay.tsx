import { useState } from 'react';
import { Flex, Typography } from '@strapi/design-system';
import { useStandingOnQuery } from '../api';
import type { StandingOn } from '../../../shared/standing-on';
import { useFormat, useMessages } from '../i18n';
import { DayField, ErrorState, LimitsList, LoadingRows, StatusBadge } from '../ui';

const Told = ({ standing }: { standing: StandingOn }) => {
  const { t } = useMessages();
  const { day, dateTime } = useFormat();
  const { status, since, limits } = standing;
  if (!status) return <Typography>{t('trace.standing.not-there')}</Typography>;
  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      <StatusBadge of="approval" value={status} size="S" />
      {since ? (
        <Typography>
          {t('trace.standing.since', { moment: dateTime(since.at), name: since.actor.name })}
        </Typography>
      ) : null}
      {!since && limits?.validUntil ? (
        <Typography>{t('trace.standing.by-date', { day: day(limits.validUntil) })}</Typography>
      ) : null}
      {limits ? <LimitsList limits={limits} /> : null}
    </Flex>
  );
};

const Answer = ({ outputId, day }: { outputId: string; day: string }) => {
  const { data, error, refetch } = useStandingOnQuery({ outputId, day });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return data ? <Told standing={data} /> : <LoadingRows count={1} />;
};

/** What it was when somebody published it, say. */
export const StandingOnDay = ({ outputId }: { outputId: string }) => {
  const { t } = useMessages();
  const [day, setDay] = useState<string | null>(null);
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      <DayField
        label={t('trace.standing.day')}
        hint={t('trace.standing.hint')}
        value={day}
        onChange={setDay}
      />
      <div aria-live="polite">{day ? <Answer outputId={outputId} day={day} /> : null}</div>
    </Flex>
  );
};
