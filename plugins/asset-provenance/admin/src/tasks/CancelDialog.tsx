import { Button, Dialog, Flex, Typography } from '@strapi/design-system';
import { Stop } from '@strapi/icons';
import type { CancelAbility } from '../../../shared/catalog';
import type { TaskDetail } from '../../../shared/tasks';
import type { JobState } from '../../../shared/vocabulary';
import { useCancelMutation, useCatalogQuery } from '../api';
import { useMessages } from '../i18n';
import type { MessageKey } from '../i18n';
import { useTaskAct } from './useTaskActs';

const abilityKeys: Record<CancelAbility, MessageKey> = {
  any_time: 'tasks.cancel.any-time',
  while_queued: 'tasks.cancel.while-queued',
  never: 'tasks.cancel.never',
};
const SENT: readonly JobState[] = ['submitting', 'submit_unknown', 'processing'];

/** What a cancellation can still stop, as far as the provider lets it. */
const useProspect = (task: TaskDetail): string[] => {
  const { t } = useMessages();
  const { data: catalog } = useCatalogQuery();
  const ability = catalog?.providers.find(({ id }) => id === task.providerId)?.cancel;
  const unsent = task.jobs.filter(({ state }) => state === 'queued').length;
  const sent = task.jobs.filter(({ state }) => SENT.includes(state)).length;
  if (!ability) return [t('tasks.cancel.text')];
  return [
    unsent > 0 ? t('tasks.cancel.unsent', { count: unsent }) : null,
    sent > 0 ? t(abilityKeys[ability], { count: sent }) : null,
  ].filter((line) => line !== null);
};

/** Asks before it cancels, and says what that will do. */
export const CancelDialog = ({ task }: { task: TaskDetail }) => {
  const { t } = useMessages();
  const act = useTaskAct();
  const [cancel, { isLoading }] = useCancelMutation();
  const prospect = useProspect(task);
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
          <Flex direction="column" gap={2}>
            {prospect.map((line) => (
              <Typography key={line} textAlign="center" tag="p">
                {line}
              </Typography>
            ))}
          </Flex>
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
              onClick={() => void act(cancel(task.taskId), t('tasks.cancel.asked'))}
            >
              {t('tasks.cancel')}
            </Button>
          </Dialog.Action>
        </Dialog.Footer>
      </Dialog.Content>
    </Dialog.Root>
  );
};
