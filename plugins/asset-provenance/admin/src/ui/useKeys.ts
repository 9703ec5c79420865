import { useEffect, useRef } from 'react';

/** `key` as `KeyboardEvent.key`, lower case, with `shift+` before named keys: `a`, `enter`, `shift+arrowright`, `?`. */
export type KeyBinding = {
  key: string;
  /** What it does, for the help. */
  label: string;
  onPress: (event: KeyboardEvent) => void;
  isDisabled?: boolean;
};

const TYPING =
  'input, textarea, select, [contenteditable="true"], [role="textbox"], [role="combobox"]';
const PRESSABLE =
  'button, a[href], summary, [role="button"], [role="tab"], [role="checkbox"], [role="radio"], [role="switch"]';
const OVERLAYS = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]';

const comboOf = (event: KeyboardEvent) => {
  const key = event.key.toLowerCase();
  return event.shiftKey && key.length > 1 ? `shift+${key}` : key;
};

/** Keys belong to a field, a focused button or an open dialog before they belong to the screen. */
const belongsElsewhere = (event: KeyboardEvent) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing)
    return true;
  const target = event.target instanceof Element ? event.target : null;
  if (target?.closest(TYPING)) return true;
  if ((event.key === 'Enter' || event.key === ' ') && target?.closest(PRESSABLE)) return true;
  return document.querySelector(OVERLAYS) !== null;
};

/** Keys of a screen; silent while typing and while a dialog or menu is open. */
export const useKeys = (bindings: readonly KeyBinding[]) => {
  const latest = useRef(bindings);
  useEffect(() => {
    latest.current = bindings;
  });

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const combo = comboOf(event);
      const binding = latest.current.find(({ key, isDisabled }) => key === combo && !isDisabled);
      if (!binding || belongsElsewhere(event)) return;
      event.preventDefault();
      binding.onPress(event);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
};
