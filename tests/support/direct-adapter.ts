import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createNetwork } from '../../plugins/asset-provenance/server/src/network/service';
import type {
  Adapter,
  AdapterDefinition,
  JobHandle,
  PollAnswer,
  ResolvedReference,
  SubmitRequest,
} from '../../plugins/asset-provenance/server/src/providers/contract';
import { createProviderHttp } from '../../plugins/asset-provenance/server/src/providers/http';
import type { ModelCapabilities, Parameters } from '../../plugins/asset-provenance/shared';
import { png } from '../fakes/kit';
import { until } from './wait';

/** An adapter without Strapi around it, connected to an address. */
export type DirectAdapter = Adapter & { close: () => Promise<void> };

type Given = {
  definition: AdapterDefinition;
  baseUrl: string;
  apiKey: string;
  options?: Record<string, unknown>;
};

export const directAdapter = ({
  definition,
  baseUrl,
  apiKey,
  options = {},
}: Given): DirectAdapter => {
  const network = createNetwork();
  const http = createProviderHttp({
    network,
    baseUrl,
    allowedHosts: [],
    secrets: [apiKey],
    authorise: () => definition.authorise({ apiKey, secretKey: null }),
  });
  const adapter = definition.create({
    providerId: definition.id,
    baseUrl,
    apiKey,
    secretKey: null,
    webhookSecret: null,
    preset: null,
    options,
    models: definition.models,
    http,
  });
  return { ...adapter, close: () => network.close() };
};

let folder: string | null = null;

/** A reference with a real file behind it. */
export const referenceOf = (role: ResolvedReference['role'], index = 0): ResolvedReference => {
  folder ??= mkdtempSync(path.join(tmpdir(), 'references-'));
  const file = path.join(folder, `${role}-${index}.png`);
  writeFileSync(file, png(`${role}-${index}`));
  return { role, sha256: `${index}`.padStart(64, '0'), mime: 'image/png', path: file };
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
): JobHandle => ({
  providerTaskId,
  reference: null,
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
