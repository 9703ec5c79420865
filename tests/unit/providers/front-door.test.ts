import {
  config as configuration,
  readConfig,
} from '../../../plugins/asset-provenance/server/src/config';
import type { ProviderConfig } from '../../../plugins/asset-provenance/server/src/config';
import { createNetwork } from '../../../plugins/asset-provenance/server/src/network/service';
import { createProviders } from '../../../plugins/asset-provenance/server/src/providers/service';
import type { Providers } from '../../../plugins/asset-provenance/server/src/providers/service';
import type { ModelCapabilities, ReferenceRole } from '../../../plugins/asset-provenance/shared';
import { createFake } from '../../fakes/kit';
import type { Fake } from '../../fakes/kit';
import { closeAlone, referenceOf, requestOf } from '../../support/adapter-alone';
import type { z } from 'zod';
import type { priceSchema } from '../../../plugins/asset-provenance/server/src/config-costs';
import { createMemoryKernel } from '../../support/memory-kernel';

type Given = Partial<Omit<ProviderConfig, 'adapter' | 'prices'>> & {
  adapter: string;
  prices?: Record<string, z.input<typeof priceSchema>>;
};

const network = createNetwork();
const opened: Providers[] = [];

/** The providers of an installation that configures this one as `mine`. */
const providersWith = (mine: Given): Providers => {
  const providers = createProviders(
    createMemoryKernel().kernel,
    network,
    readConfig({ ...configuration.default, providers: { mine } })
  );
  opened.push(providers);
  return providers;
};

/** Says no to everything: what was asked is all that counts. */
let fake: Fake;
const keyed = (given: Given): Given => ({
  apiKey: 'key',
  secretKey: 'secret',
  baseUrl: fake.url,
  ...given,
});

beforeAll(async () => {
  fake = await createFake(() => ({ status: 400, json: {} }));
});
afterAll(async () => {
  await Promise.all(opened.map((providers) => providers.close()));
  await network.close();
  await fake.close();
  await closeAlone();
});

const modelIn = (providers: Providers, modelId: string): ModelCapabilities => {
  const model = providers.model('mine', modelId);
  if (!model) throw new Error(`There is no ${modelId}.`);
  return model;
};

const asked = async (
  given: Given,
  modelId: string,
  changes: Record<string, unknown> = {},
  roles: ReferenceRole[] = []
) => {
  const providers = providersWith(keyed(given));
  const references = roles.map((role) => referenceOf(role));
  const request = requestOf(modelIn(providers, modelId), changes, references);
  await providers.adapter('mine')?.submit(request);
  const { path, json } = fake.requests.at(-1) ?? {};
  return { path, json };
};

const clip = {
  kind: 'video',
  graph: { make: { class_type: 'FakeVideo', inputs: { text: '' } } },
  inputs: { prompt: { node: 'make', input: 'text' } },
  durationsSeconds: { minimum: 1, maximum: 5, step: 1 },
};
const dataUrl = expect.stringMatching(/^data:image\/png;base64,/) as string;

type Row = {
  adapter: string;
  like: string;
  configuredAs: string;
  changes?: Record<string, unknown>;
  roles?: ReferenceRole[];
  preset?: string;
  options?: Record<string, unknown>;
  path: string;
  json: object;
};

const rows: Row[] = [
  {
    adapter: 'openai-images',
    like: 'gpt-image-1',
    configuredAs: 'acme-image',
    path: '/v1/images/generations',
    json: { model: 'acme-image' },
  },
  {
    adapter: 'openai-compatible',
    preset: 'litellm',
    like: 'image',
    configuredAs: 'acme-image',
    path: '/v1/images/generations',
    json: { model: 'acme-image' },
  },
  {
    adapter: 'openai-compatible',
    preset: 'new-api',
    like: 'video',
    configuredAs: 'acme-clip',
    path: '/v1/videos',
    json: { model: 'acme-clip' },
  },
  {
    adapter: 'replicate',
    like: 'black-forest-labs/flux-schnell',
    configuredAs: 'acme/bags',
    changes: { count: 2 },
    path: '/v1/models/acme/bags/predictions',
    json: { input: { num_outputs: 2 } },
  },
  {
    adapter: 'replicate',
    like: 'black-forest-labs/flux-schnell',
    configuredAs: 'acme/bags',
    options: { versions: { 'acme/bags': 'abc' } },
    path: '/v1/predictions',
    json: { version: 'abc', input: { output_format: 'png' } },
  },
  {
    adapter: 'fal',
    like: 'fal-ai/veo3.1/fast',
    configuredAs: 'acme/film',
    roles: ['first_frame'],
    path: '/acme/film/image-to-video',
    json: { image_url: dataUrl },
  },
  {
    adapter: 'comfyui',
    like: 'sdxl-text-to-image',
    configuredAs: 'acme-image',
    path: '/prompt',
    json: { prompt: { positive: { inputs: { text: 'A canvas bag on a table' } } } },
  },
  {
    adapter: 'comfyui',
    like: 'clip',
    configuredAs: 'acme-clip',
    options: { workflows: { clip } },
    path: '/prompt',
    json: { prompt: { make: { inputs: { text: 'A canvas bag on a table' } } } },
  },
  {
    adapter: 'kling',
    like: 'kling-v1',
    configuredAs: 'acme-video',
    changes: { cameraMotion: 'pan_left' },
    path: '/v1/videos/text2video',
    json: { model_name: 'acme-video', camera_control: { type: 'simple' } },
  },
  {
    adapter: 'kling',
    like: 'kling-v3-image',
    configuredAs: 'kling-v9-image',
    path: '/v1/images/generations',
    json: { model_name: 'kling-v9' },
  },
  {
    adapter: 'volcengine-ark',
    like: 'doubao-seedream-4-0-250828:set',
    configuredAs: 'ep-1',
    changes: { count: 3 },
    path: '/api/v3/images/generations',
    json: { model: 'ep-1', sequential_image_generation: 'auto' },
  },
  {
    adapter: 'volcengine-ark',
    like: 'doubao-seedance-1-5-pro-251215',
    configuredAs: 'ep-2',
    path: '/api/v3/contents/generations/tasks',
    json: { model: 'ep-2', content: [{ type: 'text' }] },
  },
  {
    adapter: 'dashscope',
    like: 'wan2.6-t2i',
    configuredAs: 'acme-image',
    path: '/api/v1/services/aigc/image-generation/generation',
    json: { model: 'acme-image', input: { messages: [{ role: 'user' }] } },
  },
  {
    adapter: 'dashscope',
    like: 'wan2.7-i2v',
    configuredAs: 'acme-frames',
    roles: ['first_frame'],
    path: '/api/v1/services/aigc/video-generation/video-synthesis',
    json: { model: 'acme-frames', input: { media: [{ type: 'first_frame', url: dataUrl }] } },
  },
  {
    adapter: 'dashscope',
    like: 'wan2.2-kf2v-flash',
    configuredAs: 'acme-key-frames',
    roles: ['first_frame', 'last_frame'],
    path: '/api/v1/services/aigc/image2video/video-synthesis',
    json: { model: 'acme-key-frames', input: { last_frame_url: dataUrl } },
  },
  {
    adapter: 'dashscope',
    like: 'wan2.6-i2v-flash',
    configuredAs: 'acme-silent',
    changes: { audio: false },
    roles: ['first_frame'],
    path: '/api/v1/services/aigc/video-generation/video-synthesis',
    json: { model: 'acme-silent', input: { img_url: dataUrl }, parameters: { audio: false } },
  },
];

describe('a configured model', () => {
  it.each(rows.map((row) => [row.adapter, row.like, row] as const))(
    '%s: like %s, is asked as that one is, by its own name',
    async (adapter, like, { configuredAs, changes, roles, preset, options, path, json }) => {
      const given = {
        adapter,
        models: { [configuredAs]: { like } },
        ...(preset ? { preset } : {}),
        ...(options ? { options } : {}),
      };
      expect(await asked(given, configuredAs, changes, roles)).toMatchObject({ path, json });
    }
  );

  it('cannot do what the one that it is like cannot do', () => {
    const providers = providersWith(
      keyed({ adapter: 'kling', models: { 'acme-video': { like: 'kling-v2-6' } } })
    );
    const { parameters } = requestOf(modelIn(providers, 'acme-video'), { audio: true });
    expect(providers.adapter('mine')?.checkExtras('acme-video', parameters)).toMatchObject([
      { path: 'resolution' },
    ]);
  });

  it('is not asked once it is no longer configured', async () => {
    const providers = providersWith(keyed({ adapter: 'fal' }));
    const [model] = providers.adapter('mine')?.models ?? [];
    if (!model) throw new Error('There are no models.');
    const before = fake.requests.length;
    await expect(
      providers.adapter('mine')?.submit({ ...requestOf(model), modelId: 'acme/gone' })
    ).rejects.toThrow(/no longer configured/);
    expect(fake.requests).toHaveLength(before);
  });
});

describe('prices', () => {
  const price = { amount: '0.04', currency: 'USD', unit: 'output', source: 'the list' } as const;
  const hintsOf = (given: Given) =>
    Object.fromEntries(
      (providersWith(keyed(given)).adapter('mine')?.models ?? []).map((model) => [
        model.id,
        model.priceHint.en,
      ])
    );

  it('are named at the models that have them', () => {
    const models = { mine: { like: 'gpt-image-1' }, 'gpt-image-1': {} };
    expect(hintsOf({ adapter: 'openai-images', models, prices: { mine: price } })).toEqual({
      mine: '0.04 USD / output',
      'gpt-image-1': 'Price not configured',
    });
  });

  it('are named at workflows of the options, listed among the models or not', () => {
    const given = {
      adapter: 'comfyui',
      options: { workflows: { clip, other: clip } },
      prices: { clip: { ...price, unit: 'second' as const }, other: price },
    };
    const all = { clip: '0.04 USD / second of video', other: '0.04 USD / output' };
    expect(hintsOf(given)).toMatchObject(all);
    expect(hintsOf({ ...given, models: { clip: { maxCount: 2 } } })).toEqual(all);
    const listed = providersWith(keyed({ ...given, models: { clip: { maxCount: 2 } } }));
    expect(listed.model('mine', 'clip')?.maxCount).toBe(2);
  });
});

describe('a configuration that leads nowhere', () => {
  it.each<[string, Given, RegExp]>([
    ['adapter', { adapter: 'nobody' }, /providers\.mine\.adapter: there is no "nobody"; there are/],
    [
      'preset',
      { adapter: 'openai-compatible', preset: 'nothing' },
      /providers\.mine\.preset: "nothing" is not one of .*litellm/,
    ],
    [
      'model to start from',
      { adapter: 'kling', models: { mine: { like: 'nothing' } } },
      /providers\.mine\.models\.mine: there is no model "nothing" .* one of .*kling-v3/,
    ],
    [
      'workflow to start from',
      { adapter: 'comfyui', models: { mine: { like: 'clip' } } },
      /providers\.mine\.models\.mine: there is no model "clip"/,
    ],
    [
      'option',
      { adapter: 'volcengine-ark', options: { expiresAfterSeconds: 1 } },
      /providers\.mine\.options\.expiresAfterSeconds/,
    ],
  ])('names the %s that there is not', (_what, given, message) => {
    expect(() => providersWith(keyed(given))).toThrow(message);
  });

  it('without a key, says so and offers nothing', () => {
    const providers = providersWith({ adapter: 'dashscope', apiKey: ' ' });
    expect(providers.adapter('mine')).toBeNull();
    expect(providers.list()).toEqual([]);
    expect(providers.standings()).toMatchObject([
      { id: 'mine', isConfigured: false, missing: ['apiKey'], models: [] },
    ]);
  });

  it('without an address where there is no usual one, says so', () => {
    const providers = providersWith({ adapter: 'comfyui', baseUrl: '' });
    expect(providers.standings()).toMatchObject([{ isConfigured: false, missing: ['baseUrl'] }]);
  });
});
