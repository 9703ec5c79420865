import { Field, SingleSelect, SingleSelectOption } from '@strapi/design-system';
import type { LicenceTemplate } from '../../../../shared/reuse';
import { useMessages } from '../../i18n';

const NONE = 'none';

type TemplateSelectProps = {
  templates: readonly LicenceTemplate[];
  value: string | null;
  /** What no template means here. */
  none: string;
  onChange: (template: LicenceTemplate | null) => void;
};

/** Limits that are used again and again. */
export const TemplateSelect = ({ templates, value, none, onChange }: TemplateSelectProps) => {
  const { t } = useMessages();
  return (
    <Field.Root width="100%">
      <Field.Label>{t('review.template')}</Field.Label>
      <SingleSelect
        value={value ?? NONE}
        disabled={templates.length === 0}
        onChange={(chosen) =>
          onChange(templates.find((one) => one.licenceTemplateId === chosen) ?? null)
        }
      >
        <SingleSelectOption value={NONE}>{none}</SingleSelectOption>
        {templates.map(({ licenceTemplateId, name }) => (
          <SingleSelectOption key={licenceTemplateId} value={licenceTemplateId}>
            {name}
          </SingleSelectOption>
        ))}
      </SingleSelect>
    </Field.Root>
  );
};
