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

/** The other results of the same task; each leads to its own record. */
export const Siblings = ({ siblings }: { siblings: readonly OutputSummary[] }) => {
  const { t } = useMessages();
  return (
    <Row tag="ul">
      {siblings.map((sibling) => (
        <Box key={sibling.outputId} tag="li">
          <MediaFrame media={sibling} alt={sibling.alternativeText} />
          <Box paddingTop={2} paddingBottom={1}>
            <TextLink to={paths.traceOf(sibling.outputId)}>
              {t('output.name', { ordinal: sibling.ordinal + 1 })}
            </TextLink>
          </Box>
          <StatusBadge of="approval" value={sibling.approvalStatus} />
        </Box>
      ))}
    </Row>
  );
};
