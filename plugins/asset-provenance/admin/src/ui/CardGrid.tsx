import { Box } from '@strapi/design-system';
import { styled } from 'styled-components';

/** The grid of cards, real and loading alike. */
export const CardGrid = styled(Box)`
  display: grid;
  grid-template-columns: repeat(auto-fill, minmax(min(24rem, 100%), 1fr));
  gap: ${({ theme }) => theme.spaces[4]};
  align-items: start;
`;
