import type {
  Adjustment,
  FieldProblem,
  ModelCapabilities,
  Parameters,
  ReferenceRole,
} from '../../../../shared';
import { NotSent } from '../../network/service';
import { frameProblems, picturesInOrder, referenceProblem } from '../about-references';
import {
  askAgain,
  failureOfAnswer,
  lostJob,
  readPoll,
  readReference,
  readSubmit,
  refusalIn,
} from '../answers';
import type { Connection, ProviderAnswer } from '../connection';
import type { JobHandle, PollAnswer, SubmitAnswer, SubmitRequest } from '../contract';
import { failure } from '../contract';
import { choiceOf, flagOf, seedAdjustment, seedOf31Bits } from '../model-extras';
import { countersOf } from '../read-values';
import { classOfError, failureOf } from './errors';
import type { VideoTask } from './schemas';
import { createdSchema, refusalSchema, videoTaskSchema } from './schemas';
import { pixelsOfVideo } from './seedance';

const DAY_MS = 86_400_000;
/** A task that was just taken may not be known everywhere yet. */
const SETTLING_MS = 600_000;

const FRAMES: readonly ReferenceRole[] = ['first_frame', 'last_frame'];
const isFrame = ({ role }: { role: ReferenceRole }) => FRAMES.includes(role);

/** The provider has three ways to use pictures, and no two of them go together. */
export const referenceProblems = ({ references }: Parameters): FieldProblem[] => {
  const frames = references.filter(isFrame);
  if (frames.length > 0 && frames.length < references.length)
    return referenceProblem(
      'mixes frames with other pictures; give a first and last frame, or reference pictures',
      '首尾帧与其他参考图不能同时使用；请只用首尾帧，或只用参考图'
    );
  return frameProblems({ references });
};

export const videoAdjustments = (
  model: ModelCapabilities,
  parameters: Parameters
): Adjustment[] => [
  ...(model.hasSeed ? seedAdjustment(parameters.seed) : []),
  ...(parameters.references.some(isFrame)
    ? [
        {
          field: 'aspectRatio',
          en: `Frames of another ratio are cropped to ${parameters.aspectRatio} around their middle.`,
          zh: `首尾帧比例不符时，将居中裁剪为 ${parameters.aspectRatio}。`,
        },
      ]
    : []),
  ...(parameters.references.some((each) => !isFrame(each)) ? [picturesInOrder] : []),
];

const bodyOf = async (
  model: ModelCapabilities,
  { parameters, references, callbackUrl }: SubmitRequest,
  expiresAfter: number | null
) => {
  if (parameters.kind !== 'video') throw new NotSent('This model makes videos.');
  const { extras } = parameters;
  const tier = choiceOf(model.extras, extras, 'service_tier');
  // The camera can be held only where there are no reference pictures.
  const hasCamera = model.extras['camera_fixed'] !== undefined && references.every(isFrame);
  return {
    model: model.id,
    content: [
      { type: 'text', text: parameters.prompt },
      ...(await Promise.all(
        references.map(async (reference) => ({
          type: 'image_url',
          image_url: { url: (await readReference(reference)).dataUrl },
          role: isFrame(reference) ? reference.role : 'reference_image',
        }))
      )),
    ],
    resolution: parameters.resolution,
    ratio: parameters.aspectRatio,
    duration: parameters.durationSeconds,
    watermark: flagOf(model.extras, extras, 'watermark', false),
    ...(model.hasSeed && parameters.seed !== null ? { seed: seedOf31Bits(parameters.seed) } : {}),
    ...(model.hasAudio ? { generate_audio: parameters.audio } : {}),
    ...(hasCamera ? { camera_fixed: flagOf(model.extras, extras, 'camera_fixed', false) } : {}),
    ...(tier ? { service_tier: tier } : {}),
    ...(callbackUrl ? { callback_url: callbackUrl } : {}),
    ...(expiresAfter === null ? {} : { execution_expires_after: expiresAfter }),
  };
};

export const submitVideo = async (
  { http }: Connection,
  apiPath: string,
  model: ModelCapabilities,
  request: SubmitRequest,
  expiresAfter: number | null
): Promise<SubmitAnswer> => {
  const answer = await http.send({
    method: 'POST',
    path: `${apiPath}/contents/generations/tasks`,
    json: await bodyOf(model, request, expiresAfter),
    timeoutSeconds: request.timeoutSeconds,
  });
  const refusal = refusalIn(answer, failureOf);
  if (refusal) return refusal;
  const error = refusalSchema.safeParse(answer.json);
  if (error.success && error.data.error.code)
    return { kind: 'refused', failure: failureOf(answer, 'submit') };
  return { kind: 'accepted', providerTaskId: readSubmit(createdSchema, answer).id };
};

const succeeded = (task: VideoTask, url: string): PollAnswer => {
  const { model, resolution, ratio } = task;
  const size = model && resolution && ratio ? pixelsOfVideo(model, resolution, ratio) : undefined;
  const expiresAt = task.updated_at
    ? new Date(task.updated_at * 1000 + DAY_MS).toISOString()
    : null;
  const seed = task.seed ?? null;
  return {
    kind: 'succeeded',
    results: [{ url, expiresAt, seed }],
    effective: {
      ...(seed === null ? {} : { seed }),
      ...(model ? { modelVersion: model } : {}),
      ...(task.revised_prompt ? { revisedPrompt: task.revised_prompt } : {}),
      ...(task.duration ? { durationSeconds: task.duration } : {}),
      ...(resolution ? { resolution } : {}),
      ...(ratio && ratio !== 'adaptive' ? { aspectRatio: ratio } : {}),
      ...(size ? { size } : {}),
    },
    cost: null,
    usage: countersOf(task.usage),
  };
};

/** The provider bills videos that it made; one that failed costs nothing. */
const failed = (answer: ProviderAnswer, task: VideoTask, message: string): PollAnswer => {
  const error = task.error ?? {};
  return {
    kind: 'failed',
    failure: {
      ...failureOfAnswer(answer, 'poll', {
        class: classOfError(error) ?? 'upstream',
        code: error.code,
        message: error.message ?? message,
        billed: 'no',
      }),
      retryable: false,
    },
  };
};

const answerOf = (answer: ProviderAnswer, task: VideoTask): PollAnswer => {
  const url = task.content?.video_url;
  switch (task.status) {
    case 'queued':
      return { kind: 'queued', progress: null, pollAfter: null };
    case 'succeeded':
      return url
        ? succeeded(task, url)
        : failed(answer, task, 'The provider says that it succeeded, and gives no video.');
    case 'failed':
      return failed(answer, task, 'The provider failed and gave no reason.');
    case 'cancelled':
      return { kind: 'cancelled' };
    case 'expired':
      return {
        kind: 'failed',
        failure: failure('cancelled_by_provider', 'poll', {
          message: 'The provider ended the task: it was not done before its time was over.',
          providerCode: task.error?.code ?? 'expired',
          httpStatus: answer.status,
        }),
      };
    default:
      return { kind: 'processing', progress: null, pollAfter: null };
  }
};

/** Records are kept for seven days, unless somebody deletes them: what became of it is not known. */
const GONE =
  'The provider no longer knows this task: its record was deleted or is older than seven days, or the key is of another account.';

export const taskPath = (apiPath: string, providerTaskId: string) =>
  `${apiPath}/contents/generations/tasks/${encodeURIComponent(providerTaskId)}`;

export const pollVideo = async (
  { http }: Connection,
  apiPath: string,
  job: JobHandle
): Promise<PollAnswer> => {
  const answer = await http.send({ method: 'GET', path: taskPath(apiPath, job.providerTaskId) });
  const isOld = Date.now() - Date.parse(job.submittedAt) > SETTLING_MS;
  if (answer.status === 404 && isOld && refusalSchema.safeParse(answer.json).success)
    return lostJob(answer, GONE, failureOf(answer, 'poll').providerCode);
  if (answer.status !== 200) throw askAgain(failureOf(answer, 'poll'));
  return answerOf(answer, readPoll(videoTaskSchema, answer));
};
