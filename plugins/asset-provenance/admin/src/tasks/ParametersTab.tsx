import { Box, Flex, Typography } from '@strapi/design-system';
import type { Reference } from '../../../shared/parameters';
import type { TaskDetail } from '../../../shared/tasks';
import { referenceRoles } from '../../../shared/vocabulary';
import { useStockFileQuery } from '../api';
import { useMessages, useTerm } from '../i18n';
import { CopyButton, Ellipsis, MediaFrame, Notice, ParameterTable } from '../ui';
import { effectiveOf } from './shared';
import { useTaskState } from './taskState';

const ReferencePicture = ({ reference }: { reference: Reference }) => {
  const { t } = useMessages();
  const termOf = useTerm();
  const { data, isLoading } = useStockFileQuery(reference.fileDocumentId);
  const name = data?.name ?? (isLoading ? t('common.loading') : t('launch.references.gone'));
  return (
    <Box width="12rem">
      <MediaFrame
        ratio="1 / 1"
        alt={name}
        media={{
          url: data?.url ?? null,
          thumbnailUrl: data?.thumbnailUrl ?? null,
          mime: data?.mime ?? null,
        }}
      />
      <Typography variant="pi" fontWeight="bold" tag="p">
        {termOf(referenceRoles, reference.role)}
      </Typography>
      <Ellipsis variant="pi" textColor="neutral600">
        {name}
      </Ellipsis>
    </Box>
  );
};

/** Requested beside effective, read-only; the result that is open decides whose effective ones. */
export const ParametersTab = ({ task }: { task: TaskDetail }) => {
  const { t, say } = useMessages();
  const { values } = useTaskState();
  const opened = task.outputs.find(({ outputId }) => outputId === values.output);
  const effective = effectiveOf(task, opened);
  const references = task.requested?.references ?? effective?.references ?? [];
  const all = JSON.stringify({ requested: task.requested, effective }, null, 2);

  return (
    <Flex direction="column" alignItems="stretch" gap={5}>
      <Flex gap={2} alignItems="flex-start" background="neutral100" hasRadius padding={3}>
        <Box flex="1" minWidth={0}>
          <Typography variant="sigma" textColor="neutral600" tag="h3">
            {t('launch.summary.public')}
          </Typography>
          <Typography style={{ overflowWrap: 'anywhere' }}>{task.parameterSummary}</Typography>
        </Box>
        <CopyButton value={task.parameterSummary} />
      </Flex>
      <ParameterTable requested={task.requested} effective={effective} />
      {references.length > 0 ? (
        <Flex gap={3} wrap="wrap" alignItems="flex-start">
          {references.map((reference) => (
            <ReferencePicture key={reference.fileDocumentId} reference={reference} />
          ))}
        </Flex>
      ) : null}
      <Notice
        of={task.reproducibility.isExpected ? 'success' : 'info'}
        title={t('tasks.reproduce')}
        action={<CopyButton value={all} label={t('tasks.parameters.copy')} />}
      >
        {say(task.reproducibility)}
      </Notice>
    </Flex>
  );
};
