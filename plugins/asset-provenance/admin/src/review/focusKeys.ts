import type { MessageKey } from '../i18n';
import type { KeyBinding } from '../ui';
import type { Comparison } from './compare/useCompare';
import { acts } from './decide/acts';
import type { GivenVerdict } from './decide/useDecide';
import type { Playback } from './stage/usePlayback';

type FocusKeys = {
  t: (key: MessageKey) => string;
  canDecide: boolean;
  isFormOpen: boolean;
  canUndo: boolean;
  comparison: Comparison;
  playback: Playback;
  moves: { toPrevious: () => void; toNext: () => void };
  onForm: (verdict: GivenVerdict) => void;
  onUndo: () => void;
  onPin: () => void;
  onEscape: () => void;
};

/** The keys of the focus view; the help lists those that do something now. */
export const focusKeys = (props: FocusKeys): KeyBinding[] => {
  const { t, canDecide, isFormOpen, canUndo, comparison, playback, moves } = props;
  const bindings: KeyBinding[] = [
    ...acts.map(({ verdict, key }) => ({
      key,
      label: t(`review.act.${verdict}`),
      onPress: () => props.onForm(verdict),
      isDisabled: !canDecide,
    })),
    {
      key: 'c',
      label: t('review.key.compare'),
      onPress: comparison.toggle,
      isDisabled: !comparison.isPossible,
    },
    { key: 'z', label: t('review.key.undo'), onPress: props.onUndo, isDisabled: !canUndo },
    { key: 'arrowleft', label: t('review.previous'), onPress: moves.toPrevious },
    { key: 'arrowright', label: t('review.next'), onPress: moves.toNext },
    {
      key: 'p',
      label: t('review.pin.mode'),
      onPress: props.onPin,
      isDisabled: comparison.isOn,
    },
  ];
  const compareKeys: KeyBinding[] = [
    {
      key: 'f',
      label: t('review.compare.switch'),
      onPress: () => comparison.activate(!comparison.isOtherActive),
    },
    { key: 'x', label: t('review.compare.swap'), onPress: comparison.swap },
    { key: 'm', label: t('review.compare.mode'), onPress: comparison.nextMode },
    {
      key: 'v',
      label: t('review.key.flip'),
      onPress: () => comparison.setFlipped(!comparison.isFlipped),
      isDisabled: comparison.mode !== 'flip',
    },
  ];
  const videoKeys: KeyBinding[] = [
    { key: 'k', label: t('review.key.play'), onPress: playback.toggle },
    { key: ' ', label: t('review.key.play'), onPress: playback.toggle },
    { key: ',', label: t('review.frame-back'), onPress: () => playback.step(-1) },
    { key: '.', label: t('review.frame-on'), onPress: () => playback.step(1) },
  ];
  return [
    ...[
      ...bindings,
      ...(comparison.isOn ? compareKeys : []),
      ...(playback.isVideo ? videoKeys : []),
    ].map((binding) => ({ ...binding, isDisabled: binding.isDisabled || isFormOpen })),
    { key: 'escape', label: t('review.key.escape'), onPress: props.onEscape },
  ];
};
