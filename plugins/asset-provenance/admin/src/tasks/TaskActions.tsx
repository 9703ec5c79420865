import { useState } from 'react';
import { Button, Dialog, Flex, LinkButton, Typography } from '@strapi/design-system';
import { ArrowsCounterClockwise, Magic, Stop } from '@strapi/icons';
import { Link, useNavigate } from 'react-router-dom';
import type { TaskDetail } from '../../../shared/tasks';
import { useCancelMutation, useReproduceMutation } from '../api';
import { useMessages } from '../i18n';
import { paths } from '../paths';
import { Notice } from '../ui';
import { useTaskAct, useTaskActs } from './useTaskActs';

const Cancel = ({ taskId }: { taskId: string }) => {
  const { t } = useMessages();
  const act = useTaskAct();
  const [cancel, { isLoading }] = useCancelMutation();
  return (
    <Dialog.Root>
      <Dialog.Trigger>
        <Button variant="danger-light" startIcon={<Stop aria-hidden />} loading={isLoading}>
          {t('tasks.cancel')}
        </Button>
      </Dialog.Trigger>
      <Dialog.Content>
        <Dialog.Header>{t('tasks.cancel.title')}</Dialog.Header>
        <Dialog.Body>
          <Typography textAlign="center">{t('tasks.cancel.text')}</Typography>
        </Dialog.Body>
        <Dialog.Footer>
          <Dialog.Cancel>
            <Button variant="tertiary" fullWidth>
              {t('tasks.cancel.keep')}
            </Button>
          </Dialog.Cancel>
          <Dialog.Action>
            <Button
              variant="danger"
              fullWidth
              onClick={() => void act(cancel(taskId), t('tasks.cancel.asked'))}
            >
              {t('tasks.cancel')}
            </Button>
          </Dialog.Action>
        </Dialog.Footer>
      </Dialog.Content>
    </Dialog.Root>
  );
};

/** A new task with the effective parameters of this one, and what to expect of it. */
const Reproduce = ({ task }: { task: TaskDetail }) => {
  const { t, say } = useMessages();
  const act = useTaskAct();
  const navigate = useNavigate();
  const [isOpen, setIsOpen] = useState(false);
  const [reproduce, { isLoading }] = useReproduceMutation();
  const onReproduce = async () => {
    const done = await act(reproduce({ taskId: task.taskId }), t('tasks.reproduce.launched'));
    if (!done.ok) return;
    setIsOpen(false);
    navigate(paths.task(done.data.task.taskId));
  };
  return (
    <Dialog.Root open={isOpen} onOpenChange={setIsOpen}>
      <Dialog.Trigger>
        <Button variant="tertiary" startIcon={<ArrowsCounterClockwise aria-hidden />}>
          {t('tasks.reproduce')}
        </Button>
      </Dialog.Trigger>
      <Dialog.Content>
        <Dialog.Header>{t('tasks.reproduce.title')}</Dialog.Header>
        <Dialog.Body>
          <Flex direction="column" alignItems="stretch" gap={4} width="100%">
            <Typography>{t('tasks.reproduce.text', { count: task.outputsExpected })}</Typography>
            <Notice of={task.reproducibility.isExpected ? 'success' : 'warning'}>
              {say(task.reproducibility)}
            </Notice>
            <Typography variant="pi" textColor="neutral600">
              {task.parameterSummary}
            </Typography>
          </Flex>
        </Dialog.Body>
        <Dialog.Footer>
          <Dialog.Cancel>
            <Button variant="tertiary" fullWidth>
              {t('common.cancel')}
            </Button>
          </Dialog.Cancel>
          <Button fullWidth loading={isLoading} onClick={() => void onReproduce()}>
            {t('tasks.reproduce')}
          </Button>
        </Dialog.Footer>
      </Dialog.Content>
    </Dialog.Root>
  );
};

/** What can be done with the whole task; results have their own acts. */
export const TaskActions = ({ task }: { task: TaskDetail }) => {
  const { t } = useMessages();
  const acts = useTaskActs(task);
  return (
    <>
      {acts.canCancel ? <Cancel taskId={task.taskId} /> : null}
      {acts.canReproduce ? <Reproduce task={task} /> : null}
      {acts.canVary ? (
        <LinkButton
          variant="secondary"
          startIcon={<Magic aria-hidden />}
          tag={Link}
          to={paths.launchFrom(task.taskId, 'variant')}
        >
          {t('tasks.variant')}
        </LinkButton>
      ) : null}
    </>
  );
};
