import { styled } from 'styled-components';
import { useMessages } from '../../i18n';
import type { Anchor } from '../../../../shared/review';
import type { Pin } from '../comments/threads';
import type { Fitted } from './useFitted';

const Spot = styled.button<{ $look: 'open' | 'active' | 'resolved' }>`
  position: absolute;
  z-index: 1;
  display: grid;
  place-items: center;
  width: 2.4rem;
  height: 2.4rem;
  margin: -1.2rem 0 0 -1.2rem;
  padding: 0;
  cursor: pointer;
  border-radius: 50% 50% 50% 0;
  border: 2px solid ${({ theme }) => theme.colors.neutral0};
  box-shadow: ${({ theme }) => theme.shadows.popupShadow};
  font-size: ${({ theme }) => theme.fontSizes[1]};
  font-weight: ${({ theme }) => theme.fontWeights.bold};
  color: ${({ theme }) => theme.colors.neutral0};
  background: ${({ theme, $look }) => {
    if ($look === 'active') return theme.colors.primary600;
    return $look === 'resolved' ? theme.colors.neutral500 : theme.colors.warning600;
  }};

  &:focus-visible {
    outline: 2px solid ${({ theme }) => theme.colors.primary600};
    outline-offset: 2px;
  }
`;

/** A pin of a video is shown around its moment, in seconds. */
const AROUND = 0.4;

type PinsProps = {
  pins: readonly Pin[];
  /** Where a comment is being written. */
  draft: Anchor | null;
  box: Fitted;
  scale: number;
  activeId: string | null;
  /** Seconds of the playhead; null for pictures. */
  at: number | null;
  onOpen: (pin: Pin) => void;
};

/** Numbered places on the picture; they keep their size however far it is zoomed. */
export const Pins = ({ pins, draft, box, scale, activeId, at, onOpen }: PinsProps) => {
  const { t } = useMessages();
  const styleOf = ({ x, y }: Anchor) => ({
    left: box.left + x * box.width,
    top: box.top + y * box.height,
    transform: `scale(${1 / scale})`,
  });
  const isShown = ({ anchor, commentId }: Pin) =>
    at === null ||
    anchor.timeSeconds === null ||
    commentId === activeId ||
    Math.abs(anchor.timeSeconds - at) <= AROUND;
  return (
    <>
      {pins.filter(isShown).map((pin) => {
        const isActive = pin.commentId === activeId;
        return (
          <Spot
            key={pin.commentId}
            type="button"
            data-pin={pin.number}
            aria-label={t('review.pin', { number: pin.number })}
            aria-pressed={isActive}
            $look={isActive ? 'active' : pin.isResolved ? 'resolved' : 'open'}
            style={styleOf(pin.anchor)}
            onPointerDown={(event) => event.stopPropagation()}
            onClick={() => onOpen(pin)}
          >
            {pin.number}
          </Spot>
        );
      })}
      {draft ? (
        <Spot as="span" aria-hidden $look="active" style={styleOf(draft)}>
          +
        </Spot>
      ) : null}
    </>
  );
};
