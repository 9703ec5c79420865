import { Box, Flex, VisuallyHidden } from '@strapi/design-system';
import { styled } from 'styled-components';
import { useMessages } from '../i18n';
import { Skeleton } from '../ui/Loading';

const Columns = styled(Box)`
  container-type: inline-size;

  > div {
    display: grid;
    gap: ${({ theme }) => theme.spaces[6]};
  }
  @container (min-width: 84rem) {
    > div {
      grid-template-columns: minmax(0, 64rem) minmax(28rem, 40rem);
    }
  }
`;

const Block = ({ heights }: { heights: string[] }) => (
  <Box background="neutral0" shadow="tableShadow" hasRadius padding={6}>
    <Flex direction="column" alignItems="stretch" gap={4}>
      <Skeleton height="2.4rem" width="40%" />
      {heights.map((height, index) => (
        <Skeleton key={index} height={height} />
      ))}
    </Flex>
  </Box>
);

/** The form's own shape while it loads. */
export const LoadingForm = () => {
  const { t } = useMessages();
  return (
    <Columns aria-busy>
      <VisuallyHidden role="status">{t('common.loading')}</VisuallyHidden>
      <div aria-hidden>
        <Flex direction="column" alignItems="stretch" gap={5}>
          <Block heights={['16rem', '4rem', '4rem']} />
          <Block heights={['6rem', '9rem']} />
          <Block heights={['12rem']} />
        </Flex>
        <Block heights={['18rem', '4rem', '16rem', '4rem']} />
      </div>
    </Columns>
  );
};
