import type { ReactNode } from 'react';
import { styled } from 'styled-components';

const Key = styled.kbd`
  border: 1px solid currentColor;
  border-radius: ${({ theme }) => theme.borderRadius};
  padding: ${({ theme }) => `0 ${theme.spaces[1]}`};
  font: inherit;
  font-size: ${({ theme }) => theme.fontSizes[0]};
  opacity: 0.7;
`;

/** The key that does the same as the button it stands in; the help tells it to those who do not see it. */
export const KeyHint = ({ children }: { children: ReactNode }) => <Key aria-hidden>{children}</Key>;
