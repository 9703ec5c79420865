import type { Actor, FieldProblem, Specification, Stage } from '../../../shared';
import { pixelsOf, ratioOf } from '../../../shared';
import { conflict, notFound } from '../kernel';
import type { Kernel } from '../kernel';
import type { Media } from '../media/service';
import { outputs } from './content-types/output';
import type { OutputRow, TaskRow, Transitions } from './transitions';

/** How far a ratio may be off: encoders round sides to multiples of 2, 8 or 16. */
const RATIO_TOLERANCE = 0.01;

type Measures = Pick<OutputRow, 'mime' | 'width' | 'height' | 'bytes' | 'durationSeconds'>;

/** A draft that was adopted is as good as a final. */
export const stageOf = (
  task: Pick<TaskRow, 'stage'>,
  output: Pick<OutputRow, 'adoptedAt'>
): Stage => (output.adoptedAt ? 'final' : task.stage);

const formatOf = (mime: string | null): string => mime?.split('/')[1] ?? '';

const pixelProblems = (
  { width, height }: Measures,
  { size, aspectRatio }: Specification
): FieldProblem[] => {
  const [wantedWidth, wantedHeight] = pixelsOf(size);
  if (!width || !height)
    return [{ path: 'size', message: 'was not measured', zh: '未测得像素尺寸' }];
  const ratio = ratioOf(aspectRatio);
  return [
    ...(width >= wantedWidth && height >= wantedHeight
      ? []
      : [
          {
            path: 'size',
            message: `is ${width}x${height}, but at least ${size} is wanted`,
            zh: `为 ${width}x${height}，至少需要 ${size}`,
          },
        ]),
    ...(Math.abs(width / height - ratio) <= ratio * RATIO_TOLERANCE
      ? []
      : [
          {
            path: 'aspectRatio',
            message: `of ${width}x${height} is not ${aspectRatio}`,
            zh: `（${width}x${height}）不是 ${aspectRatio}`,
          },
        ]),
  ];
};

/** Every measure of a file that does not meet a specification; empty: it meets it. */
export const problemsWith = (file: Measures, specification: Specification): FieldProblem[] => {
  const { format, maxBytes, maxDurationSeconds } = specification;
  return [
    ...(formatOf(file.mime) === format
      ? []
      : [
          {
            path: 'format',
            message: `is ${formatOf(file.mime) || 'unknown'}, but ${format} is wanted`,
            zh: `为 ${formatOf(file.mime) || '未知格式'}，需要 ${format}`,
          },
        ]),
    ...pixelProblems(file, specification),
    ...(file.bytes !== null && file.bytes <= maxBytes
      ? []
      : [
          {
            path: 'bytes',
            message: `are ${file.bytes ?? 'unknown'}, but at most ${maxBytes} are allowed`,
            zh: `为 ${file.bytes ?? '未知'} 字节，最多 ${maxBytes} 字节`,
          },
        ]),
    ...(maxDurationSeconds === null ||
    (file.durationSeconds !== null && file.durationSeconds <= maxDurationSeconds)
      ? []
      : [
          {
            path: 'durationSeconds',
            message: `is ${file.durationSeconds ?? 'unknown'} s, but at most ${maxDurationSeconds} s are allowed`,
            zh: `为 ${file.durationSeconds ?? '未知'} 秒，最多 ${maxDurationSeconds} 秒`,
          },
        ]),
  ];
};

/** Whether this output could be adopted, were its file as wanted. */
const isChosenDraft = (task: TaskRow, output: OutputRow): boolean =>
  stageOf(task, output) === 'draft' &&
  output.isChosen &&
  output.state === 'stored' &&
  output.approvalStatus === 'unsubmitted';

/** Whether *adopt* would make a final of it. */
export const isAdoptable = (
  task: TaskRow,
  output: OutputRow,
  specification: Specification | null
): boolean =>
  isChosenDraft(task, output) &&
  specification !== null &&
  problemsWith(output, specification).length === 0;

const assertAdoptable = (task: TaskRow, output: OutputRow): void => {
  if (stageOf(task, output) === 'final')
    throw conflict(
      { en: 'This result is a final already.', zh: '该结果已是正式产出。' },
      { code: 'already_final' },
      { en: 'Submit it for review.', zh: '请直接送审。' }
    );
  if (output.state !== 'stored')
    throw conflict(
      { en: 'This result has no file yet.', zh: '该结果尚无文件。' },
      { code: 'not_stored' }
    );
  if (!output.isChosen)
    throw conflict(
      {
        en: 'Choose this draft first; only a chosen draft becomes a final.',
        zh: '请先选定该草稿；只有选定的草稿可以转正式产出。',
      },
      { code: 'not_chosen' }
    );
  if (output.approvalStatus !== 'unsubmitted')
    throw conflict(
      {
        en: 'The file of this draft changed, or it was submitted before.',
        zh: '该草稿的文件已变更，或已经送审。',
      },
      { code: 'not_unsubmitted', approvalStatus: output.approvalStatus }
    );
};

const assertMeets = (output: OutputRow, specification: Specification | null): Specification => {
  const generateAnew = {
    en: 'Promote it to final instead: that makes a file to the specification.',
    zh: '请改为“转正式产出”，按规格重新生成。',
  };
  if (!specification)
    throw conflict(
      {
        en: 'This task has no specification that its file could meet.',
        zh: '该任务没有可供对照的规格。',
      },
      { code: 'no_specification' },
      generateAnew
    );
  const fields = problemsWith(output, specification);
  if (fields.length === 0) return specification;
  throw conflict(
    {
      en: `The file does not meet the specification "${specification.name}": ${fields.map(({ path, message }) => `${path} ${message}`).join('; ')}.`,
      zh: `文件不符合规格“${specification.name}”：${fields.map(({ path, zh }) => `${path} ${zh}`).join('；')}。`,
    },
    { code: 'specification_not_met', fields },
    generateAnew
  );
};

type Ports = {
  kernel: Kernel;
  media: Media;
  transitions: Transitions;
  specificationOf: (task: TaskRow) => Specification | null;
  assertOwner: (actor: Actor, task: TaskRow, path: string) => void;
};

/** Drafts that turn out good enough to be used as they are. */
export const createAdoption = ({
  kernel,
  media,
  transitions,
  specificationOf,
  assertOwner,
}: Ports) => {
  const { store, transact, refuseSecrets } = kernel;

  const outputOf = async (outputId: string): Promise<OutputRow> => {
    const output = await store.findOne(outputs, { documentId: outputId });
    if (!output) throw notFound('output', 'outputId');
    return output;
  };

  const assertSameBytes = async ({ fileDocumentId, storedSha256 }: OutputRow): Promise<void> => {
    const file = fileDocumentId ? await media.file(fileDocumentId) : null;
    if (file && (await media.originalSha256(file)) === storedSha256) return;
    throw conflict(
      {
        en: 'The file was replaced or deleted after it was generated.',
        zh: '文件在生成后已被替换或删除。',
      },
      { code: 'file_changed' }
    );
  };

  return {
    /**
     * A chosen draft whose file meets the specification of its task becomes a final.
     * @throws Refusal 403 for other people's, 409 with every measure that does not fit in `fields`.
     */
    adopt: async (actor: Actor, outputId: string, reason: string): Promise<OutputRow> => {
      await refuseSecrets(actor, { reason });
      const { taskId } = await outputOf(outputId);
      return transact(actor, async (tx) => {
        const task = await transitions.lockTask(tx, taskId);
        assertOwner(actor, task, 'outputId');
        const output = await outputOf(outputId);
        assertAdoptable(task, output);
        const specification = assertMeets(output, specificationOf(task));
        await assertSameBytes(output);

        const adoption = {
          adoptedAt: tx.at.toISOString(),
          adoptedByName: actor.name,
          adoptedReason: reason,
          version: output.version + 1,
        };
        const isMine = await store.compareAndSet(
          outputs,
          { documentId: outputId, version: output.version },
          adoption
        );
        if (!isMine)
          throw conflict({
            en: 'This result changed meanwhile; look again.',
            zh: '该结果已发生变化，请重新查看。',
          });
        await tx.emit({
          type: 'output.adopted',
          aggregateType: 'output',
          aggregateId: outputId,
          aggregateVersion: adoption.version,
          taskId,
          note: reason,
          data: { storedSha256: output.storedSha256 ?? '', specification: specification.name },
        });
        return { ...output, ...adoption };
      });
    },
  };
};
