import { useState } from 'react';
import { Flex } from '@strapi/design-system';
import type { Catalog } from '../../../shared/catalog';
import type { Preset } from '../../../shared/presets';
import type { TaskDetail } from '../../../shared/tasks';
import { useCatalogQuery, usePresetQuery, useTaskQuery } from '../api';
import { useMessages } from '../i18n';
import { EmptyState, ErrorState, idOrNull, maybeOneOf, PageShell, useUrlState } from '../ui';
import { withPreset } from './applyPreset';
import { emptyForm } from './form';
import type { LaunchForm as Form } from './form';
import { FromTask } from './FromTask';
import { LaunchForm } from './LaunchForm';
import { LoadingForm } from './LoadingForm';
import { formFrom, PREFILLS } from './prefill';
import type { Prefill } from './prefill';
import { lastKind, lastUsedModels, saveDraft, savedDraft } from './storage';

const spec = { from: idOrNull(), as: maybeOneOf(PREFILLS), output: idOrNull(), preset: idOrNull() };

type StartProps = {
  catalog: Catalog;
  task: TaskDetail | null;
  as: Prefill;
  outputId: string | null;
  preset: Preset | null;
};

const freshForm = ({ catalog, task, as, outputId, preset }: StartProps): Form => {
  const lastUsed = lastUsedModels();
  if (task) return formFrom({ task, as, outputId, catalog, lastUsed });
  const form = emptyForm(catalog, lastUsed);
  if (preset) return withPreset(form, catalog, preset);
  const kind = lastKind();
  return kind && form.models[kind] ? { ...form, kind } : form;
};

/** Names what the form starts from, so that what was typed is kept apart for each. */
const startOf = ({ task, as, outputId, preset }: StartProps): string => {
  if (task) return [task.taskId, as, outputId].filter(Boolean).join('.');
  return preset ? `preset.${preset.presetId}.${preset.version}` : 'new';
};

/** The form with what it starts from: nothing, an earlier task, or what was typed before. */
const Start = (props: StartProps) => {
  const { catalog, task, as, outputId } = props;
  const start = startOf(props);
  const [turn, setTurn] = useState(0);
  const fresh = freshForm(props);
  const saved = savedDraft(start, fresh);
  // A draft nobody typed into is no news.
  const [isRestored] = useState(
    () => saved !== null && saved.prompt.trim() !== '' && saved.prompt !== fresh.prompt
  );

  return (
    <Flex direction="column" alignItems="stretch" gap={5}>
      {task ? <FromTask task={task} as={as} outputId={outputId} /> : null}
      <LaunchForm
        key={turn}
        catalog={catalog}
        start={start}
        initial={() => savedDraft(start, fresh) ?? fresh}
        isRestored={isRestored && turn === 0}
        onStartAnew={() => {
          saveDraft(start, null);
          setTurn(turn + 1);
        }}
      />
    </Flex>
  );
};

export const LaunchPage = () => {
  const { t } = useMessages();
  const { values } = useUrlState(spec);
  const { from, output, preset } = values;
  const as = values.as ?? 'variant';
  const { data: catalog, error, isFetching, refetch } = useCatalogQuery();
  const source = useTaskQuery(from ?? '', { skip: !from });
  const chosen = usePresetQuery(preset ?? '', { skip: !preset });

  const content = () => {
    if (error && !catalog)
      return <ErrorState error={error} onRetry={refetch} isRetrying={isFetching} />;
    if (from && source.error)
      return (
        <ErrorState error={source.error} onRetry={source.refetch} isRetrying={source.isFetching} />
      );
    if (preset && chosen.error)
      return (
        <ErrorState error={chosen.error} onRetry={chosen.refetch} isRetrying={chosen.isFetching} />
      );
    if (!catalog || (from && !source.data) || (preset && !chosen.data)) return <LoadingForm />;
    if (!catalog.providers.some(({ models }) => models.length > 0))
      return <EmptyState of="pictures">{t('launch.empty')}</EmptyState>;
    return (
      <Start
        key={`${from}.${as}.${output}.${preset}`}
        catalog={catalog}
        task={from ? (source.data ?? null) : null}
        as={as}
        outputId={output}
        preset={preset ? (chosen.data ?? null) : null}
      />
    );
  };
  return (
    <PageShell title={t('launch.title')} subtitle={t('launch.subtitle')}>
      {content()}
    </PageShell>
  );
};
