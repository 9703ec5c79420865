import { useEffect } from 'react';
import { Flex, Link, LinkButton, Typography } from '@strapi/design-system';
import { Download } from '@strapi/icons';
import { Link as RouterLink } from 'react-router-dom';
import { failureGuide } from '../../../shared/failures';
import type { TaskLookup } from '../../../shared/tasks';
import { billedStates, failureClasses, traceMatches } from '../../../shared/vocabulary';
import { useLazyTaskLookupQuery } from '../api';
import { useMessages, useTerm } from '../i18n';
import { paths } from '../paths';
import { CopyId, DescriptionList, ErrorState, FieldRow, mediaUrl, Panel, StatusBadge } from '../ui';
import { Skeleton } from '../ui/Loading';
import { fileNameOf } from './shared';

const Answer = ({ answer }: { answer: TaskLookup }) => {
  const { t, say } = useMessages();
  const termOf = useTerm();
  const { failure, downloadable } = answer;
  return (
    <DescriptionList>
      <FieldRow label={t('tasks.lookup.matched')}>
        {termOf(traceMatches, answer.matchedBy)}
      </FieldRow>
      <FieldRow label={t('tasks.column.task-id')}>
        <CopyId value={answer.taskId} shown={32} label={t('tasks.copy-id')} />
      </FieldRow>
      <FieldRow label={t('tasks.column.state')}>
        <StatusBadge of="task" value={answer.state} />
      </FieldRow>
      <FieldRow label={t('tasks.lookup.download')}>
        {downloadable.length > 0 ? (
          <Flex gap={3} wrap="wrap">
            {downloadable.map((output) =>
              output.url ? (
                <Link
                  key={output.outputId}
                  href={mediaUrl(output.url)}
                  download={fileNameOf({ subject: null, purpose: answer.taskId }, output)}
                  startIcon={<Download aria-hidden />}
                >
                  {t('output.name', { ordinal: output.ordinal + 1 })}
                </Link>
              ) : null
            )}
          </Flex>
        ) : (
          t('tasks.lookup.nothing')
        )}
      </FieldRow>
      <FieldRow label={t('tasks.lookup.failure')}>
        {failure ? (
          <>
            {termOf(failureClasses, failure.class)}: {say(failureGuide[failure.class].sentence)}{' '}
            {termOf(billedStates, failure.billed)}.
          </>
        ) : (
          t('common.none')
        )}
      </FieldRow>
      <FieldRow label={t('tasks.lookup.repeat')}>
        {[
          t(answer.isRepeat ? 'tasks.lookup.is-repeat' : 'tasks.lookup.is-first'),
          answer.repeats > 0 ? t('tasks.repeats', { count: answer.repeats }) : null,
        ]
          .filter(Boolean)
          .join(' ')}
      </FieldRow>
    </DescriptionList>
  );
};

/** The four questions about one id: state, download, why it failed, whether it was a repeat. */
export const LookupAnswer = ({ id }: { id: string }) => {
  const { t } = useMessages();
  const [lookUp, { data, error, isFetching, originalArgs }] = useLazyTaskLookupQuery();
  useEffect(() => {
    void lookUp(id);
  }, [lookUp, id]);
  const isAnswered = originalArgs === id && !isFetching;

  if (isAnswered && error)
    return <ErrorState error={error} onRetry={() => void lookUp(id)} isRetrying={isFetching} />;
  return (
    <Panel
      title={t('tasks.lookup.title')}
      actions={
        isAnswered && data ? (
          <LinkButton variant="secondary" size="S" tag={RouterLink} to={paths.task(data.taskId)}>
            {t('tasks.open')}
          </LinkButton>
        ) : null
      }
    >
      {isAnswered && data ? (
        <Answer answer={data} />
      ) : (
        <Flex direction="column" alignItems="stretch" gap={2} aria-busy>
          <Skeleton height="2rem" width="60%" />
          <Skeleton height="2rem" width="40%" />
          <Skeleton height="2rem" width="50%" />
        </Flex>
      )}
      {isAnswered && data ? null : (
        <Typography variant="pi" textColor="neutral600">
          {t('tasks.lookup.looking')}
        </Typography>
      )}
    </Panel>
  );
};
