import { Field, SingleSelect, SingleSelectOption } from '@strapi/design-system';
import type { Term } from '../../../shared/vocabulary';
import { useMessages, useTerm } from '../i18n';

type TermSelectProps<Key extends string> = {
  label: string;
  terms: Record<Key, Term>;
  value: Key | null;
  onChange: (value: Key | null) => void;
  /** Only these, in this order; all by default. */
  only?: readonly Key[];
  /** May be empty: shows *Any* (filter) or *Not set* (field) and a clear button. */
  isClearable?: boolean;
  /** `filter`: small, the label inside. `field`: a form field with its label above. */
  as?: 'filter' | 'field';
  isRequired?: boolean;
  isDisabled?: boolean;
  hint?: string;
  error?: string;
};

/** A choice among the terms of a vocabulary record. */
export const TermSelect = <Key extends string>({
  label,
  terms,
  value,
  onChange,
  only,
  isClearable = true,
  as = 'filter',
  isRequired = false,
  isDisabled = false,
  hint,
  error,
}: TermSelectProps<Key>) => {
  const { t } = useMessages();
  const termOf = useTerm();
  // Keys of a record are typed as text by the language; these are the record's own.
  const keys = only ?? (Object.keys(terms) as Key[]);
  const isFilter = as === 'filter';

  const select = (
    <SingleSelect
      size={isFilter ? 'S' : 'M'}
      aria-label={isFilter ? label : undefined}
      placeholder={isFilter ? label : t('common.not-set')}
      value={value}
      disabled={isDisabled}
      onChange={(chosen) => onChange(keys.find((key) => key === chosen) ?? null)}
      onClear={isClearable && value !== null ? () => onChange(null) : undefined}
      clearLabel={t('common.clear')}
      customizeContent={
        isFilter ? (chosen) => `${label}: ${termOf(terms, String(chosen))}` : undefined
      }
    >
      {keys.map((key) => (
        <SingleSelectOption key={key} value={key}>
          {termOf(terms, key)}
        </SingleSelectOption>
      ))}
    </SingleSelect>
  );
  if (isFilter) return select;
  return (
    <Field.Root required={isRequired} hint={hint} error={error} width="100%">
      <Field.Label>{label}</Field.Label>
      {select}
      <Field.Hint />
      <Field.Error />
    </Field.Root>
  );
};
