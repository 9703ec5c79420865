import { Box } from '@strapi/design-system';
import { styled } from 'styled-components';
import type { OutputSummary } from '../../../shared/tasks';
import { useMessages } from '../i18n';
import { paths } from '../paths';
import { MediaFrame, StatusBadge, TextLink } from '../ui';

const Row = styled(Box)`
  display: grid;
  grid-template-columns: repeat(auto-fill, minmax(16rem, 1fr));
  gap: ${({ theme }) => theme.spaces[4]};
`;

/** Results beside or after one: of its task, or made from it; each leads to its own record. */
export const Relatives = ({ outputs }: { outputs: readonly OutputSummary[] }) => {
  const { t } = useMessages();
  const isOneTask = new Set(outputs.map(({ taskId }) => taskId)).size === 1;
  const nameOf = ({ ordinal, taskId }: OutputSummary): string =>
    [t('output.name', { ordinal: ordinal + 1 }), ...(isOneTask ? [] : [taskId.slice(0, 8)])].join(
      ' · '
    );
  return (
    <Row tag="ul">
      {outputs.map((output) => (
        <Box key={output.outputId} tag="li">
          <MediaFrame media={output} alt={output.alternativeText} />
          <Box paddingTop={2} paddingBottom={1}>
            <TextLink to={paths.traceOf(output.outputId)}>{nameOf(output)}</TextLink>
          </Box>
          <StatusBadge of="approval" value={output.approvalStatus} />
        </Box>
      ))}
    </Row>
  );
};
