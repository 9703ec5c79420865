import { useState } from 'react';
import { Button, Dialog, Flex, LinkButton, Typography } from '@strapi/design-system';
import { WarningCircle } from '@strapi/icons';
import { Link } from 'react-router-dom';
import { styled } from 'styled-components';
import type { TaskDetail } from '../../../shared/tasks';
import { useMessages } from '../i18n';
import { paths } from '../paths';
import { CopyId, mediaUrl, RelativeTime, StatusBadge, TextField } from '../ui';

const Thumbnail = styled.img`
  width: 9.6rem;
  aspect-ratio: 4 / 3;
  object-fit: contain;
  border-radius: ${({ theme }) => theme.borderRadius};
  background: ${({ theme }) => theme.colors.neutral150};
`;

type RepeatDialogProps = {
  task: TaskDetail;
  /** The typed idempotency key binds to the first task; launching anyway leaves it out. */
  hasKey: boolean;
  isLaunching: boolean;
  onLaunchAnyway: (reason: string) => void;
  onClose: () => void;
};

const FirstTask = ({ task }: { task: TaskDetail }) => {
  const { t } = useMessages();
  return (
    <Flex
      direction="column"
      alignItems="stretch"
      gap={2}
      background="neutral100"
      hasRadius
      padding={3}
      width="100%"
    >
      <Flex gap={2} wrap="wrap">
        <StatusBadge of="task" value={task.state} />
        <Typography variant="pi" textColor="neutral600">
          <RelativeTime at={task.launchedAt} />
        </Typography>
        <CopyId value={task.taskId} />
      </Flex>
      <Typography variant="pi" style={{ overflowWrap: 'anywhere' }}>
        {task.parameterSummary}
      </Typography>
      {task.thumbnails.length > 0 ? (
        <Flex gap={2} wrap="wrap">
          {task.thumbnails.map((url) => (
            <Thumbnail key={url} src={mediaUrl(url)} alt="" />
          ))}
        </Flex>
      ) : null}
      {task.repeats > 1 ? (
        <Typography variant="pi" textColor="neutral600">
          {t('launch.repeat.times', { count: task.repeats })}
        </Typography>
      ) : null}
    </Flex>
  );
};

/** The same was launched a moment ago: nothing was sent, and the first answers for it. */
export const RepeatDialog = ({
  task,
  hasKey,
  isLaunching,
  onLaunchAnyway,
  onClose,
}: RepeatDialogProps) => {
  const { t } = useMessages();
  const [reason, setReason] = useState('');
  const [isTried, setIsTried] = useState(false);

  const launch = () => {
    setIsTried(true);
    if (reason.trim()) onLaunchAnyway(reason.trim());
  };
  return (
    <Dialog.Root open onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}>
      <Dialog.Content>
        <Dialog.Header>{t('launch.repeat.title')}</Dialog.Header>
        <Dialog.Body icon={<WarningCircle fill="warning600" />}>
          <Flex direction="column" alignItems="stretch" gap={4} width="100%">
            <Typography tag="p">{t('launch.repeat.text')}</Typography>
            <FirstTask task={task} />
            <TextField
              label={t('launch.repeat.reason')}
              hint={t(hasKey ? 'launch.repeat.key' : 'launch.repeat.reason.hint')}
              value={reason}
              isLong
              error={isTried && !reason.trim() ? t('launch.repeat.reason.required') : undefined}
              onChange={setReason}
            />
          </Flex>
        </Dialog.Body>
        <Dialog.Footer>
          <Button variant="tertiary" fullWidth loading={isLaunching} onClick={launch}>
            {t('launch.repeat.anyway')}
          </Button>
          <LinkButton fullWidth tag={Link} to={paths.task(task.taskId)}>
            {t('launch.repeat.open')}
          </LinkButton>
        </Dialog.Footer>
      </Dialog.Content>
    </Dialog.Root>
  );
};
