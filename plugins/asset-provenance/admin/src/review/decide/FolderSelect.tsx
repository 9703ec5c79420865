import { Field, SingleSelect, SingleSelectOption } from '@strapi/design-system';
import type { ReviewCase } from '../../../../shared/review';
import { useFoldersQuery } from '../../api';
import { useMessages } from '../../i18n';

const HERE = 'here';

type FolderSelectProps = {
  /** Where it is kept now. */
  current: ReviewCase['folder'];
  /** null: where it is. */
  value: number | null;
  error?: string;
  onChange: (folderId: number | null) => void;
};

/** The folder of the Media Library where an approved file is kept from now on. */
export const FolderSelect = ({ current, value, error, onChange }: FolderSelectProps) => {
  const { t } = useMessages();
  const { data: folders = [] } = useFoldersQuery();
  const others = folders.filter(({ id }) => id !== current.id);
  return (
    <Field.Root error={error} width="100%">
      <Field.Label>{t('review.folder')}</Field.Label>
      <SingleSelect
        value={value === null ? HERE : String(value)}
        onChange={(chosen) => onChange(chosen === HERE ? null : Number(chosen))}
      >
        <SingleSelectOption value={HERE}>
          {t('review.folder.here', { path: current.path })}
        </SingleSelectOption>
        {others.map(({ id, path }) => (
          <SingleSelectOption key={id} value={String(id)}>
            {path}
          </SingleSelectOption>
        ))}
      </SingleSelect>
      <Field.Error />
    </Field.Root>
  );
};
