import { Box, Flex, VisuallyHidden } from '@strapi/design-system';
import { keyframes, styled } from 'styled-components';
import type { ReactNode } from 'react';
import { useMessages } from '../i18n';
import { CardGrid } from './CardGrid';

const pulse = keyframes`
  50% { opacity: 0.5; }
`;

/** A grey bar or block in the place of what loads. */
export const Skeleton = styled(Box)`
  background: ${({ theme }) => theme.colors.neutral150};
  border-radius: ${({ theme }) => theme.borderRadius};

  @media (prefers-reduced-motion: no-preference) {
    animation: ${pulse} 1.6s ease-in-out infinite;
  }
`;

const times = (count: number) => Array.from({ length: count }, (_, index) => index);

const Busy = ({ children }: { children: ReactNode }) => {
  const { t } = useMessages();
  return (
    <Box aria-busy>
      <VisuallyHidden role="status">{t('common.loading')}</VisuallyHidden>
      <div aria-hidden>{children}</div>
    </Box>
  );
};

/** Cards of `MediaCard`'s shape. */
export const LoadingCards = ({ count = 8 }: { count?: number }) => (
  <Busy>
    <CardGrid>
      {times(count).map((index) => (
        <Box key={index} background="neutral0" borderColor="neutral200" hasRadius overflow="hidden">
          <Skeleton style={{ aspectRatio: '4 / 3' }} />
          <Flex direction="column" alignItems="stretch" gap={2} padding={3}>
            <Skeleton height="2rem" width="50%" />
            <Skeleton height="1.6rem" width="80%" />
            <Skeleton height="1.6rem" width="60%" />
          </Flex>
        </Box>
      ))}
    </CardGrid>
  </Busy>
);

/** Rows of a table. */
export const LoadingRows = ({ count = 8 }: { count?: number }) => (
  <Busy>
    <Box background="neutral0" shadow="tableShadow" hasRadius>
      {times(count).map((index) => (
        <Flex
          key={index}
          gap={6}
          padding={4}
          borderColor="neutral150"
          borderStyle="solid"
          borderWidth="0 0 1px"
        >
          <Skeleton height="2.4rem" width="3.2rem" shrink={0} />
          <Skeleton height="1.6rem" width="30%" />
          <Skeleton height="1.6rem" width="20%" />
          <Skeleton height="1.6rem" width="15%" />
        </Flex>
      ))}
    </Box>
  </Busy>
);

/** A page of details: a picture at the left, a description at the right. */
export const LoadingDetail = () => (
  <Busy>
    <Flex gap={6} alignItems="stretch">
      <Skeleton style={{ aspectRatio: '4 / 3' }} flex="2" />
      <Flex direction="column" alignItems="stretch" gap={4} flex="1">
        {times(8).map((index) => (
          <Skeleton key={index} height="2rem" />
        ))}
      </Flex>
    </Flex>
  </Busy>
);
