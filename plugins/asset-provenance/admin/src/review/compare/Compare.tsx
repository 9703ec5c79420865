import { useMemo, useRef, useState } from 'react';
import {
  Box,
  Flex,
  IconButton,
  SingleSelect,
  SingleSelectOption,
  Tabs,
  Typography,
} from '@strapi/design-system';
import { ArrowsHorizontal, ArrowsOut, Cross, Minus, Plus } from '@strapi/icons';
import { styled } from 'styled-components';
import { useFormat, useMessages } from '../../i18n';
import { isVideo } from '../../ui';
import { COMPARE_MODES } from '../queueState';
import { Pane, SideLabel, SideLayer } from './Pane';
import type { Side } from './Pane';
import { PlayBar } from './PlayBar';
import { SliderInput } from './SliderInput';
import { useZoom, ZOOM_STEP } from './useZoom';

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

type Mode = (typeof COMPARE_MODES)[number];
type CompareProps = {
  subject: Side;
  /** What it can be compared with: siblings and references. */
  candidates: readonly Side[];
  otherId: string;
  mode: Mode;
  frameRate: number;
  onOther: (id: string) => void;
  onMode: (mode: Mode) => void;
  onClose: () => void;
};

/** Two results, or a result and its reference, under one zoom and one playhead. */
export const Compare = (props: CompareProps) => {
  const { subject, candidates, otherId, mode, frameRate, onOther, onMode, onClose } = props;
  const { t } = useMessages();
  const { percent } = useFormat();
  const { view, zoom, fit, wheelRef, dragging } = useZoom();
  const [isSwapped, setIsSwapped] = useState(false);
  const [at, setAt] = useState(50);
  const subjectVideo = useRef<HTMLVideoElement>(null);
  const otherVideo = useRef<HTMLVideoElement>(null);
  const videos = useMemo(() => [subjectVideo, otherVideo], []);

  const other = candidates.find(({ id }) => id === otherId) ?? candidates[0];
  if (!other) return null;
  const sides = [
    { side: subject, ref: subjectVideo },
    { side: other, ref: otherVideo },
  ] as const;
  const [left, right] = isSwapped ? [sides[1], sides[0]] : sides;
  const hasVideo = isVideo(subject.media.mime);
  const { width, height } = subject.media;
  const ratio = width && height ? `${width} / ${height}` : '4 / 3';
  const pane = { ref: wheelRef, canDrag: view.scale > 1, ratio, ...dragging };

  return (
    <Box tag="section" aria-label={t('review.act.compare')}>
      <Flex gap={2} paddingBottom={2} wrap="wrap" justifyContent="space-between">
        <Flex gap={2} wrap="wrap">
          <Box minWidth="16rem">
            <SingleSelect
              size="S"
              aria-label={t('review.compare.with')}
              value={other.id}
              onChange={(id) => onOther(String(id))}
              customizeContent={() => t('review.compare.with-other', { name: other.label })}
            >
              {candidates.map(({ id, label }) => (
                <SingleSelectOption key={id} value={id}>
                  {label}
                </SingleSelectOption>
              ))}
            </SingleSelect>
          </Box>
          <IconButton label={t('review.compare.swap')} onClick={() => setIsSwapped(!isSwapped)}>
            <ArrowsHorizontal />
          </IconButton>
        </Flex>
        <Flex gap={2}>
          <Tabs.Root
            variant="simple"
            value={mode}
            onValueChange={(value) => onMode(COMPARE_MODES.find((one) => one === value) ?? 'side')}
          >
            <Tabs.List aria-label={t('review.compare.mode')}>
              {COMPARE_MODES.map((one) => (
                <Tabs.Trigger key={one} value={one}>
                  {t(`review.compare.${one}`)}
                </Tabs.Trigger>
              ))}
            </Tabs.List>
          </Tabs.Root>
          <IconButton label={t('review.zoom-out')} onClick={() => zoom(1 / ZOOM_STEP)}>
            <Minus />
          </IconButton>
          <Typography variant="pi" minWidth="4rem" textAlign="center">
            {percent(view.scale * 100)}
          </Typography>
          <IconButton label={t('review.zoom-in')} onClick={() => zoom(ZOOM_STEP)}>
            <Plus />
          </IconButton>
          <IconButton label={t('media.fit')} onClick={fit}>
            <ArrowsOut />
          </IconButton>
          <IconButton label={t('review.compare.close')} onClick={onClose}>
            <Cross />
          </IconButton>
        </Flex>
      </Flex>
      {mode === 'side' ? (
        <TwoColumns>
          {[left, right].map(({ side, ref }) => (
            <Pane key={side.id} {...pane}>
              <SideLayer ref={ref} side={side} view={view} />
              <SideLabel text={side.label} at="left" />
            </Pane>
          ))}
        </TwoColumns>
      ) : (
        <>
          <Pane {...pane}>
            <SideLayer ref={right.ref} side={right.side} view={view} clip={`inset(0 0 0 ${at}%)`} />
            <SideLayer
              ref={left.ref}
              side={left.side}
              view={view}
              clip={`inset(0 ${100 - at}% 0 0)`}
            />
            <Divide style={{ left: `${at}%` }} />
            <SideLabel text={left.side.label} at="left" />
            <SideLabel text={right.side.label} at="right" />
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
      )}
      {hasVideo ? (
        <PlayBar key={`${mode}/${other.id}`} videos={videos} frameRate={frameRate} />
      ) : null}
    </Box>
  );
};
