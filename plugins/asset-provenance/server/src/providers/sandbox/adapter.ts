import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import sharp from 'sharp';
import type { ModelCapabilities, Parameters } from '../../../../shared';
import { ratioOf } from '../../../../shared';
import type { Kernel, RowOf } from '../../kernel';
import { NotSent } from '../../network/service';
import { ProviderError, ResultExpired, failure } from '../contract';
import type {
  Adapter,
  AdapterDefinition,
  EffectiveFacts,
  Result,
  SubmitRequest,
} from '../contract';
import { sandboxJobs } from './content-types/sandbox-job';
import { sandboxModels } from './models';
import { createSandboxRenderer } from './renderer';
import type { SandboxRenderRequest } from './renderer';
import { checkExtras, refusalOf, scriptOf, standingOf } from './script';

type SandboxJob = RowOf<typeof sandboxJobs>;

/** Longest side of a reference as the sandbox keeps it, in pixels. */
const REFERENCE_SIDE = 320;
const MAX_SEED = 4294967295;
const DEFAULT_FRAME_RATE = 24;

const even = (pixels: number) => Math.max(2, Math.round(pixels / 2) * 2);

/** Video pixels: the resolution names the short side. */
export const videoSize = (aspectRatio: string, resolution: string): [number, number] => {
  const short = Number.parseInt(resolution, 10);
  const ratio = ratioOf(aspectRatio);
  return ratio >= 1 ? [even(short * ratio), even(short)] : [even(short), even(short / ratio)];
};

const sizeOf = (parameters: Parameters): string =>
  parameters.kind === 'image'
    ? parameters.size
    : videoSize(parameters.aspectRatio, parameters.resolution).join('x');

const effectiveOf = (job: SandboxJob): EffectiveFacts => ({
  seed: job.seed,
  modelVersion: `${job.modelId} 1`,
  size: sizeOf(job.parameters),
});

const renderRequest = (job: SandboxJob, ordinal: number): SandboxRenderRequest => {
  const { parameters } = job;
  const [width = 0, height = 0] = sizeOf(parameters).split('x').map(Number);
  const common = {
    prompt: parameters.prompt,
    negativePrompt: parameters.negativePrompt,
    seed: (job.seed + ordinal) % (MAX_SEED + 1),
    aspectRatio: parameters.aspectRatio,
    stage: job.stage,
    modelId: job.modelId,
    // The seed of each output differs already, so that a single output of that seed looks the same.
    ordinal: 0,
    width,
    height,
    references: job.references.map(({ role, sha256, pictureBase64 }) => ({
      role,
      sha256,
      picture: new Uint8Array(Buffer.from(pictureBase64, 'base64')),
    })),
  };
  return parameters.kind === 'image'
    ? { ...common, kind: 'image', format: 'png', quality: parameters.quality ?? 'high' }
    : {
        ...common,
        kind: 'video',
        durationSeconds: parameters.durationSeconds,
        frameRate: parameters.frameRate ?? DEFAULT_FRAME_RATE,
        cameraMotion: parameters.cameraMotion ?? 'static',
      };
};

const addressOf = (job: SandboxJob, ordinal: number, expiresAt: number) =>
  `sandbox://${job.documentId}/${ordinal}?expires=${expiresAt}`;

const readAddress = (url: string) => {
  const match = /^sandbox:\/\/(\w+)\/(\d+)\?expires=(\d+)$/.exec(url);
  if (!match)
    throw new ProviderError(
      failure('download', 'download', { message: 'This is not an address of the sandbox.' })
    );
  return { jobId: match[1] ?? '', ordinal: Number(match[2]), expires: Number(match[3]) };
};

const keepReference = async ({ role, sha256, path }: SubmitRequest['references'][number]) => ({
  role,
  sha256,
  pictureBase64: (
    await sharp(path).resize(REFERENCE_SIDE, REFERENCE_SIDE, { fit: 'inside' }).png().toBuffer()
  ).toString('base64'),
});

/**
 * A provider that lives here and behaves as a remote one: it takes jobs, keeps them, works for a
 * while and gives addresses that expire. It draws with an algorithm; no model is used.
 */
const createSandbox = (
  { store }: Kernel,
  renderer: ReturnType<typeof createSandboxRenderer>,
  models: ModelCapabilities[]
): Adapter => {
  const jobOf = async (providerTaskId: string): Promise<SandboxJob> => {
    const job = await store.findOne(sandboxJobs, { documentId: providerTaskId });
    if (job) return job;
    throw new ProviderError(
      failure('upstream', 'poll', {
        message: 'The sandbox does not know this job.',
        httpStatus: 404,
        billed: 'no',
      })
    );
  };

  return {
    models,
    cancelAbility: 'any_time',
    checkExtras,
    adjustmentsOf: () => [],

    submit: async (request) => {
      const script = scriptOf(request.parameters);
      if (script.submit === 'not_reached')
        throw new NotSent('The sandbox was asked to refuse the connection.');
      const refusal = refusalOf(script);
      if (refusal) return refusal;
      const job = await store.insert(sandboxJobs, {
        clientKey: request.clientKey,
        modelId: request.modelId,
        stage: request.stage,
        parameters: request.parameters,
        references: await Promise.all(request.references.map(keepReference)),
        seed: request.parameters.seed ?? randomInt(MAX_SEED),
        acceptedAt: new Date().toISOString(),
      });
      if (script.submit === 'lost_answer')
        throw new Error('The connection was reset after sending.');
      return { kind: 'accepted', providerTaskId: job.documentId };
    },

    poll: async ({ providerTaskId }) => {
      const job = await jobOf(providerTaskId);
      if (job.isCancelled) return { kind: 'cancelled' };
      const script = scriptOf(job.parameters);
      const standing = standingOf(script, job.acceptedAt, Date.now());
      if (standing.kind !== 'succeeded') return standing;
      const expiresAt = Date.now() + script.urlSeconds * 1000;
      const results: Result[] = Array.from(
        { length: Math.max(0, job.parameters.count - script.missingOutputs) },
        (_, ordinal) => ({
          url: addressOf(job, ordinal, expiresAt),
          expiresAt: new Date(expiresAt).toISOString(),
          seed: (job.seed + ordinal) % (MAX_SEED + 1),
        })
      );
      return { kind: 'succeeded', results, effective: effectiveOf(job), cost: null, usage: null };
    },

    open: async (url, signal) => {
      const { jobId, ordinal, expires } = readAddress(url);
      if (Date.now() >= expires) throw new ResultExpired('The address of the sandbox has expired.');
      const job = await jobOf(jobId);
      await store.compareAndSet(
        sandboxJobs,
        { documentId: job.documentId },
        { opens: job.opens + 1 }
      );
      if (job.opens < scriptOf(job.parameters).downloadFailures) {
        throw new ProviderError(
          failure('download', 'download', {
            message: 'The sandbox was asked to fail this download.',
            httpStatus: 503,
            retryable: true,
            billed: 'yes',
          })
        );
      }
      const { bytes } = await renderer.render(renderRequest(job, ordinal), { signal });
      return Readable.from([Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)]);
    },

    cancel: async ({ providerTaskId }) => {
      await store.compareAndSet(
        sandboxJobs,
        { documentId: providerTaskId, isCancelled: false },
        { isCancelled: true }
      );
    },

    lookUp: async ({ clientKey }) => {
      const job = await store.findOne(sandboxJobs, { clientKey });
      if (!job) return { kind: 'not_taken' };
      return scriptOf(job.parameters).canBeLookedUp
        ? { kind: 'accepted', providerTaskId: job.documentId }
        : { kind: 'unknown' };
    },

    testConnection: async () => ({
      isOk: true,
      en: 'Built in; needs no key and uses no model.',
      zh: '内置；无需密钥，不使用模型。',
    }),
  };
};

/** The provider that every installation has. */
export const sandboxDefinition = (
  kernel: Kernel
): AdapterDefinition & { close: () => Promise<void> } => {
  const renderer = createSandboxRenderer({
    workerPath: join(__dirname, '..', 'sandbox-renderer', 'index.js'),
  });
  return {
    id: 'sandbox',
    name: 'Sandbox',
    // Never called: it lives here.
    defaultBaseUrl: 'http://sandbox.invalid',
    needs: [],
    authorise: () => ({}),
    models: sandboxModels,
    presets: [],
    deadlines: { submit: 60, result: 600 },
    evidence: [],
    create: ({ models }) => createSandbox(kernel, renderer, models),
    close: () => renderer.close(),
  };
};
