import { Box, Flex, IconButton, Typography } from '@strapi/design-system';
import { ChevronLeft, ChevronRight, Play, Stop, VolumeMute, VolumeUp } from '@strapi/icons';
import { styled } from 'styled-components';
import { useMessages } from '../../i18n';
import type { Pin } from '../comments/threads';
import { SliderInput } from '../compare/SliderInput';
import type { Playback } from './usePlayback';

const clock = (seconds: number) => `${seconds.toFixed(2)} s`;

const Mark = styled.button<{ $isActive: boolean }>`
  position: absolute;
  top: -1.6rem;
  transform: translateX(-50%);
  min-width: 1.8rem;
  height: 1.6rem;
  padding: ${({ theme }) => `0 ${theme.spaces[1]}`};
  border: 0;
  cursor: pointer;
  font-size: ${({ theme }) => theme.fontSizes[0]};
  border-radius: ${({ theme }) => theme.borderRadius};
  background: ${({ theme, $isActive }) => ($isActive ? theme.colors.primary600 : theme.colors.warning600)};
  color: ${({ theme }) => theme.colors.neutral0};
`;

type PlayBarProps = {
  playback: Playback;
  /** Comments with a time, shown above the playhead. */
  pins?: readonly Pin[];
  activeId?: string | null;
  onPin?: (pin: Pin) => void;
};

/** One playhead for several videos, with frame steps. */
export const PlayBar = ({ playback, pins = [], activeId = null, onPin }: PlayBarProps) => {
  const { t } = useMessages();
  const { isPlaying, at, length, isMuted, frameRate, toggle, step, seek, toggleSound } = playback;
  const timed = length > 0 ? pins.filter(({ anchor }) => anchor.timeSeconds !== null) : [];
  return (
    <Flex gap={2} paddingTop={timed.length > 0 ? 5 : 2}>
      <IconButton label={t(isPlaying ? 'review.pause' : 'review.play')} onClick={toggle}>
        {isPlaying ? <Stop /> : <Play />}
      </IconButton>
      <IconButton label={t('review.frame-back')} onClick={() => step(-1)}>
        <ChevronLeft />
      </IconButton>
      <IconButton label={t('review.frame-on')} onClick={() => step(1)}>
        <ChevronRight />
      </IconButton>
      <IconButton
        label={t(isMuted ? 'review.unmute' : 'review.mute')}
        aria-pressed={!isMuted}
        onClick={toggleSound}
      >
        {isMuted ? <VolumeMute /> : <VolumeUp />}
      </IconButton>
      <Box position="relative" flex="1" minWidth={0}>
        {timed.map((pin) => (
          <Mark
            key={pin.commentId}
            type="button"
            aria-label={t('review.pin.at', {
              number: pin.number,
              time: clock(pin.anchor.timeSeconds ?? 0),
            })}
            $isActive={pin.commentId === activeId}
            style={{ left: `${Math.min(100, ((pin.anchor.timeSeconds ?? 0) / length) * 100)}%` }}
            onClick={() => onPin?.(pin)}
          >
            {pin.number}
          </Mark>
        ))}
        <SliderInput
          label={t('review.playhead')}
          value={at}
          maximum={length}
          step={1 / frameRate}
          onChange={seek}
        />
      </Box>
      <Typography variant="pi" textColor="neutral600" style={{ whiteSpace: 'nowrap' }}>
        {clock(at)} / {clock(length)}
      </Typography>
    </Flex>
  );
};
