import { Flex, Typography } from '@strapi/design-system';
import type { TaskDetail } from '../../../shared/tasks';
import { derivations } from '../../../shared/vocabulary';
import { useCatalogQuery } from '../api';
import { useMessages } from '../i18n';
import { paths } from '../paths';
import { CopyId, Notice, TextLink } from '../ui';
import { offeredModels } from './form';
import { regenerateReasonOf } from './prefill';
import type { Prefill } from './prefill';

type FromTaskProps = { task: TaskDetail; as: Prefill; outputId: string | null };

/** What this launch answers or starts from; a reviewer's reason stands first. */
export const FromTask = ({ task, as, outputId }: FromTaskProps) => {
  const { t, say } = useMessages();
  const reason = as === 'regenerate' ? regenerateReasonOf({ task, outputId }) : null;
  const isPromptHidden = task.prompt === null;
  const { data: catalog } = useCatalogQuery();
  const isModelGone =
    catalog !== undefined &&
    !offeredModels(catalog, task.kind, []).some(
      ({ providerId, modelId }) => providerId === task.providerId && modelId === task.modelId
    );
  const origin = (
    <Flex gap={2} wrap="wrap">
      <TextLink to={paths.task(task.taskId)}>{t('launch.from.open')}</TextLink>
      <CopyId value={task.taskId} />
    </Flex>
  );

  return (
    <Notice
      of={reason ? 'warning' : 'info'}
      title={reason ? t('launch.from.reason') : say(derivations[as])}
      action={origin}
    >
      <Flex direction="column" alignItems="stretch" gap={1}>
        {reason ? (
          <Typography tag="blockquote" fontWeight="semiBold" style={{ whiteSpace: 'pre-wrap' }}>
            {reason}
          </Typography>
        ) : null}
        <Typography variant="pi" textColor="neutral600">
          {t(`launch.from.${as}`)}
        </Typography>
        {isModelGone ? (
          <Typography variant="pi" textColor="neutral800">
            {t('launch.from.model-gone', { model: task.modelId })}
          </Typography>
        ) : null}
        {isPromptHidden ? (
          <Typography variant="pi" textColor="neutral800">
            {t('launch.from.hidden')}
          </Typography>
        ) : null}
      </Flex>
    </Notice>
  );
};
