import { forwardRef } from 'react';
import type { HTMLAttributes, ReactNode } from 'react';
import { Box, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import { Checkerboard, isVideo, mediaUrl } from '../../ui';
import type { Media } from '../../ui';
import type { View } from './useZoom';

export type Side = { id: string; label: string; media: Media; alt: string };

const Frame = styled(Checkerboard)<{ $ratio: string }>`
  position: relative;
  overflow: hidden;
  aspect-ratio: ${({ $ratio }) => $ratio};
  max-height: 58dvh;
  width: 100%;
  touch-action: none;
`;

const Layer = styled.div`
  position: absolute;
  inset: 0;

  img,
  video {
    display: block;
    width: 100%;
    height: 100%;
    object-fit: contain;
    pointer-events: none;
    user-select: none;
  }
`;

const Label = styled(Box)<{ $at: 'left' | 'right' }>`
  position: absolute;
  top: ${({ theme }) => theme.spaces[2]};
  ${({ $at, theme }) => `${$at}: ${theme.spaces[2]};`}
  pointer-events: none;
  z-index: 1;
`;

const transformOf = ({ scale, x, y }: View) =>
  `translate(${x * 100}%, ${y * 100}%) scale(${scale})`;

type LayerProps = { side: Side; view: View; clip?: string };

/** One picture or video, moved and scaled with its counterpart. */
export const SideLayer = forwardRef<HTMLVideoElement, LayerProps>(function SideLayer(
  { side, view, clip },
  videoRef
) {
  const { media, alt } = side;
  const url = media.url ? mediaUrl(media.url) : undefined;
  return (
    <Layer style={{ clipPath: clip }}>
      <Layer style={{ transform: transformOf(view) }}>
        {isVideo(media.mime) ? (
          <video ref={videoRef} src={url} aria-label={alt} muted loop playsInline preload="auto" />
        ) : (
          <img src={url} alt={alt} draggable={false} />
        )}
      </Layer>
    </Layer>
  );
});

export const SideLabel = ({ text, at }: { text: string; at: 'left' | 'right' }) => (
  <Label $at={at} background="neutral0" hasRadius padding={1} paddingLeft={2} paddingRight={2}>
    <Typography variant="pi" fontWeight="bold">
      {text}
    </Typography>
  </Label>
);

type PaneProps = HTMLAttributes<HTMLDivElement> & {
  children: ReactNode;
  canDrag: boolean;
  /** CSS ratio of both frames: that of what is judged. */
  ratio: string;
};

export const Pane = forwardRef<HTMLDivElement, PaneProps>(function Pane(
  { children, canDrag, ratio, ...rest },
  ref
) {
  return (
    <Frame
      ref={ref}
      hasRadius
      $ratio={ratio}
      style={{ cursor: canDrag ? 'grab' : 'default' }}
      {...rest}
    >
      {children}
    </Frame>
  );
});
