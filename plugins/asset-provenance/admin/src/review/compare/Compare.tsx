import { useState } from 'react';
import { Box, Flex } from '@strapi/design-system';
import { styled } from 'styled-components';
import { useMessages } from '../../i18n';
import { isVideo } from '../../ui';
import { PlayBar } from '../stage/PlayBar';
import { usePanZoom } from '../stage/usePanZoom';
import type { Playback } from '../stage/usePlayback';
import { CompareTools } from './CompareTools';
import { Pane, SideLabel, SideLayer } from './Pane';
import type { Side } from './Pane';
import { SliderInput } from './SliderInput';
import type { Comparison } from './useCompare';

const TwoColumns = styled(Box)`
  display: grid;
  grid-template-columns: repeat(2, minmax(0, 1fr));
  gap: ${({ theme }) => theme.spaces[2]};
`;

/** The line between both pictures of the slider. */
const Divide = styled.div`
  position: absolute;
  inset: 0 auto 0 0;
  width: 2px;
  background: ${({ theme }) => theme.colors.primary600};
  pointer-events: none;
`;

type CompareProps = { comparison: Comparison; playback: Playback; maxHeight: string };
type Shown = { side: Side; isOther: boolean; index: 0 | 1 };

/** Two results, or a result and its reference, under one zoom and one playhead. */
export const Compare = ({ comparison, playback, maxHeight }: CompareProps) => {
  const { t } = useMessages();
  const { subject, other, mode, isSwapped, isFlipped, setFlipped } = comparison;
  const [at, setAt] = useState(50);
  const { view, zoomBy, fit, wheelRef, dragging } = usePanZoom();
  if (!subject || !other) return null;

  const sides: [Shown, Shown] = [
    { side: subject, isOther: false, index: 0 },
    { side: other, isOther: true, index: 1 },
  ];
  const [left, right] = isSwapped ? [sides[1], sides[0]] : sides;
  const { width, height } = subject.media;
  const ratio = width && height ? `${width} / ${height}` : '4 / 3';
  const pane = { canDrag: view.scale > 1, ratio, maxHeight };
  const isActive = ({ isOther }: Shown) => isOther === comparison.isOtherActive;
  const label = (shown: Shown) =>
    isActive(shown) ? t('review.compare.active', { name: shown.side.label }) : shown.side.label;
  const layer = (shown: Shown, clip?: string) => (
    <SideLayer
      key={shown.side.id}
      videoRef={playback.refOf[shown.index]}
      side={shown.side}
      view={view}
      clip={clip}
    />
  );
  const tag = (shown: Shown, place: 'left' | 'right') => (
    <SideLabel text={label(shown)} at={place} isActive={isActive(shown)} />
  );
  const top = isFlipped ? right : left;

  return (
    <Box tag="section" aria-label={t('review.act.compare')}>
      <CompareTools comparison={comparison} onZoom={zoomBy} onFit={fit} />
      {mode === 'side' ? (
        <TwoColumns>
          {[left, right].map((shown) => (
            <Pane
              key={shown.side.id}
              ref={wheelRef}
              isActive={isActive(shown)}
              {...pane}
              {...dragging}
              onPointerDown={(event) => {
                comparison.activate(shown.isOther);
                dragging.onPointerDown(event);
              }}
            >
              {layer(shown)}
              {tag(shown, 'left')}
            </Pane>
          ))}
        </TwoColumns>
      ) : null}
      {mode === 'slider' ? (
        <>
          <Pane ref={wheelRef} {...pane} {...dragging}>
            {layer(right, `inset(0 0 0 ${at}%)`)}
            {layer(left, `inset(0 ${100 - at}% 0 0)`)}
            <Divide style={{ left: `${at}%` }} />
            {tag(left, 'left')}
            {tag(right, 'right')}
          </Pane>
          <Flex paddingTop={2}>
            <SliderInput
              label={t('review.compare.position')}
              value={at}
              maximum={100}
              step={1}
              onChange={setAt}
            />
          </Flex>
        </>
      ) : null}
      {mode === 'flip' ? (
        <Pane
          ref={wheelRef}
          {...pane}
          {...dragging}
          onPointerEnter={() => setFlipped(true)}
          onPointerLeave={() => setFlipped(false)}
        >
          {layer(right, isFlipped ? undefined : 'inset(100%)')}
          {layer(left, isFlipped ? 'inset(100%)' : undefined)}
          {tag(top, 'left')}
        </Pane>
      ) : null}
      {isVideo(subject.media.mime) ? <PlayBar playback={playback} /> : null}
    </Box>
  );
};
