import type { MessageKey } from '../../i18n';
import type { KeyBinding } from '../../ui';
import type { GivenVerdict } from '../decide/useDecide';
import { acts } from '../decide/acts';
import type { Cursor } from './useCursor';
import type { Selection } from './useSelection';

type QueueKeys = {
  t: (key: MessageKey) => string;
  columns: number;
  cursor: Cursor;
  selection: Selection;
  isFormOpen: boolean;
  canUndo: boolean;
  onForm: (verdict: GivenVerdict) => void;
  onOpen: (outputId: string) => void;
  onUndo: () => void;
  onEscape: () => void;
};

/** The keys of the grid. While a form is open only Escape is left to the screen. */
export const queueKeys = (props: QueueKeys): KeyBinding[] => {
  const { t, columns, cursor, selection, isFormOpen, canUndo } = props;
  const { outputId, index } = cursor;
  const step = (by: number) => () => void cursor.moveTo(index + by);
  const extend = (by: number) => () => {
    const from = outputId;
    const to = cursor.moveTo(index + by);
    if (to) selection.rangeTo(to, from);
  };
  const toggle = () => outputId && selection.toggle(outputId);
  /** Acts without a selection are about the card that the keys are at. */
  const decide = (verdict: GivenVerdict) => () => {
    if (selection.selected.size === 0 && outputId) selection.only(outputId);
    props.onForm(verdict);
  };
  const bindings: KeyBinding[] = [
    { key: 'arrowright', label: t('review.key.right'), onPress: step(1) },
    { key: 'arrowleft', label: t('review.key.left'), onPress: step(-1) },
    { key: 'arrowdown', label: t('review.key.down'), onPress: step(columns) },
    { key: 'arrowup', label: t('review.key.up'), onPress: step(-columns) },
    { key: 'home', label: t('review.key.first'), onPress: () => void cursor.moveTo(0) },
    {
      key: 'end',
      label: t('review.key.last'),
      onPress: () => void cursor.moveTo(Number.MAX_SAFE_INTEGER),
    },
    { key: 'shift+arrowright', label: t('review.key.extend'), onPress: extend(1) },
    { key: 'shift+arrowleft', label: t('review.key.extend-back'), onPress: extend(-1) },
    { key: 'shift+arrowdown', label: t('review.key.extend-row'), onPress: extend(columns) },
    { key: 'shift+arrowup', label: t('review.key.extend-row-back'), onPress: extend(-columns) },
    { key: ' ', label: t('review.key.select'), onPress: toggle },
    { key: 'x', label: t('review.key.select'), onPress: toggle },
    ...acts.map(({ verdict, key }) => ({
      key,
      label: t(`review.key.selected.${verdict}`),
      onPress: decide(verdict),
      isDisabled: outputId === null,
    })),
    {
      key: 'enter',
      label: t('review.key.open'),
      onPress: () => outputId && props.onOpen(outputId),
    },
    { key: 'z', label: t('review.key.undo'), onPress: props.onUndo, isDisabled: !canUndo },
  ];
  const escape = { key: 'escape', label: t('review.key.clear'), onPress: props.onEscape };
  return [
    ...bindings.map((binding) => ({ ...binding, isDisabled: binding.isDisabled || isFormOpen })),
    escape,
  ];
};
