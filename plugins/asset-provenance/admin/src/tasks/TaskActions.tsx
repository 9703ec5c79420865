import { useState } from 'react';
import { Button, Dialog, Flex, LinkButton, Typography } from '@strapi/design-system';
import { ArrowsCounterClockwise, Magic } from '@strapi/icons';
import { Link, useNavigate } from 'react-router-dom';
import type { TaskDetail } from '../../../shared/tasks';
import { useReproduceMutation } from '../api';
import { useMessages } from '../i18n';
import { paths } from '../paths';
import { Notice } from '../ui';
import { CancelDialog } from './CancelDialog';
import { useTaskAct, useTaskActs } from './useTaskActs';

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
      {acts.canCancel ? <CancelDialog task={task} /> : null}
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
