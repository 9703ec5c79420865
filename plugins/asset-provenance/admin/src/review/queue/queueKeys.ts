import type { RefObject } from 'react';
import type { MessageKey } from '../../i18n';
import type { KeyBinding } from '../../ui';
import type { GivenVerdict } from '../decide/useDecide';
import { acts } from '../decide/acts';
import type { Cursor } from './useCursor';
import type { Selection } from './useSelection';

type QueueKeys = {
  t: (key: MessageKey) => string;
  /** Looked at when a key is pressed: it moves without the page. */
  cursor: RefObject<Cursor>;
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
  const { t, selection, isFormOpen, canUndo } = props;
  const at = (act: (cursor: Cursor) => void) => () => {
    if (props.cursor.current) act(props.cursor.current);
  };
  const atCard = (act: (outputId: string) => void) =>
    at(({ outputId }) => {
      if (outputId) act(outputId);
    });
  const step = (columns: number, rows: number) =>
    at((cursor) => void cursor.moveTo(cursor.index + columns + rows * cursor.columns));
  const extend = (columns: number, rows: number) =>
    at((cursor) => {
      const from = cursor.outputId;
      const to = cursor.moveTo(cursor.index + columns + rows * cursor.columns);
      if (to) selection.rangeTo(to, from);
    });
  const toggle = atCard(selection.toggle);
  /** Acts without a selection are about the card that the keys are at. */
  const decide = (verdict: GivenVerdict) =>
    atCard((outputId) => {
      if (selection.selected.size === 0) selection.selectOnly(outputId);
      props.onForm(verdict);
    });
  const bindings: KeyBinding[] = [
    { key: 'arrowright', label: t('review.key.right'), onPress: step(1, 0) },
    { key: 'arrowleft', label: t('review.key.left'), onPress: step(-1, 0) },
    { key: 'arrowdown', label: t('review.key.down'), onPress: step(0, 1) },
    { key: 'arrowup', label: t('review.key.up'), onPress: step(0, -1) },
    { key: 'home', label: t('review.key.first'), onPress: at((cursor) => void cursor.moveTo(0)) },
    {
      key: 'end',
      label: t('review.key.last'),
      onPress: at((cursor) => void cursor.moveTo(Number.MAX_SAFE_INTEGER)),
    },
    { key: 'shift+arrowright', label: t('review.key.extend'), onPress: extend(1, 0) },
    { key: 'shift+arrowleft', label: t('review.key.extend-back'), onPress: extend(-1, 0) },
    { key: 'shift+arrowdown', label: t('review.key.extend-row'), onPress: extend(0, 1) },
    { key: 'shift+arrowup', label: t('review.key.extend-row-back'), onPress: extend(0, -1) },
    { key: ' ', label: t('review.key.select'), onPress: toggle },
    { key: 'x', label: t('review.key.select'), onPress: toggle },
    ...acts.map(({ verdict, key }) => ({
      key,
      label: t(`review.key.selected.${verdict}`),
      onPress: decide(verdict),
    })),
    {
      key: 'enter',
      label: t('review.key.open'),
      onPress: atCard(props.onOpen),
    },
    { key: 'z', label: t('review.key.undo'), onPress: props.onUndo, isDisabled: !canUndo },
  ];
  const escape = { key: 'escape', label: t('review.key.clear'), onPress: props.onEscape };
  return [
    ...bindings.map((binding) => ({ ...binding, isDisabled: binding.isDisabled || isFormOpen })),
    escape,
  ];
};
