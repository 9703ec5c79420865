import { Combobox, ComboboxOption, Field } from '@strapi/design-system';
import type { Person } from '../../../shared/hand-over';
import { useMessages } from '../i18n';

type PersonSelectProps = {
  label: string;
  people: readonly Person[];
  value: string | null;
  error?: string;
  onChange: (id: string | null) => void;
};

/** A choice among people; those who left are marked. */
export const PersonSelect = ({ label, people, value, error, onChange }: PersonSelectProps) => {
  const { t } = useMessages();
  return (
    <Field.Root required error={error} width="100%">
      <Field.Label>{label}</Field.Label>
      <Combobox
        value={value ?? undefined}
        onChange={(id) => onChange(id ? String(id) : null)}
        onClear={() => onChange(null)}
        clearLabel={t('common.clear')}
        placeholder={t('hand-over.choose')}
      >
        {people.map(({ id, name, isActive }) => (
          <ComboboxOption key={id} value={id}>
            {isActive ? name : t('hand-over.left', { name })}
          </ComboboxOption>
        ))}
      </Combobox>
      <Field.Error />
    </Field.Root>
  );
};
