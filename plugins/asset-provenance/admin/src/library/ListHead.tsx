import { Checkbox, Flex, TextButton } from '@strapi/design-system';
import { BulletList, GridFour } from '@strapi/icons';
import { LIBRARY_SORTS } from '../../../shared/library';
import { useMessages } from '../i18n';
import { Choices, namesAsTerms, TermSelect } from '../ui';
import type { Selection } from '../ui';
import type { LibraryState } from './libraryState';

/** How many are selected at the left, order and shape of the list at the right. */
export const ListHead = ({ list, selection }: { list: LibraryState; selection: Selection }) => {
  const { t } = useMessages();
  const { values, set } = list;
  const count = values.selected.length;
  const sorts = namesAsTerms(LIBRARY_SORTS.map((sort) => [sort, t(`library.sort.${sort}`)]));
  return (
    <Flex justifyContent="space-between" gap={3} wrap="wrap">
      <Flex gap={3}>
        <Checkbox
          checked={selection.areAllSelected || (count > 0 ? 'indeterminate' : false)}
          onCheckedChange={selection.toggleAll}
        >
          {count > 0 ? t('library.selected', { count }) : t('library.select-all')}
        </Checkbox>
        {count > 0 ? (
          <TextButton onClick={() => set({ selected: [] }, { replace: true })}>
            {t('library.deselect')}
          </TextButton>
        ) : null}
      </Flex>
      <Flex gap={2}>
        <TermSelect
          label={t('library.sort')}
          terms={sorts}
          value={values.sort}
          isClearable={false}
          onChange={(chosen) => set({ sort: chosen ?? 'newest' })}
        />
        <Choices
          look="segments"
          isLabelHidden
          label={t('library.shape')}
          value={values.shape}
          onChange={(shape) => set({ shape })}
          options={[
            { value: 'grid', label: t('library.shape.grid'), icon: GridFour },
            { value: 'table', label: t('library.shape.table'), icon: BulletList },
          ]}
        />
      </Flex>
    </Flex>
  );
};
