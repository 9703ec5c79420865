import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type {
  ImageParameters,
  ModelCapabilities,
  Parameters,
  ReferenceRole,
  VideoParameters,
} from '../../plugins/asset-provenance/shared';
import { createNetwork } from '../../plugins/asset-provenance/server/src/network/service';
import type {
  Connection,
  ProviderAnswer,
} from '../../plugins/asset-provenance/server/src/providers/connection';
import type {
  Adapter,
  AdapterDefinition,
  JobHandle,
  PollAnswer,
  ResolvedReference,
  SubmitRequest,
} from '../../plugins/asset-provenance/server/src/providers/contract';
import { createProviderHttp } from '../../plugins/asset-provenance/server/src/providers/http';
import { modelsOf } from '../../plugins/asset-provenance/server/src/providers/models';
import { png } from '../fakes/kit';
import { until } from './wait';

export const imageParameters = (changes: Partial<ImageParameters> = {}): ImageParameters => ({
  kind: 'image',
  inputType: 'text_to_image',
  prompt: 'A canvas bag',
  negativePrompt: null,
  references: [],
  aspectRatio: '1:1',
  seed: null,
  extras: {},
  size: '1024x1024',
  quality: 'low',
  count: 1,
  ...changes,
});

export const videoParameters = (changes: Partial<VideoParameters> = {}): VideoParameters => ({
  kind: 'video',
  inputType: 'text_to_video',
  prompt: 'A canvas bag turns',
  negativePrompt: null,
  references: [],
  aspectRatio: '16:9',
  seed: null,
  extras: {},
  resolution: '720p',
  durationSeconds: 8,
  frameRate: null,
  cameraMotion: null,
  audio: false,
  count: 1,
  ...changes,
});

export const submitRequest = (
  changes: Pick<SubmitRequest, 'modelId' | 'parameters'> & Partial<SubmitRequest>
): SubmitRequest => ({
  clientKey: 'key-1',
  stage: 'draft',
  references: [],
  callbackUrl: null,
  timeoutSeconds: 2,
  ...changes,
});

export const jobHandle = (
  changes: Pick<JobHandle, 'providerTaskId' | 'parameters'> & Partial<JobHandle>
): JobHandle => ({
  reference: null,
  modelId: 'video',
  stage: 'draft',
  submittedAt: new Date().toISOString(),
  cancelRequestedAt: null,
  ...changes,
});

type Alone = Partial<Omit<Connection, 'http'>> & Pick<Connection, 'baseUrl'>;

const folder = mkdtempSync(path.join(tmpdir(), 'adapter-'));
const network = createNetwork();
let files = 0;

/** A picture on disk, as the generation room hands it to an adapter. */
export const pictureAt = (role: ReferenceRole, bytes: Buffer): ResolvedReference => {
  const file = path.join(folder, `${(files += 1)}.png`);
  writeFileSync(file, bytes);
  return { role, sha256: `${files}`.padStart(64, '0'), mime: 'image/png', path: file };
};

/** A reference with a picture of its own behind it. */
export const referenceOf = (role: ReferenceRole, index = 0): ResolvedReference =>
  pictureAt(role, png(`${role}-${index}`));

/** An adapter against a fake, without Strapi; `answers` holds what the provider said. */
export const adapterAlone = (
  definition: AdapterDefinition,
  { baseUrl, ...changes }: Alone
): { adapter: Adapter; answers: ProviderAnswer[] } => {
  const apiKey = changes.apiKey ?? null;
  const secretKey = changes.secretKey ?? null;
  const http = createProviderHttp({
    network,
    baseUrl,
    allowedHosts: [],
    secrets: apiKey ? [apiKey] : [],
    authorise: () => definition.authorise({ apiKey, secretKey }),
  });
  const answers: ProviderAnswer[] = [];
  const { providerId = 'alone', options = {} } = changes;
  const adapter = definition.create({
    providerId,
    webhookSecret: null,
    preset: null,
    options,
    models: modelsOf(definition, { models: undefined, options }, providerId),
    baseModelOf: (modelId) => modelId,
    ...changes,
    baseUrl,
    apiKey,
    secretKey,
    http: {
      ...http,
      send: async (request) => {
        const answer = await http.send(request);
        answers.push(answer);
        return answer;
      },
    },
  });
  return { adapter, answers };
};

/** To be called when a test file is done. */
export const closeAlone = async (): Promise<void> => {
  await network.close();
  rmSync(folder, { recursive: true, force: true });
};

/** What the smallest launch of a model asks for. */
export const parametersOf = (
  model: ModelCapabilities,
  changes: Record<string, unknown> = {}
): Parameters => {
  const [aspectRatio = '1:1'] = model.aspectRatios;
  const shared = {
    prompt: 'A canvas bag on a table',
    negativePrompt: null,
    references: [],
    aspectRatio,
    seed: null,
    extras: {},
    count: 1,
    inputType: model.inputTypes[0],
  };
  const own =
    model.kind === 'image'
      ? { kind: 'image', size: model.sizes[aspectRatio]?.[0] ?? '', quality: null }
      : {
          kind: 'video',
          resolution: model.resolutions[0] ?? '',
          durationSeconds: model.durationsSeconds?.minimum ?? 1,
          frameRate: null,
          cameraMotion: null,
          audio: model.hasAudio,
        };
  return { ...shared, ...own, ...changes } as Parameters;
};

export const requestOf = (
  model: ModelCapabilities,
  changes: Record<string, unknown> = {},
  references: ResolvedReference[] = []
): SubmitRequest => ({
  clientKey: 'client-key',
  modelId: model.id,
  stage: 'draft',
  parameters: parametersOf(model, {
    references: references.map(({ role }) => ({ fileDocumentId: 'f', role, rightsRecordId: 'r' })),
    ...changes,
  }),
  references,
  callbackUrl: null,
  timeoutSeconds: 2,
});

export const handleOf = (
  { modelId, stage, parameters }: SubmitRequest,
  providerTaskId: string,
  submittedAt = new Date()
): JobHandle =>
  jobHandle({
    providerTaskId,
    modelId,
    stage,
    parameters,
    submittedAt: submittedAt.toISOString(),
  });

/** Asks until the job has ended. */
export const finalAnswer = (adapter: Adapter, job: JobHandle): Promise<PollAnswer> =>
  until(
    async () => {
      const answer = await adapter.poll(job);
      return answer.kind !== 'queued' && answer.kind !== 'processing' && answer;
    },
    { what: `${job.providerTaskId} to end`, timeoutMs: 10_000 }
  );

/** Every pair of ratio and size, or ratio and resolution, that a model offers. */
export const formatsOf = (model: ModelCapabilities): Record<string, unknown>[] =>
  model.aspectRatios.flatMap((aspectRatio): Record<string, unknown>[] =>
    model.kind === 'image'
      ? (model.sizes[aspectRatio] ?? []).map((size) => ({ aspectRatio, size }))
      : model.resolutions.map((resolution) => ({ aspectRatio, resolution }))
  );
