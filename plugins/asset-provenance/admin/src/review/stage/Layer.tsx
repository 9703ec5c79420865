import type { ReactNode, Ref } from 'react';
import { styled } from 'styled-components';
import { isVideo, mediaUrl } from '../../ui';
import type { Media } from '../../ui';
import { transformOf } from './usePanZoom';
import type { View } from './usePanZoom';

const Moved = styled.div`
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

type LayerProps = {
  media: Pick<Media, 'url' | 'mime'>;
  alt: string;
  view: View;
  videoRef: Ref<HTMLVideoElement>;
  /** What lies on the picture and moves with it. */
  children?: ReactNode;
};

/** A picture or a video that fills its frame, moved and scaled. */
export const Layer = ({ media, alt, view, videoRef, children }: LayerProps) => {
  const url = media.url ? mediaUrl(media.url) : undefined;
  return (
    <Moved style={{ transform: transformOf(view) }}>
      {isVideo(media.mime) ? (
        <video ref={videoRef} src={url} aria-label={alt} muted loop playsInline preload="auto" />
      ) : (
        <img src={url} alt={alt} draggable={false} decoding="async" />
      )}
      {children}
    </Moved>
  );
};
