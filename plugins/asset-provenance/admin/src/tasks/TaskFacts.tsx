import type { ReactNode } from 'react';
import { Box, Flex, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import type { TaskDetail } from '../../../shared/tasks';
import { derivations, preset as presetTerm } from '../../../shared/vocabulary';
import type { TaskState } from '../../../shared/vocabulary';
import { useCatalogQuery } from '../api';
import { useFormat, useMessages, useTerm } from '../i18n';
import { paths } from '../paths';
import { Elapsed, Notice, RelativeTime, StatusBadge, TextLink, useCatalogTerms } from '../ui';
import { PresetFact } from './PresetFact';
import { Progress } from './Progress';
import { isLive, latencyOf } from './shared';

const Facts = styled(Box).attrs({ tag: 'dl' })`
  display: grid;
  grid-template-columns: repeat(auto-fill, minmax(14rem, 1fr));
  gap: ${({ theme }) => theme.spaces[4]};
`;

const Fact = ({ label, children }: { label: string; children: ReactNode }) =>
  children ? (
    <Box minWidth={0}>
      <Typography tag="dt" variant="sigma" textColor="neutral600">
        {label}
      </Typography>
      <Typography tag="dd" style={{ overflowWrap: 'anywhere' }}>
        {children}
      </Typography>
    </Box>
  ) : null;

const WAITS_FOR_A_PERSON: readonly TaskState[] = ['submit_unknown', 'awaiting_approval'];

/** How far it is, while it lives. */
const Running = ({ task }: { task: TaskDetail }) => {
  const { t } = useMessages();
  const { percent } = useFormat();
  if (!isLive(task) || WAITS_FOR_A_PERSON.includes(task.state)) return null;
  const problem = task.jobs.find(
    ({ state, lastProblem }) => state === 'processing' && lastProblem
  )?.lastProblem;
  return (
    <Flex gap={4} paddingBottom={4} wrap="wrap">
      <Progress isLarge value={task.progress} label={t('tasks.progress')} />
      <Typography textColor="neutral600">
        {task.progress === null ? t('tasks.progress.unknown') : percent(task.progress)}
        {' · '}
        <Elapsed since={task.launchedAt} />
      </Typography>
      {task.acts.canCancel ? null : (
        <Typography textColor="neutral800">{t('tasks.cancel.waiting')}</Typography>
      )}
      {problem ? (
        <Typography textColor="neutral800" style={{ flexBasis: '100%' }}>
          {t('tasks.poll-problem', { problem: problem.message })}
        </Typography>
      ) : null}
    </Flex>
  );
};

/** What came of it. */
const Offspring = ({ task }: { task: TaskDetail }) => {
  const { t } = useMessages();
  const termOf = useTerm();
  if (task.derivedTasks.length === 0) return null;
  return (
    <Box paddingTop={4}>
      <Typography variant="sigma" textColor="neutral600" tag="h3">
        {t('tasks.derived-tasks')}
      </Typography>
      <Flex tag="ul" gap={2} wrap="wrap" paddingTop={1}>
        {task.derivedTasks.map(({ taskId, derivation, state }) => (
          <Flex
            tag="li"
            key={taskId}
            gap={2}
            borderColor="neutral200"
            hasRadius
            paddingLeft={2}
            paddingRight={2}
            paddingTop={1}
            paddingBottom={1}
          >
            <TextLink to={paths.task(taskId)}>{termOf(derivations, derivation)}</TextLink>
            <StatusBadge of="task" value={state} />
          </Flex>
        ))}
      </Flex>
    </Box>
  );
};

/** Where it comes from. */
const Lineage = ({ task }: { task: TaskDetail }) => {
  const { t } = useMessages();
  const termOf = useTerm();
  const { derivedFrom, repeatOf } = task;
  return (
    <>
      <Fact label={t('tasks.derived-from')}>
        {derivedFrom ? (
          <TextLink to={paths.task(derivedFrom.taskId)}>
            {termOf(derivations, derivedFrom.derivation)}
          </TextLink>
        ) : null}
      </Fact>
      <Fact label={t('tasks.repeat-of')}>
        {repeatOf ? <TextLink to={paths.task(repeatOf)}>{t('tasks.first-task')}</TextLink> : null}
      </Fact>
    </>
  );
};

/** What it is for, whose it is and where it stands. */
export const TaskFacts = ({ task }: { task: TaskDetail }) => {
  const { t, say } = useMessages();
  const { duration } = useFormat();
  const { purposeOf, channelOf } = useCatalogTerms();
  const { data: catalog } = useCatalogQuery();
  const provider = catalog?.providers.find(({ id }) => id === task.providerId);
  const model = provider?.models.find(({ id }) => id === task.modelId);
  const latency = latencyOf(task);

  return (
    <Box background="neutral0" shadow="tableShadow" hasRadius padding={6}>
      <Running task={task} />
      {task.regenerateReason ? (
        <Box paddingBottom={4}>
          <Notice title={t('tasks.answers-verdict')}>{task.regenerateReason}</Notice>
        </Box>
      ) : null}
      <Facts>
        <Fact label={t('launch.purpose')}>{purposeOf(task.purpose)}</Fact>
        <Fact label={t('launch.channel')}>
          {[channelOf(task.channel), task.specification].filter(Boolean).join(' · ')}
        </Fact>
        <Fact label={t('launch.subject')}>{task.subject}</Fact>
        <Fact label={t('launch.brand')}>{task.brand}</Fact>
        <Fact label={t('launch.series')}>{task.series}</Fact>
        <Fact label={t('launch.model')}>
          {[model?.name ?? task.modelId, provider?.name ?? task.providerId].join(' · ')}
        </Fact>
        <Fact label={t('tasks.owner-of')}>{task.owner.name}</Fact>
        <Fact label={t('tasks.column.launched')}>
          <RelativeTime at={task.launchedAt} />
        </Fact>
        <Fact label={t('tasks.column.latency')}>{latency === null ? null : duration(latency)}</Fact>
        <Fact label={t('tasks.repeats.label')}>
          {task.repeats > 0 ? t('tasks.repeats', { count: task.repeats }) : null}
        </Fact>
        <Fact label={t('launch.callback')}>{task.callback?.host}</Fact>
        <Fact label={say(presetTerm)}>
          {task.preset ? (
            <PresetFact preset={task.preset} changedSincePreset={task.changedSincePreset} />
          ) : null}
        </Fact>
        <Lineage task={task} />
      </Facts>
      <Offspring task={task} />
    </Box>
  );
};
