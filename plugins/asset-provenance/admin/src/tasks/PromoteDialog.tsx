import { useMemo, useState } from 'react';
import { Box, Flex, Typography } from '@strapi/design-system';
import { useNavigate } from 'react-router-dom';
import type { Catalog, ModelCapabilities } from '../../../shared/catalog';
import type { EffectiveParameters } from '../../../shared/parameters';
import type { LaunchAnswer, OutputSummary, TaskDetail } from '../../../shared/tasks';
import { qualities, stages } from '../../../shared/vocabulary';
import { useCatalogQuery, usePromoteMutation } from '../api';
import { useMessages, useTerm } from '../i18n';
import { isUnaffordable, spendOf } from '../launch/money';
import { usualImage, usualVideo, sizesOf } from '../launch/usual';
import { usePreflight } from '../launch/usePreflight';
import { paths } from '../paths';
import { Choices, FormDialog, MediaFrame, Notice, useFormSend } from '../ui';
import { Skeleton } from '../ui/Loading';
import { PromoteChanges } from './PromoteChanges';
import type { PromoteChange } from './PromoteChanges';
import { promoteRequest } from './promoteRequest';
import type { Wishes } from './promoteRequest';
import { PromoteSpend } from './PromoteSpend';
import { effectiveOf } from './shared';

/** What a final of this model and specification mostly has. */
const usualWishes = (
  task: TaskDetail,
  effective: EffectiveParameters,
  model: ModelCapabilities,
  catalog: Catalog
): Wishes => {
  const specification =
    catalog.specifications.find(
      ({ purpose, channel, name }) =>
        purpose === task.purpose && channel === task.channel && name === task.specification
    ) ?? null;
  // The ratio is the draft's: only how large and how good it is may change.
  const sameRatio = specification?.aspectRatio === effective.aspectRatio ? specification : null;
  const wanted = { model, stage: 'final' as const, specification: sameRatio };
  if (effective.kind === 'image') {
    const current = { ...effective, count: 1 };
    const { size, quality } = usualImage({ ...wanted, current });
    return { size, quality, resolution: null };
  }
  const { resolution } = usualVideo({ ...wanted, current: { ...effective, count: 1 } });
  return { size: null, quality: null, resolution };
};

type FormProps = {
  task: TaskDetail;
  output: OutputSummary;
  effective: EffectiveParameters;
  model: ModelCapabilities;
  catalog: Catalog;
  onClose: () => void;
};

const PromoteForm = ({ task, output, effective, model, catalog, onClose }: FormProps) => {
  const { t, say } = useMessages();
  const termOf = useTerm();
  const navigate = useNavigate();
  const [promote, { isLoading }] = usePromoteMutation();
  const [wishes, setWishes] = useState(() => usualWishes(task, effective, model, catalog));
  const { send, problem } = useFormSend<LaunchAnswer>({
    fields: [],
    onDone: (answer) => {
      onClose();
      navigate(paths.task(answer.task.taskId));
    },
  });
  const set = (patch: Partial<Wishes>) => setWishes((before) => ({ ...before, ...patch }));
  const request = useMemo(
    () => promoteRequest({ task, output, effective, wishes }),
    [task, output, effective, wishes]
  );
  const checking = usePreflight(request);
  const spend = spendOf(request, checking);
  const seed = String(output.seed ?? effective.seed ?? '—');
  const times = (size: string) => size.replace('x', ' × ');

  const changes: PromoteChange[] = [
    { label: t('launch.stage'), before: say(stages.draft), after: say(stages.final) },
    ...(effective.kind === 'image'
      ? [
          {
            label: t('parameter.size'),
            before: times(effective.size),
            after: times(wishes.size ?? effective.size),
          },
          ...(wishes.quality === null
            ? []
            : [
                {
                  label: t('parameter.quality'),
                  before: termOf(qualities, effective.quality) || '—',
                  after: termOf(qualities, wishes.quality),
                },
              ]),
        ]
      : [
          {
            label: t('parameter.resolution'),
            before: effective.resolution,
            after: wishes.resolution ?? effective.resolution,
          },
        ]),
    { label: t('parameter.count'), before: String(task.outputsExpected), after: '1' },
    ...(model.hasSeed ? [{ label: t('parameter.seed'), before: seed, after: seed }] : []),
  ];

  return (
    <FormDialog
      title={t('tasks.promote.title')}
      act={t('tasks.promote')}
      isBusy={isLoading}
      canAct={!isUnaffordable(spend)}
      problem={problem}
      onClose={onClose}
      onAct={() =>
        send(() => promote({ taskId: task.taskId, outputId: output.outputId, request: wishes }))
      }
    >
      <Flex gap={4} alignItems="flex-start" wrap="wrap">
        <Box width="20rem" shrink={0}>
          <MediaFrame media={output} alt={output.alternativeText} />
        </Box>
        <Typography flex="1" minWidth="20rem">
          {t(model.hasSeed ? 'tasks.promote.text' : 'tasks.promote.text.no-seed')}
        </Typography>
      </Flex>
      {wishes.size === null ? null : (
        <Choices
          label={t('parameter.size')}
          value={wishes.size}
          onChange={(size) => set({ size })}
          options={sizesOf(model, effective.aspectRatio).map((size) => ({
            value: size,
            label: times(size),
          }))}
        />
      )}
      {wishes.quality === null ? null : (
        <Choices
          label={t('parameter.quality')}
          value={wishes.quality}
          onChange={(quality) => set({ quality })}
          options={model.qualities.map((value) => ({ value, label: termOf(qualities, value) }))}
        />
      )}
      {wishes.resolution === null ? null : (
        <Choices
          label={t('parameter.resolution')}
          value={wishes.resolution}
          onChange={(resolution) => set({ resolution })}
          options={model.resolutions.map((value) => ({ value, label: value }))}
        />
      )}
      <PromoteChanges changes={changes} />
      <PromoteSpend
        spend={spend}
        checking={checking}
        priceHint={say(model.priceHint)}
        onChange={set}
      />
    </FormDialog>
  );
};

/** Makes a final from a chosen draft, and shows what changes. */
export const PromoteDialog = ({
  task,
  output,
  onClose,
}: {
  task: TaskDetail;
  output: OutputSummary;
  onClose: () => void;
}) => {
  const { t } = useMessages();
  const { data: catalog } = useCatalogQuery();
  const effective = effectiveOf(task, output);
  const model = catalog?.providers
    .find(({ id }) => id === task.providerId)
    ?.models.find(({ id }) => id === task.modelId);

  if (catalog && model && effective)
    return <PromoteForm {...{ task, output, effective, model, catalog, onClose }} />;
  return (
    <FormDialog
      title={t('tasks.promote.title')}
      act={t('tasks.promote')}
      canAct={false}
      onAct={() => undefined}
      onClose={onClose}
    >
      {catalog ? (
        <Notice of="warning">{t('tasks.promote.no-model')}</Notice>
      ) : (
        <Skeleton height="16rem" />
      )}
    </FormDialog>
  );
};
