import type { ReactNode } from 'react';
import { Button, Flex, LinkButton, Typography } from '@strapi/design-system';
import { ArrowClockwise, Cog, Magic } from '@strapi/icons';
import { Link } from 'react-router-dom';
import type { NextStep } from '../../../shared/failures';
import { failureGuide } from '../../../shared/failures';
import type { TaskDetail } from '../../../shared/tasks';
import { failureGroups, failurePhases } from '../../../shared/vocabulary';
import { useRetryMutation } from '../api';
import { useFormat, useMessages, useTerm } from '../i18n';
import type { MessageKey } from '../i18n';
import { paths } from '../paths';
import { StatusBadge } from '../ui';
import { CopyEvidence } from './CopyEvidence';
import { useTaskAct, useTaskActs } from './useTaskActs';
import type { TaskActs } from './useTaskActs';

const retryKeys: Partial<Record<NextStep, MessageKey>> = {
  retry: 'tasks.next.check-again',
  download_again: 'tasks.next.download-again',
};

/** The buttons that do what comes next, as far as this reader may, and one for who has to ask. */
const NextAct = ({ task, acts }: { task: TaskDetail; acts: TaskActs }) => {
  const { t } = useMessages();
  const act = useTaskAct();
  const [retry, { isLoading }] = useRetryMutation();
  const step = task.nextStep;
  const buttons: ReactNode[] = [];

  if (acts.canRetry) {
    buttons.push(
      <Button
        key="retry"
        startIcon={<ArrowClockwise aria-hidden />}
        loading={isLoading}
        onClick={() => void act(retry(task.taskId), t('tasks.next.retried'))}
      >
        {t((step && retryKeys[step]) ?? 'tasks.next.send-again')}
      </Button>
    );
  }
  if (step === 'check_settings' && acts.canSeeSettings) {
    buttons.push(
      <LinkButton
        key="settings"
        variant={buttons.length > 0 ? 'secondary' : 'default'}
        startIcon={<Cog aria-hidden />}
        tag={Link}
        to={paths.settings}
      >
        {t('tasks.next.settings')}
      </LinkButton>
    );
  }
  const wantsLaunch = step === 'change_parameters' || step === 'launch_again' || step === 'top_up';
  if (acts.canVary && wantsLaunch && !(acts.canRetry && step !== 'change_parameters')) {
    buttons.push(
      <LinkButton
        key="launch"
        variant={buttons.length > 0 || step === 'top_up' ? 'secondary' : 'default'}
        startIcon={<Magic aria-hidden />}
        tag={Link}
        to={paths.launchFrom(task.taskId, 'variant')}
      >
        {t(step === 'change_parameters' ? 'tasks.next.change' : 'tasks.next.launch-again')}
      </LinkButton>
    );
  }
  return (
    <Flex gap={2} wrap="wrap">
      <CopyEvidence task={task} />
      {buttons}
    </Flex>
  );
};

/** What happened, whether it was billed, and what to do next. */
export const FailureBox = ({ task }: { task: TaskDetail }) => {
  const { t, say } = useMessages();
  const termOf = useTerm();
  const { number } = useFormat();
  const acts = useTaskActs(task);
  const { failure } = task;
  if (!failure) return null;

  const isPartial = task.outputsStored > 0;
  const color = isPartial ? 'warning' : 'danger';
  const guide = failureGuide[failure.class];
  const facts = [
    t('tasks.failure.where', {
      group: termOf(failureGroups, failure.group),
      phase: termOf(failurePhases, failure.phase),
    }),
    failure.httpStatus && `HTTP ${failure.httpStatus}`,
    failure.providerCode,
    failure.retryAfter && t('tasks.failure.retry-after', { seconds: number(failure.retryAfter) }),
  ].filter(Boolean);

  return (
    <Flex
      role="alert"
      direction="column"
      alignItems="stretch"
      gap={3}
      background={`${color}100`}
      borderColor={`${color}200`}
      hasRadius
      padding={5}
    >
      <Flex gap={2} wrap="wrap">
        <StatusBadge of="failure" value={failure.class} size="S" />
        <StatusBadge of="billed" value={failure.billed} size="S" />
      </Flex>
      <Flex direction="column" alignItems="stretch" gap={1}>
        <Typography tag="h2" variant="delta" textColor={`${color}700`}>
          {isPartial
            ? t('tasks.failure.partial', {
                stored: task.outputsStored,
                expected: task.outputsExpected,
              })
            : say(guide.sentence)}
        </Typography>
        {isPartial ? <Typography>{say(guide.sentence)}</Typography> : null}
        <Typography style={{ overflowWrap: 'anywhere' }}>{failure.message}</Typography>
        <Typography variant="pi" textColor="neutral600">
          {facts.join(' · ')}
        </Typography>
      </Flex>
      <Flex justifyContent="space-between" gap={4} wrap="wrap">
        <Typography fontWeight="bold">{say(guide.next)}</Typography>
        <NextAct task={task} acts={acts} />
      </Flex>
      <Typography variant="pi" textColor="neutral600">
        {t('tasks.evidence.hint')}
      </Typography>
    </Flex>
  );
};
