import { useEffect, useState } from 'react';
import type { RefObject } from 'react';
import { Flex, IconButton, Typography } from '@strapi/design-system';
import { ChevronLeft, ChevronRight, Play, Stop } from '@strapi/icons';
import { useMessages } from '../../i18n';
import { SliderInput } from './SliderInput';

type PlayBarProps = {
  /** The first leads, the others follow. */
  videos: readonly RefObject<HTMLVideoElement>[];
  frameRate: number;
};

const clock = (seconds: number) => `${seconds.toFixed(2)} s`;

/** One playhead for several videos, with frame steps. */
export const PlayBar = ({ videos, frameRate }: PlayBarProps) => {
  const { t } = useMessages();
  const [state, setState] = useState({ isPlaying: false, at: 0, length: 0 });
  const all = () => videos.flatMap(({ current }) => current ?? []);

  useEffect(() => {
    const lead = videos[0]?.current;
    if (!lead) return undefined;
    const update = () =>
      setState({ isPlaying: !lead.paused, at: lead.currentTime, length: lead.duration || 0 });
    const events = ['play', 'pause', 'timeupdate', 'seeked', 'loadedmetadata'] as const;
    events.forEach((name) => lead.addEventListener(name, update));
    update();
    return () => events.forEach((name) => lead.removeEventListener(name, update));
  }, [videos]);

  const seek = (at: number) => {
    const time = Math.min(Math.max(0, at), state.length);
    all().forEach((video) => {
      video.pause();
      video.currentTime = time;
    });
  };
  const toggle = () => {
    const [lead] = all();
    if (!lead) return;
    const starts = lead.paused;
    all().forEach((video) => {
      video.currentTime = lead.currentTime;
      if (starts) void video.play().catch(() => undefined);
      else video.pause();
    });
  };
  const step = (frames: number) =>
    seek((videos[0]?.current?.currentTime ?? 0) + frames / frameRate);

  return (
    <Flex gap={2} paddingTop={2}>
      <IconButton label={t(state.isPlaying ? 'review.pause' : 'review.play')} onClick={toggle}>
        {state.isPlaying ? <Stop /> : <Play />}
      </IconButton>
      <IconButton label={t('review.frame-back')} onClick={() => step(-1)}>
        <ChevronLeft />
      </IconButton>
      <IconButton label={t('review.frame-on')} onClick={() => step(1)}>
        <ChevronRight />
      </IconButton>
      <SliderInput
        label={t('review.playhead')}
        value={state.at}
        maximum={state.length}
        step={1 / frameRate}
        onChange={seek}
      />
      <Typography variant="pi" textColor="neutral600" style={{ whiteSpace: 'nowrap' }}>
        {clock(state.at)} / {clock(state.length)}
      </Typography>
    </Flex>
  );
};
