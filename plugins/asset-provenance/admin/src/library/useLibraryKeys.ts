import type { LibraryItem } from '../../../shared/library';
import { useMessages } from '../i18n';
import type { KeyBinding, Selection } from '../ui';
import type { LibraryState } from './libraryState';

type KeysOf = { list: LibraryState; shown: readonly LibraryItem[]; selection: Selection };

/** Keys of the Library: through the drawer, the selection and the shape of the list. */
export const useLibraryKeys = ({ list, shown, selection }: KeysOf): KeyBinding[] => {
  const { t } = useMessages();
  const { values, set } = list;
  const at = shown.findIndex(({ fileDocumentId }) => fileDocumentId === values.open);
  const move = (steps: number) => () => {
    const next = shown[at + steps];
    if (next) set({ open: next.fileDocumentId }, { replace: true });
  };
  return [
    { key: 'arrowright', label: t('library.key.next'), onPress: move(1), isDisabled: at < 0 },
    { key: 'arrowleft', label: t('library.key.previous'), onPress: move(-1), isDisabled: at < 1 },
    {
      key: 'x',
      label: t('library.key.select'),
      onPress: () => values.open && selection.toggle(values.open),
      isDisabled: !values.open,
    },
    {
      key: 'v',
      label: t('library.key.shape'),
      onPress: () => set({ shape: values.shape === 'grid' ? 'table' : 'grid' }),
    },
    {
      key: '/',
      label: t('library.key.search'),
      onPress: () => document.querySelector<HTMLInputElement>('input[name="q"]')?.focus(),
    },
  ];
};
