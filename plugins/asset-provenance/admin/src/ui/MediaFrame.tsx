import { forwardRef, useLayoutEffect, useRef, useState } from 'react';
import { Box, Flex, Typography } from '@strapi/design-system';
import { FileError, Play } from '@strapi/icons';
import { styled } from 'styled-components';
import { useMessages } from '../i18n';
import { isVideo, mediaUrl } from './media';
import type { Media } from './media';

/** A checkerboard of tokens shows what is transparent, light or dark. */
export const Checkerboard = styled(Flex)`
  background-color: ${({ theme }) => theme.colors.neutral0};
  background-image: conic-gradient(
    ${({ theme }) => theme.colors.neutral150} 25%,
    transparent 0 50%,
    ${({ theme }) => theme.colors.neutral150} 0 75%,
    transparent 0
  );
  background-size: ${({ theme }) => `${theme.spaces[4]} ${theme.spaces[4]}`};
`;

const Frame = styled(Checkerboard)<{
  $ratio: string | null;
  $maxHeight: string | null;
  $scrolls: boolean;
}>`
  position: relative;
  width: 100%;
  aspect-ratio: ${({ $ratio }) => $ratio ?? 'auto'};
  max-height: ${({ $maxHeight }) => $maxHeight ?? 'none'};
  overflow: ${({ $scrolls }) => ($scrolls ? 'auto' : 'hidden')};

  img,
  video {
    display: block;
    width: 100%;
    height: 100%;
    object-fit: contain;
  }
`;

const ZoomButton = styled.button<{ $isTrue: boolean }>`
  display: block;
  ${({ $isTrue }) => ($isTrue ? 'margin: auto;' : 'width: 100%; height: 100%;')}
  border: 0;
  padding: 0;
  background: none;
  cursor: ${({ $isTrue }) => ($isTrue ? 'zoom-out' : 'zoom-in')};

  && img {
    ${({ $isTrue }) => ($isTrue ? 'width: auto; height: auto; max-width: none;' : '')}
  }
`;

const VideoMark = styled(Flex)`
  position: absolute;
  right: ${({ theme }) => theme.spaces[2]};
  bottom: ${({ theme }) => theme.spaces[2]};
  background: ${({ theme }) => theme.colors.neutral0};
  color: ${({ theme }) => theme.colors.neutral800};
  border-radius: ${({ theme }) => theme.borderRadius};
  padding: ${({ theme }) => theme.spaces[1]};
  pointer-events: none;
`;

type MediaFrameProps = {
  media: Media;
  /** Never the prompt; null where there is none yet. */
  alt: string | null;
  /** `grid`: the small format, fixed ratio, videos move on hover. `full`: the file itself, videos with controls. */
  mode?: 'grid' | 'full';
  /** CSS ratio of the frame: `4 / 3`; by default 4 / 3 in grids and the file's own in full. */
  ratio?: string;
  /** `full`: the most of the window that it takes; the picture is fitted into what is left. */
  maxHeight?: string;
  /** `full` pictures: a click toggles true pixels. */
  canShowTruePixels?: boolean;
  /** `full` videos: the browser's own controls, which lie over the picture; off where others stand below. */
  hasControls?: boolean;
};

const ratioOf = ({ width, height }: Media) => (width && height ? `${width} / ${height}` : null);

const Missing = () => {
  const { t } = useMessages();
  return (
    <Flex
      direction="column"
      justifyContent="center"
      gap={2}
      padding={4}
      width="100%"
      height="100%"
      color="neutral600"
    >
      <FileError aria-hidden width="2.4rem" height="2.4rem" />
      <Typography variant="pi" textColor="neutral600">
        {t('media.missing')}
      </Typography>
    </Flex>
  );
};

const Picture = ({
  src,
  alt,
  canZoom,
  isTrue,
  onZoom,
}: {
  src: string;
  alt: string;
  canZoom: boolean;
  isTrue: boolean;
  onZoom: () => void;
}) => {
  const { t } = useMessages();
  const picture = <img src={src} alt={alt} loading="lazy" decoding="async" />;
  if (!canZoom) return picture;
  return (
    <ZoomButton
      type="button"
      $isTrue={isTrue}
      aria-pressed={isTrue}
      title={t(isTrue ? 'media.fit' : 'media.true-pixels')}
      onClick={onZoom}
    >
      {picture}
    </ZoomButton>
  );
};

/** Picture or video, whole and never cropped, on a checkerboard. The ref is the video's, for synchronised playheads. */
export const MediaFrame = forwardRef<HTMLVideoElement, MediaFrameProps>(function MediaFrame(
  {
    media,
    alt,
    mode = 'grid',
    ratio,
    maxHeight = '70dvh',
    canShowTruePixels = false,
    hasControls = true,
  },
  videoRef
) {
  const { t } = useMessages();
  const [isTrue, setIsTrue] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  // True pixels begin in the middle of the picture, where the subject mostly is.
  useLayoutEffect(() => {
    const element = frame.current;
    if (!element || !isTrue) return;
    element.scrollLeft = (element.scrollWidth - element.clientWidth) / 2;
    element.scrollTop = (element.scrollHeight - element.clientHeight) / 2;
  }, [isTrue]);
  const isFull = mode === 'full';
  const frameRatio = ratio ?? (isFull ? ratioOf(media) : '4 / 3');
  const text = alt ?? t('media.no-alternative');

  const content = () => {
    if (!media.url) return <Missing />;
    const url = mediaUrl(media.url);
    const poster = media.thumbnailUrl ? mediaUrl(media.thumbnailUrl) : undefined;
    if (!isVideo(media.mime)) {
      const src = isFull ? url : (poster ?? url);
      return (
        <Picture
          src={src}
          alt={text}
          canZoom={isFull && canShowTruePixels}
          isTrue={isTrue}
          onZoom={() => setIsTrue(!isTrue)}
        />
      );
    }
    if (isFull)
      return (
        <video
          ref={videoRef}
          src={url}
          poster={poster}
          aria-label={text}
          controls={hasControls}
          muted
          loop
          playsInline
          preload="metadata"
        />
      );
    return (
      <>
        <video
          src={url}
          poster={poster}
          aria-label={text}
          muted
          loop
          playsInline
          preload={poster ? 'none' : 'metadata'}
          onPointerEnter={(event) => void event.currentTarget.play().catch(() => undefined)}
          onPointerLeave={(event) => event.currentTarget.pause()}
        />
        <VideoMark>
          <Play aria-label={t('media.video')} width="1.2rem" height="1.2rem" />
        </VideoMark>
      </>
    );
  };

  return (
    <Box width="100%">
      <Frame
        ref={frame}
        $ratio={frameRatio}
        $maxHeight={isFull ? maxHeight : null}
        $scrolls={isTrue}
        alignItems="stretch"
        justifyContent="stretch"
        hasRadius
      >
        {content()}
      </Frame>
    </Box>
  );
});
