import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type {
  ImageParameters,
  ModelCapabilities,
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
  ResolvedReference,
  SubmitRequest,
} from '../../plugins/asset-provenance/server/src/providers/contract';
import { createProviderHttp } from '../../plugins/asset-provenance/server/src/providers/http';

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
  return { role, sha256: String(files), mime: 'image/png', path: file };
};

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
  const adapter = definition.create({
    providerId: 'alone',
    webhookSecret: null,
    preset: null,
    options: {},
    models: definition.models as ModelCapabilities[],
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
