import { Box } from '@strapi/design-system';
import { styled } from 'styled-components';

/** Acts that stay in sight at the bottom of the window. */
export const BottomBar = styled(Box).attrs({
  tag: 'section',
  background: 'neutral0',
  shadow: 'popupShadow',
  borderColor: 'neutral200',
  hasRadius: true,
  marginTop: 4,
})`
  position: sticky;
  z-index: 2;
  bottom: 0;

  /* Wide pages scroll in a box with padding at its end, into which the bar may reach. */
  ${({ theme }) => theme.breakpoints.large} {
    bottom: ${({ theme }) => `-${theme.spaces[8]}`};
  }
`;
