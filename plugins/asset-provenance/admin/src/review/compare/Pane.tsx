import { forwardRef } from 'react';
import type { HTMLAttributes, ReactNode, Ref } from 'react';
import { Box, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import { Checkerboard } from '../../ui';
import type { Media } from '../../ui';
import { Layer } from '../stage/Layer';
import type { View } from '../stage/usePanZoom';

export type Side = {
  id: string;
  label: string;
  media: Media;
  alt: string;
  /** Can get a verdict: it is a result, no reference. */
  isOutput: boolean;
};

const Frame = styled(Checkerboard)<{ $ratio: string; $maxHeight: string; $isActive: boolean }>`
  position: relative;
  overflow: hidden;
  aspect-ratio: ${({ $ratio }) => $ratio};
  max-height: ${({ $maxHeight }) => $maxHeight};
  width: 100%;
  touch-action: none;
  outline: ${({ theme, $isActive }) =>
    $isActive ? `3px solid ${theme.colors.primary600}` : 'none'};
  outline-offset: -3px;
`;

const Clip = styled.div`
  position: absolute;
  inset: 0;
`;

const Label = styled(Box)<{ $at: 'left' | 'right' }>`
  position: absolute;
  top: ${({ theme }) => theme.spaces[2]};
  ${({ $at, theme }) => `${$at}: ${theme.spaces[2]};`}
  pointer-events: none;
  z-index: 1;
`;

type SideLayerProps = { side: Side; view: View; clip?: string; videoRef: Ref<HTMLVideoElement> };

/** One side, moved and scaled with its counterpart; the slider and the flip show part of it. */
export const SideLayer = ({ side, clip, ...layer }: SideLayerProps) => (
  <Clip style={{ clipPath: clip }}>
    <Layer media={side.media} alt={side.alt} {...layer} />
  </Clip>
);

type SideLabelProps = { text: string; at: 'left' | 'right'; isActive: boolean };

/** Which picture it is; the one that the keys act on is marked by word and colour. */
export const SideLabel = ({ text, at, isActive }: SideLabelProps) => (
  <Label
    $at={at}
    background={isActive ? 'primary600' : 'neutral0'}
    hasRadius
    padding={1}
    paddingLeft={2}
    paddingRight={2}
  >
    <Typography variant="pi" fontWeight="bold" textColor={isActive ? 'neutral0' : 'neutral800'}>
      {text}
    </Typography>
  </Label>
);

type PaneProps = HTMLAttributes<HTMLDivElement> & {
  children: ReactNode;
  canDrag: boolean;
  isActive?: boolean;
  /** CSS ratio of both frames: that of what is judged. */
  ratio: string;
  maxHeight: string;
};

export const Pane = forwardRef<HTMLDivElement, PaneProps>(function Pane(
  { children, canDrag, isActive = false, ratio, maxHeight, ...rest },
  ref
) {
  return (
    <Frame
      ref={ref}
      hasRadius
      $ratio={ratio}
      $maxHeight={maxHeight}
      $isActive={isActive}
      data-active={isActive || undefined}
      style={{ cursor: canDrag ? 'grab' : 'default' }}
      {...rest}
    >
      {children}
    </Frame>
  );
});
