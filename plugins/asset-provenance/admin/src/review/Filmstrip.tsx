import { Box, Flex, Typography } from '@strapi/design-system';
import { Message } from '@strapi/icons';
import { styled } from 'styled-components';
import type { OutputSummary } from '../../../shared/tasks';
import { useMessages } from '../i18n';
import { MediaFrame, StatusBadge } from '../ui';

const Strip = styled(Flex)`
  overflow-x: auto;
  scroll-snap-type: x proximity;
`;

const Tile = styled.button<{ $isCurrent: boolean; $isCompared: boolean }>`
  flex: 0 0 15rem;
  width: 15rem;
  min-width: 0;
  overflow: hidden;
  scroll-snap-align: start;
  text-align: left;
  cursor: pointer;
  padding: ${({ theme }) => theme.spaces[1]};
  border-radius: ${({ theme }) => theme.borderRadius};
  border: 2px solid
    ${({ theme, $isCurrent, $isCompared }) => {
      if ($isCurrent) return theme.colors.primary600;
      return $isCompared ? theme.colors.warning500 : theme.colors.neutral200;
    }};
  background: ${({ theme }) => theme.colors.neutral0};

  &:focus-visible {
    outline: 2px solid ${({ theme }) => theme.colors.primary600};
    outline-offset: 2px;
  }
`;

type FilmstripProps = {
  outputs: readonly OutputSummary[];
  currentId: string;
  comparedId: string | null;
  /** Threads that are not resolved, by output. */
  openComments: Record<string, number>;
  onOpen: (outputId: string) => void;
};

/** The results of the same task; a click opens the case of another, in compare it changes the other side. */
export const Filmstrip = ({
  outputs,
  currentId,
  comparedId,
  openComments,
  onOpen,
}: FilmstripProps) => {
  const { t } = useMessages();
  if (outputs.length < 2) return null;
  return (
    <Box>
      <Typography variant="sigma" textColor="neutral600" tag="h2">
        {t('review.siblings')}
      </Typography>
      <Strip
        gap={2}
        alignItems="stretch"
        paddingTop={2}
        paddingBottom={2}
        role="group"
        aria-label={t('review.siblings')}
      >
        {outputs.map((output) => {
          const name = t('output.name', { ordinal: output.ordinal + 1 });
          const open = openComments[output.outputId] ?? 0;
          return (
            <Tile
              key={output.outputId}
              type="button"
              aria-label={name}
              aria-current={output.outputId === currentId || undefined}
              $isCurrent={output.outputId === currentId}
              $isCompared={output.outputId === comparedId}
              onClick={() => onOpen(output.outputId)}
            >
              <MediaFrame media={output} alt={output.alternativeText} />
              <Flex direction="column" alignItems="flex-start" gap={1} paddingTop={2}>
                <Flex gap={3} justifyContent="space-between" width="100%">
                  <Typography variant="pi" fontWeight="bold" textColor="neutral800">
                    {name}
                  </Typography>
                  {open > 0 ? (
                    <Flex gap={1} color="neutral600">
                      <Message aria-hidden width="1.2rem" height="1.2rem" />
                      <Typography variant="pi" title={t('review.comments.open', { count: open })}>
                        {open}
                      </Typography>
                    </Flex>
                  ) : null}
                </Flex>
                <StatusBadge of="approval" value={output.approvalStatus} />
              </Flex>
            </Tile>
          );
        })}
      </Strip>
    </Box>
  );
};
