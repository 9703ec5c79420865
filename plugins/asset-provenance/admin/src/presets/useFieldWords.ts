import { useCallback } from 'react';
import type { PresetDifference } from '../../../shared/presets';
import { stages } from '../../../shared/vocabulary';
import { useCatalogQuery } from '../api';
import { useFormat, useMessages, useTerm } from '../i18n';
import type { MessageKey } from '../i18n';
import { useCatalogTerms } from '../ui';
import { isParameterField, worded } from '../ui/parameterRows';

const labels: Record<string, MessageKey> = {
  purpose: 'launch.purpose',
  channel: 'launch.channel',
  specification: 'launch.specification',
  stage: 'launch.stage',
  brand: 'launch.brand',
  series: 'launch.series',
  providerId: 'launch.provider',
  modelId: 'launch.model',
};
const PARAMETER = /^parameters\.(.+)$/;
const EXTRA = /^extras\./;

/** Names of the fields of a preset, and their values as a person reads them. */
export const useFieldWords = () => {
  const { t } = useMessages();
  const termOf = useTerm();
  const { number, duration } = useFormat();
  const { purposeOf, channelOf } = useCatalogTerms();
  const { data: catalog } = useCatalogQuery();

  const labelOf = useCallback(
    (field: string): string => {
      const key = labels[field];
      if (key) return t(key);
      const parameter = PARAMETER.exec(field)?.[1] ?? field;
      return isParameterField(parameter)
        ? t(`parameter.${parameter}`)
        : parameter.replace(EXTRA, '');
    },
    [t]
  );

  const valueOf = (field: string, value: PresetDifference['before']): string | null => {
    if (value === null || value === '') return null;
    const key = String(value);
    const models = catalog?.providers.flatMap((provider) => provider.models) ?? [];
    const parameter = PARAMETER.exec(field)?.[1] ?? '';
    switch (field) {
      case 'purpose':
        return purposeOf(key);
      case 'channel':
        return channelOf(key);
      case 'stage':
        return termOf(stages, key);
      case 'providerId':
        return catalog?.providers.find(({ id }) => id === key)?.name ?? key;
      case 'modelId':
        return models.find(({ id }) => id === key)?.name ?? key;
      default:
        return isParameterField(parameter)
          ? worded(parameter, value, { t, termOf, number, duration })
          : key;
    }
  };

  return { labelOf, valueOf };
};
