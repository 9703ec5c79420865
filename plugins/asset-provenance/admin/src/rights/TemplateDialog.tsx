import { useState } from 'react';
import { Field, Grid, NumberInput } from '@strapi/design-system';
import type { LicenceTemplate, LicenceTemplateInput, ReuseLimits } from '../../../shared/reuse';
import { useSaveTemplateMutation } from '../api';
import { useMessages } from '../i18n';
import {
  ChipGroup,
  FormDialog,
  RareLimits,
  TextField,
  tidyLimits,
  useCatalogTerms,
  useFormSend,
  UsualLimits,
} from '../ui';

const noLimits: ReuseLimits = {
  channels: [],
  regions: [],
  languages: [],
  validFrom: null,
  validUntil: null,
  maximumPlacements: null,
  isReuseAllowed: true,
  isPublicUseAllowed: true,
  licence: null,
  isModificationAllowed: true,
  creditLine: null,
  isAiLabelRequired: true,
};

type TemplateDialogProps = { template: LicenceTemplate | null; onClose: () => void };

/** Writes a new template or changes one; what was approved before keeps its limits. */
export const TemplateDialog = ({ template, onClose }: TemplateDialogProps) => {
  const { t } = useMessages();
  const { purposes, purposeOf } = useCatalogTerms();
  const [save, { isLoading }] = useSaveTemplateMutation();
  const [name, setName] = useState(template?.name ?? '');
  const [chosen, setChosen] = useState<string[]>(template?.purposes ?? []);
  const [validForDays, setValidForDays] = useState(template?.validForDays ?? null);
  const [limits, setLimits] = useState<ReuseLimits>(template?.limits ?? noLimits);
  const { send, errorOf, refused, problem } = useFormSend({
    fields: ['name', 'purposes', 'validForDays', 'limits'],
    onDone: onClose,
  });

  const content: LicenceTemplateInput = {
    name,
    purposes: chosen,
    validForDays,
    limits: tidyLimits(limits),
  };
  return (
    <FormDialog
      title={
        template ? t('rights.template.edit', { name: template.name }) : t('rights.template.add')
      }
      act={t('common.save')}
      isBusy={isLoading}
      problem={problem}
      onClose={onClose}
      onAct={() =>
        send(
          name.trim()
            ? () =>
                save({ licenceTemplateId: template?.licenceTemplateId ?? null, template: content })
            : null,
          t('rights.template.saved')
        )
      }
    >
      <TextField
        isRequired
        label={t('rights.template.name')}
        value={name}
        error={errorOf('name', name)}
        onChange={setName}
      />
      <ChipGroup
        label={t('rights.template.purposes')}
        hint={chosen.length === 0 ? t('rights.template.all') : undefined}
        error={refused('purposes')}
        options={Object.keys(purposes).map((key) => ({ key, label: purposeOf(key) }))}
        value={chosen}
        onChange={setChosen}
      />
      <Field.Root
        hint={t('rights.template.valid-for.hint')}
        error={refused('validForDays')}
        width="100%"
      >
        <Field.Label>{t('rights.template.valid-for')}</Field.Label>
        <NumberInput
          value={validForDays ?? undefined}
          onValueChange={(value) => setValidForDays(value ?? null)}
        />
        <Field.Hint />
        <Field.Error />
      </Field.Root>
      <Grid.Root gap={4}>
        <UsualLimits limits={limits} onChange={setLimits} errorOf={refused} />
        <RareLimits limits={limits} onChange={setLimits} errorOf={refused} />
      </Grid.Root>
    </FormDialog>
  );
};
