import { LinkButton, Typography } from '@strapi/design-system';
import { Pencil } from '@strapi/icons';
import { Link } from 'react-router-dom';
import { stages } from '../../../shared/vocabulary';
import { useCatalogQuery } from '../api';
import { useFormat, useMessages, useTerm } from '../i18n';
import { paths } from '../paths';
import { DescriptionList, FieldRow, Panel, useCatalogTerms } from '../ui';
import { PARAMETER_FIELDS, worded } from '../ui/parameterRows';
import type { Common, CommonLaunch } from './storage';

const useModelName = () => {
  const { data: catalog } = useCatalogQuery();
  return ({ providerId, modelId }: CommonLaunch): string => {
    const provider = catalog?.providers.find(({ id }) => id === providerId);
    const model = provider?.models.find(({ id }) => id === modelId);
    return `${provider?.name ?? providerId} · ${model?.name ?? modelId}`;
  };
};

const Facts = ({ launch }: { launch: CommonLaunch }) => {
  const { t } = useMessages();
  const termOf = useTerm();
  const { number, duration } = useFormat();
  const { purposeOf, channelOf } = useCatalogTerms();
  const modelNameOf = useModelName();
  const words = { t, termOf, number, duration };
  const parameters = PARAMETER_FIELDS.flatMap((field) => {
    const value = launch.parameters[field];
    const isNone = Array.isArray(value) && value.length === 0;
    const text = isNone ? null : worded(field, value, words);
    return text ? [t('batch.problem', { field: t(`parameter.${field}`), problem: text })] : [];
  });
  const about = [launch.brand, launch.series, launch.subject].filter(Boolean).join(' · ');
  return (
    <DescriptionList>
      <FieldRow label={t('launch.purpose')}>{purposeOf(launch.purpose)}</FieldRow>
      <FieldRow label={t('launch.channel')}>{channelOf(launch.channel)}</FieldRow>
      <FieldRow label={t('launch.model')}>{modelNameOf(launch)}</FieldRow>
      <FieldRow label={t('launch.stage')}>{termOf(stages, launch.stage)}</FieldRow>
      {about ? <FieldRow label={t('batch.common.about')}>{about}</FieldRow> : null}
      <FieldRow label={t('tasks.column.parameters')}>{parameters.join(' · ')}</FieldRow>
    </DescriptionList>
  );
};

/** What every row has unless its cells say otherwise. */
export const CommonPanel = ({ common }: { common: Common | null }) => {
  const { t } = useMessages();
  return (
    <Panel
      title={t('batch.common')}
      actions={
        <LinkButton
          size="S"
          variant="tertiary"
          startIcon={<Pencil aria-hidden />}
          tag={Link}
          to={`${paths.launch}${common?.search ?? ''}`}
        >
          {t(common ? 'batch.common.change' : 'batch.common.fill')}
        </LinkButton>
      }
    >
      {common ? (
        <Facts launch={common.launch} />
      ) : (
        <Typography textColor="neutral600">{t('batch.common.none')}</Typography>
      )}
    </Panel>
  );
};
