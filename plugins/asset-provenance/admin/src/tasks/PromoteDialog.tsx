import { useState } from 'react';
import {
  Box,
  Button,
  Flex,
  Modal,
  Table,
  Tbody,
  Td,
  Th,
  Thead,
  Tr,
  Typography,
} from '@strapi/design-system';
import { useNavigate } from 'react-router-dom';
import type { Catalog, ModelCapabilities } from '../../../shared/catalog';
import type { EffectiveParameters } from '../../../shared/parameters';
import type { OutputSummary, TaskDetail } from '../../../shared/tasks';
import { qualities, stages } from '../../../shared/vocabulary';
import type { Quality } from '../../../shared/vocabulary';
import { useAct, useCatalogQuery, usePromoteMutation } from '../api';
import { useMessages, useTerm } from '../i18n';
import { presetImage, presetVideo, sizesOf } from '../launch/presets';
import { paths } from '../paths';
import { Choices, MediaFrame, Notice } from '../ui';
import { Skeleton } from '../ui/Loading';
import { effectiveOf } from './shared';

type Wishes = { size: string | null; quality: Quality | null; resolution: string | null };

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
    const { size, quality } = presetImage({ ...wanted, current });
    return { size, quality, resolution: null };
  }
  const { resolution } = presetVideo({ ...wanted, current: { ...effective, count: 1 } });
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

type Change = { label: string; before: string; after: string };

const Changes = ({ changes }: { changes: Change[] }) => {
  const { t, say } = useMessages();
  return (
    <Table colCount={3} rowCount={changes.length + 1}>
      <Thead>
        <Tr>
          {[t('parameter.name'), say(stages.draft), say(stages.final)].map((head) => (
            <Th key={head}>
              <Typography variant="sigma">{head}</Typography>
            </Th>
          ))}
        </Tr>
      </Thead>
      <Tbody>
        {changes.map(({ label, before, after }) => (
          <Tr key={label}>
            <Td>
              <Typography variant="pi" textColor="neutral600">
                {label}
              </Typography>
            </Td>
            <Td>
              <Typography>{before}</Typography>
            </Td>
            <Td>
              <Typography
                fontWeight={before === after ? undefined : 'bold'}
                textColor={before === after ? 'neutral800' : 'primary700'}
              >
                {after}
              </Typography>
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
};

const PromoteForm = ({ task, output, effective, model, catalog, onClose }: FormProps) => {
  const { t, say } = useMessages();
  const termOf = useTerm();
  const act = useAct();
  const navigate = useNavigate();
  const [promote, { isLoading }] = usePromoteMutation();
  const [wishes, setWishes] = useState(() => usualWishes(task, effective, model, catalog));
  const [problem, setProblem] = useState<string | null>(null);
  const set = (patch: Partial<Wishes>) => setWishes((before) => ({ ...before, ...patch }));
  const times = (size: string) => size.replace('x', ' × ');

  const changes: Change[] = [
    { label: t('launch.stage'), before: say(stages.draft), after: say(stages.final) },
    ...(effective.kind === 'image'
      ? [
          {
            label: t('parameter.size'),
            before: times(effective.size),
            after: times(wishes.size ?? effective.size),
          },
          {
            label: t('parameter.quality'),
            before: termOf(qualities, effective.quality),
            after: termOf(qualities, wishes.quality ?? effective.quality),
          },
        ]
      : [
          {
            label: t('parameter.resolution'),
            before: effective.resolution,
            after: wishes.resolution ?? effective.resolution,
          },
        ]),
    { label: t('parameter.count'), before: String(task.outputsExpected), after: '1' },
    {
      label: t('parameter.seed'),
      before: String(output.seed ?? effective.seed ?? '—'),
      after: String(output.seed ?? effective.seed ?? '—'),
    },
  ];

  const send = async () => {
    const done = await act(
      promote({ taskId: task.taskId, outputId: output.outputId, request: wishes })
    );
    if (!done.ok) {
      setProblem([done.refusal.what, done.refusal.next].filter(Boolean).join(' '));
      return;
    }
    onClose();
    navigate(paths.task(done.data.task.taskId));
  };
  return (
    <>
      <Modal.Body>
        <Flex direction="column" alignItems="stretch" gap={5}>
          <Flex gap={4} alignItems="flex-start" wrap="wrap">
            <Box width="20rem" shrink={0}>
              <MediaFrame media={output} alt={output.alternativeText} />
            </Box>
            <Typography flex="1" minWidth="20rem">
              {t('tasks.promote.text')}
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
          <Changes changes={changes} />
          <Typography variant="pi" textColor="neutral600">
            {t('launch.summary.price')}: {say(model.priceHint)}
          </Typography>
          {problem ? <Notice of="danger">{problem}</Notice> : null}
        </Flex>
      </Modal.Body>
      <Modal.Footer>
        <Button variant="tertiary" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button loading={isLoading} onClick={() => void send()}>
          {t('tasks.promote')}
        </Button>
      </Modal.Footer>
    </>
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

  const content = () => {
    if (!catalog)
      return (
        <Modal.Body>
          <Skeleton height="16rem" />
        </Modal.Body>
      );
    if (!model || !effective)
      return (
        <Modal.Body>
          <Notice of="warning">{t('tasks.promote.no-model')}</Notice>
        </Modal.Body>
      );
    return <PromoteForm {...{ task, output, effective, model, catalog, onClose }} />;
  };
  return (
    <Modal.Root open onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}>
      <Modal.Content>
        <Modal.Header closeLabel={t('common.close')}>
          <Modal.Title>{t('tasks.promote.title')}</Modal.Title>
        </Modal.Header>
        {content()}
      </Modal.Content>
    </Modal.Root>
  );
};
