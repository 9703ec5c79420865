import type { ReactNode } from 'react';
import { Box, Checkbox, Field, Flex, Grid, NumberInput } from '@strapi/design-system';
import type { ReuseLimits } from '../../../shared/reuse';
import { useMessages } from '../i18n';
import type { MessageKey } from '../i18n';
import { ChipGroup } from './ChipGroup';
import { DayField } from './DayField';
import { TextField } from './TextField';
import { useCatalogTerms } from './useCatalogTerms';

type FieldsProps = {
  limits: ReuseLimits;
  onChange: (limits: ReuseLimits) => void;
  errorOf: (path: string) => string | undefined;
};

const Cell = ({ children, wide = false }: { children: ReactNode; wide?: boolean }) => (
  <Grid.Item col={wide ? 6 : 3} m={wide ? 12 : 6} xs={12} direction="column" alignItems="stretch">
    {children}
  </Grid.Item>
);

const FLAGS: {
  field: 'isPublicUseAllowed' | 'isReuseAllowed' | 'isAiLabelRequired';
  label: MessageKey;
}[] = [
  { field: 'isPublicUseAllowed', label: 'review.limits.public.allowed' },
  { field: 'isReuseAllowed', label: 'review.limits.reuse.allowed' },
  { field: 'isAiLabelRequired', label: 'review.limits.ai-label' },
];

/** The limits that nearly every approval sets. */
export const UsualLimits = ({ limits, onChange, errorOf }: FieldsProps) => {
  const { t } = useMessages();
  const { channels, channelOf } = useCatalogTerms();
  const set = (patch: Partial<ReuseLimits>) => onChange({ ...limits, ...patch });
  const isBackwards =
    limits.validFrom !== null && limits.validUntil !== null && limits.validFrom > limits.validUntil;

  return (
    <>
      <Cell wide>
        <ChipGroup
          label={t('review.limits.channels')}
          hint={limits.channels.length === 0 ? t('review.limits.any-channel') : undefined}
          error={errorOf('limits.channels')}
          options={Object.keys(channels).map((key) => ({ key, label: channelOf(key) }))}
          value={limits.channels}
          onChange={(chosen) => set({ channels: chosen })}
        />
      </Cell>
      <Cell>
        <DayField
          label={t('review.limits.until')}
          value={limits.validUntil}
          error={isBackwards ? t('review.limits.backwards') : errorOf('limits.validUntil')}
          onChange={(validUntil) => set({ validUntil })}
        />
      </Cell>
      <Cell>
        <TextField
          label={t('review.limits.credit')}
          value={limits.creditLine ?? ''}
          error={errorOf('limits.creditLine')}
          onChange={(creditLine) => set({ creditLine: creditLine || null })}
        />
      </Cell>
      <Grid.Item col={12} xs={12}>
        <Flex gap={5} wrap="wrap">
          {FLAGS.map(({ field, label }) => (
            <Checkbox
              key={field}
              checked={limits[field]}
              onCheckedChange={(checked) => set({ [field]: checked === true })}
            >
              {t(label)}
            </Checkbox>
          ))}
        </Flex>
      </Grid.Item>
    </>
  );
};

const listOf = (typed: string) => typed.split(/[,，、;；]/).map((part) => part.trimStart());

/** The rare ones, under *More*. */
export const RareLimits = ({ limits, onChange, errorOf }: FieldsProps) => {
  const { t } = useMessages();
  const set = (patch: Partial<ReuseLimits>) => onChange({ ...limits, ...patch });
  const list = (field: 'regions' | 'languages', label: MessageKey) => (
    <TextField
      label={t(label)}
      hint={t('review.limits.list-hint')}
      value={limits[field].join(', ')}
      error={errorOf(`limits.${field}`)}
      onChange={(typed) => set({ [field]: typed === '' ? [] : listOf(typed) })}
    />
  );
  return (
    <>
      <Cell>
        <DayField
          label={t('review.limits.from')}
          value={limits.validFrom}
          error={errorOf('limits.validFrom')}
          onChange={(validFrom) => set({ validFrom })}
        />
      </Cell>
      <Cell>
        <TextField
          label={t('review.limits.licence')}
          value={limits.licence ?? ''}
          error={errorOf('limits.licence')}
          onChange={(licence) => set({ licence: licence || null })}
        />
      </Cell>
      <Cell>{list('regions', 'review.limits.regions')}</Cell>
      <Cell>{list('languages', 'review.limits.languages')}</Cell>
      <Cell>
        <Field.Root error={errorOf('limits.maximumPlacements')} width="100%">
          <Field.Label>{t('review.limits.placements')}</Field.Label>
          <NumberInput
            value={limits.maximumPlacements ?? undefined}
            onValueChange={(value) => set({ maximumPlacements: value ?? null })}
          />
          <Field.Error />
        </Field.Root>
      </Cell>
      <Cell>
        <Box paddingTop={6}>
          <Checkbox
            checked={limits.isModificationAllowed}
            onCheckedChange={(checked) => set({ isModificationAllowed: checked === true })}
          >
            {t('review.limits.modification.allowed')}
          </Checkbox>
        </Box>
      </Cell>
    </>
  );
};

const trimmed = (values: string[]) => values.map((value) => value.trim()).filter(Boolean);

/** Lists are typed with trailing commas and spaces; they are sent without. */
export const tidyLimits = (limits: ReuseLimits): ReuseLimits => ({
  ...limits,
  regions: trimmed(limits.regions),
  languages: trimmed(limits.languages),
});
