import { DatePicker, Field } from '@strapi/design-system';
import { useMessages } from '../i18n';

type DayFieldProps = {
  label: string;
  /** `2026-03-01`, without a time zone. */
  value: string | null;
  onChange: (day: string | null) => void;
  hint?: string;
  error?: string;
  isRequired?: boolean;
  /** `filter`: small, the label inside. `field`: a form field with its label above. */
  as?: 'filter' | 'field';
};

/** The picker works on moments in the reader's zone; a day goes in and comes out unshifted. */
const toMoment = (day: string) => new Date(`${day}T00:00:00`);
const toDay = (moment: Date) => {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
};

/** A calendar day in the site's time zone. */
export const DayField = ({
  label,
  value,
  onChange,
  hint,
  error,
  isRequired,
  as = 'field',
}: DayFieldProps) => {
  const { t } = useMessages();
  const isFilter = as === 'filter';
  const picker = (
    <DatePicker
      size={isFilter ? 'S' : 'M'}
      aria-label={isFilter ? label : undefined}
      placeholder={isFilter ? label : undefined}
      value={value ? toMoment(value) : undefined}
      onChange={(moment) => onChange(moment ? toDay(moment) : null)}
      onClear={() => onChange(null)}
      clearLabel={t('common.clear')}
    />
  );
  if (isFilter) return <Field.Root>{picker}</Field.Root>;
  return (
    <Field.Root required={isRequired} hint={hint} error={error} width="100%">
      <Field.Label>{label}</Field.Label>
      {picker}
      <Field.Hint />
      <Field.Error />
    </Field.Root>
  );
};
