import { Box, Flex, Typography } from '@strapi/design-system';
import type { Ancestor } from '../../../shared/trace';
import { derivations } from '../../../shared/vocabulary';
import { useMessages, useTerm } from '../i18n';
import { paths } from '../paths';
import { CopyId, RelativeTime, StatusBadge, TextLink, VerdictList } from '../ui';

const Step = ({ ancestor }: { ancestor: Ancestor }) => {
  const { t } = useMessages();
  const termOf = useTerm();
  const { task, derivation, verdicts } = ancestor;
  return (
    <Box tag="li">
      <Flex direction="column" alignItems="stretch" gap={2}>
        <Flex gap={2} wrap="wrap">
          <Typography fontWeight="semiBold">{termOf(derivations, derivation)}</Typography>
          <StatusBadge of="stage" value={task.stage} />
          <StatusBadge of="task" value={task.state} />
        </Flex>
        <Typography textColor="neutral600">{task.parameterSummary}</Typography>
        <Typography variant="pi" textColor="neutral600">
          {task.owner.name} · <RelativeTime at={task.launchedAt} />
        </Typography>
        <Flex gap={2} wrap="wrap">
          <TextLink to={paths.task(task.taskId)}>{t('trace.lineage.open')}</TextLink>
          <CopyId value={task.taskId} label={t('trace.task')} />
        </Flex>
        {verdicts.length > 0 ? <VerdictList verdicts={verdicts} /> : null}
      </Flex>
    </Box>
  );
};

/** The tasks that this one came from, nearest first. */
export const Lineage = ({ lineage }: { lineage: readonly Ancestor[] }) => (
  <Flex tag="ol" direction="column" alignItems="stretch" gap={5}>
    {lineage.map((ancestor) => (
      <Step key={ancestor.task.taskId} ancestor={ancestor} />
    ))}
  </Flex>
);
