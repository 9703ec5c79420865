import type { ReactNode } from 'react';
import { Flex } from '@strapi/design-system';
import { styled } from 'styled-components';
import { ratioOf } from '../../../shared/parameters';

const Shape = styled(Flex)<{ $ratio: number; $isOn: boolean }>`
  aspect-ratio: ${({ $ratio }) => $ratio};
  ${({ $ratio }) => ($ratio >= 1 ? 'width: 100%;' : 'height: 100%;')}
  border: 2px solid
    ${({ theme, $isOn }) => ($isOn ? theme.colors.primary600 : theme.colors.neutral300)};
  border-radius: ${({ theme }) => theme.borderRadius};
  background: ${({ theme, $isOn }) => ($isOn ? theme.colors.primary100 : theme.colors.neutral100)};
`;

type RatioShapeProps = {
  aspectRatio: string;
  /** Side of the square that it stands in. */
  side: string;
  isOn?: boolean;
  /** Takes no more height than the rectangle. */
  isTight?: boolean;
  children?: ReactNode;
};

/** A rectangle in the right ratio. */
export const RatioShape = ({
  aspectRatio,
  side,
  isOn = false,
  isTight = false,
  children,
}: RatioShapeProps) => (
  <Flex
    tag="span"
    width={side}
    height={isTight && ratioOf(aspectRatio) >= 1 ? 'auto' : side}
    alignItems="center"
    justifyContent="center"
    shrink={0}
    aria-hidden={children ? undefined : true}
  >
    <Shape
      tag="span"
      direction="column"
      alignItems="center"
      justifyContent="center"
      gap={1}
      $ratio={ratioOf(aspectRatio)}
      $isOn={isOn}
    >
      {children}
    </Shape>
  </Flex>
);
