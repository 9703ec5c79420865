import { useCallback, useRef } from 'react';
import { Box, Flex, IconButton, Typography } from '@strapi/design-system';
import { ArrowsOut, Expand, Minus, PinMap, Plus } from '@strapi/icons';
import { styled } from 'styled-components';
import type { Anchor } from '../../../../shared/review';
import type { OutputSummary } from '../../../../shared/tasks';
import { useFormat, useMessages } from '../../i18n';
import { Checkerboard, isVideo } from '../../ui';
import type { Pin } from '../comments/threads';
import { Layer } from './Layer';
import { Pins } from './Pins';
import { PlayBar } from './PlayBar';
import { useFitted } from './useFitted';
import { usePanZoom, ZOOM_STEP } from './usePanZoom';
import type { Playback } from './usePlayback';

const Frame = styled(Checkerboard)<{ $cursor: string; $ratio: string; $maxHeight: string }>`
  position: relative;
  overflow: hidden;
  width: 100%;
  aspect-ratio: ${({ $ratio }) => $ratio};
  max-height: ${({ $maxHeight }) => $maxHeight};
  cursor: ${({ $cursor }) => $cursor};
  touch-action: none;
`;

export type StagePins = {
  pins: readonly Pin[];
  draft: Anchor | null;
  activeId: string | null;
  isPinning: boolean;
  onPinning: () => void;
  onPlace: (anchor: Anchor) => void;
  onOpen: (pin: Pin) => void;
};

type StageProps = {
  output: OutputSummary;
  maxHeight: string;
  playback: Playback;
  comments: StagePins;
};

/** What is judged: whole; a click shows true pixels, dragging moves them; comments are pinned on it. */
export const Stage = ({ output, maxHeight, playback, comments }: StageProps) => {
  const { t } = useMessages();
  const { percent } = useFormat();
  const frame = useRef<HTMLDivElement | null>(null);
  const box = useFitted(frame, output);
  const isMoving = isVideo(output.mime);
  const { pins, draft, activeId, isPinning, onPinning, onPlace, onOpen } = comments;
  // True pixels of the screen, not of CSS: a dense screen shows them smaller.
  const trueScale = box && output.width ? output.width / box.width / window.devicePixelRatio : 1;

  const { view, zoomBy, zoomTo, fit, wheelRef, dragging } = usePanZoom((place) => {
    if (isPinning) {
      const element = frame.current;
      if (!box || !element) return;
      // From the frame to the picture: undo the view, then the margins around it.
      const left = (place.x - view.x) / view.scale + 0.5;
      const top = (place.y - view.y) / view.scale + 0.5;
      const x = (left * element.clientWidth - box.left) / box.width;
      const y = (top * element.clientHeight - box.top) / box.height;
      if (x < 0 || x > 1 || y < 0 || y > 1) return;
      onPlace({ x, y, timeSeconds: isMoving ? playback.now() : null });
    } else if (!isMoving) {
      if (view.scale === 1) zoomTo(trueScale, place);
      else fit();
    } else {
      playback.toggle();
    }
  });
  const isFitted = view.scale === 1;
  const attach = useCallback(
    (element: HTMLDivElement | null) => {
      // The frame is measured and listens to wheels.
      frame.current = element;
      wheelRef(element);
    },
    [wheelRef]
  );
  const text = output.alternativeText ?? t('media.no-alternative');
  const cursor = isPinning ? 'crosshair' : isMoving ? 'pointer' : isFitted ? 'zoom-in' : 'grab';

  return (
    <Box>
      <Frame
        ref={attach}
        hasRadius
        $cursor={cursor}
        $ratio={output.width && output.height ? `${output.width} / ${output.height}` : '4 / 3'}
        $maxHeight={maxHeight}
        data-stage
        {...dragging}
      >
        <Layer media={output} alt={text} view={view} videoRef={playback.refOf[0]}>
          {box ? (
            <Pins
              pins={pins}
              draft={draft}
              box={box}
              scale={view.scale}
              activeId={activeId}
              at={isMoving ? playback.at : null}
              onOpen={onOpen}
            />
          ) : null}
        </Layer>
      </Frame>
      <Flex gap={2} paddingTop={2} justifyContent="space-between" wrap="wrap">
        <Flex gap={1}>
          <IconButton
            label={t('review.zoom-out')}
            disabled={isFitted}
            onClick={() => zoomBy(1 / ZOOM_STEP)}
          >
            <Minus />
          </IconButton>
          <Typography variant="pi" minWidth="4.8rem" textAlign="center">
            {percent((view.scale / trueScale) * 100)}
          </Typography>
          <IconButton label={t('review.zoom-in')} onClick={() => zoomBy(ZOOM_STEP)}>
            <Plus />
          </IconButton>
          <IconButton
            label={t(isFitted ? 'media.true-pixels' : 'media.fit')}
            onClick={() => (isFitted ? zoomTo(trueScale) : fit())}
          >
            {isFitted ? <Expand /> : <ArrowsOut />}
          </IconButton>
        </Flex>
        <IconButton
          withTooltip
          label={t('review.pin.mode')}
          aria-pressed={isPinning}
          variant={isPinning ? 'default' : 'tertiary'}
          onClick={onPinning}
        >
          <PinMap />
        </IconButton>
      </Flex>
      {isMoving && output.url ? (
        <PlayBar playback={playback} pins={pins} activeId={activeId} onPin={onOpen} />
      ) : null}
    </Box>
  );
};
