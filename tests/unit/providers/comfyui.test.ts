import type {
  Adapter,
  SubmitRequest,
} from '../../../plugins/asset-provenance/server/src/providers/contract';
import { ProviderError } from '../../../plugins/asset-provenance/server/src/providers/contract';
import { NotSent, Unanswered } from '../../../plugins/asset-provenance/server/src/network/service';
import { comfyUiDefinition } from '../../../plugins/asset-provenance/server/src/providers/comfyui/adapter';
import { promptIdOf } from '../../../plugins/asset-provenance/server/src/providers/comfyui/graph';
import type { ImageParameters, VideoParameters } from '../../../plugins/asset-provenance/shared';
import { COMFYUI_CHECKPOINTS, COMFYUI_KEY, createComfyUiFake } from '../../fakes/comfyui';
import type { ComfyUiFake } from '../../fakes/comfyui';
import { createFake, png } from '../../fakes/kit';
import {
  adapterAlone,
  closeAlone,
  imageParameters,
  jobHandle,
  pictureAt,
  submitRequest,
  videoParameters,
} from '../../support/adapter-alone';
import { until } from '../../support/wait';

const TEXT = 'sdxl-text-to-image';
const IMAGE = 'sdxl-image-to-image';

/** A video workflow as an operator would configure it. */
const videoWorkflow = {
  name: 'Short clip',
  kind: 'video',
  graph: {
    make: { class_type: 'FakeVideo', inputs: { text: '', length: 1, fps: 16 } },
    save: { class_type: 'SaveVideo', inputs: { video: ['make', 0], filename_prefix: '' } },
  },
  inputs: {
    prompt: { node: 'make', input: 'text' },
    frames: { node: 'make', input: 'length' },
    frameRate: { node: 'make', input: 'fps' },
    filenamePrefix: [{ node: 'save', input: 'filename_prefix' }],
  },
  durationsSeconds: { minimum: 1, maximum: 5, step: 1 },
  framesPerSecond: [16, 24],
};

let fake: ComfyUiFake;
const connect = (options: Record<string, unknown> = {}, baseUrl = fake.url): Adapter =>
  adapterAlone(comfyUiDefinition, { baseUrl, apiKey: COMFYUI_KEY, options, providerId: 'studio' })
    .adapter;
let comfy: Adapter;

beforeAll(async () => {
  fake = await createComfyUiFake();
  fake.remember(600);
  comfy = connect({ workflows: { clip: videoWorkflow } });
});
afterAll(async () => {
  await fake.close();
  await closeAlone();
});

let number = 0;
const ask = (
  modelId: string,
  changes: Partial<ImageParameters> = {},
  more: Partial<SubmitRequest> = {}
): SubmitRequest =>
  submitRequest({
    clientKey: `job${(number += 1)}-0`,
    modelId,
    parameters: imageParameters({ quality: null, ...changes }),
    ...more,
  });
const askVideo = (changes: Partial<VideoParameters> = {}) =>
  submitRequest({
    clientKey: `clip${(number += 1)}-0`,
    modelId: 'clip',
    parameters: videoParameters({
      durationSeconds: 5,
      resolution: '480p',
      frameRate: 16,
      ...changes,
    }),
  });
const play = (scenario: string) => ask(TEXT, { prompt: `${number} [[${scenario}]]` });

const handleOf = ({ modelId, parameters }: SubmitRequest, providerTaskId: string) =>
  jobHandle({ modelId, parameters, providerTaskId });

const accepted = async (request: SubmitRequest, adapter = comfy) => {
  const answer = await adapter.submit(request);
  if (answer.kind !== 'accepted') throw new Error(JSON.stringify(answer));
  return handleOf(request, answer.providerTaskId);
};

const settled = async (request: SubmitRequest, adapter = comfy) => {
  const job = await accepted(request, adapter);
  return until(
    async () => {
      const answer = await adapter.poll(job);
      return answer.kind !== 'queued' && answer.kind !== 'processing' && answer;
    },
    { what: 'the job to end' }
  );
};

const nodeSent = (request: SubmitRequest, node: string) =>
  fake.graphOf(request.clientKey)?.[node]?.inputs;

describe('graphs', () => {
  it('puts everything in its place', async () => {
    const request = ask(TEXT, {
      prompt: 'A bag',
      negativePrompt: 'text',
      seed: 4_294_967_295,
      size: '1344x768',
      aspectRatio: '16:9',
      count: 3,
      extras: { steps: '30', cfg: 4.5 },
    });
    await accepted(request);
    expect(nodeSent(request, 'positive')).toMatchObject({ text: 'A bag' });
    expect(nodeSent(request, 'negative')).toMatchObject({ text: 'text' });
    expect(nodeSent(request, 'canvas')).toEqual({ width: 1344, height: 768, batch_size: 3 });
    expect(nodeSent(request, 'sampler')).toMatchObject({
      seed: 4_294_967_295,
      steps: 30,
      cfg: 4.5,
    });
    expect(nodeSent(request, 'save')).toMatchObject({
      filename_prefix: `asset-provenance/${request.clientKey}`,
    });
  });

  it('gives every job without a seed its own, and the same at every look', async () => {
    const [one, other] = [ask(TEXT), ask(TEXT)];
    await accepted(one);
    await accepted(other);
    const seeds = [one, other].map((request) => nodeSent(request, 'sampler')?.seed);
    expect(seeds[0]).not.toBe(seeds[1]);
    const again = ask(TEXT, {}, { clientKey: `${one.clientKey}` });
    await accepted(again);
    expect(nodeSent(again, 'sampler')?.seed).toBe(seeds[0]);
  });

  it('takes every size that the built-in workflows offer', async () => {
    for (const model of comfyUiDefinition.models)
      for (const [aspectRatio, sizes] of Object.entries(model.sizes))
        for (const size of sizes) {
          const references = model.references.isRequired
            ? [pictureAt('composition', png('reference'))]
            : [];
          const answer = await comfy.submit(ask(model.id, { aspectRatio, size }, { references }));
          expect([model.id, size, answer.kind]).toEqual([model.id, size, 'accepted']);
        }
  });

  it('uploads a reference first, and loads it by the name that it got', async () => {
    const request = ask(
      IMAGE,
      { inputType: 'image_to_image', extras: { denoise: 0.4 } },
      {
        references: [pictureAt('composition', png('bag'))],
      }
    );
    await accepted(request);
    expect(nodeSent(request, 'reference')?.image).toMatch(/^asset-provenance\/\w+\.png$/);
    expect(nodeSent(request, 'sampler')).toMatchObject({ denoise: 0.4 });
    expect(fake.posts(request.clientKey)).toBe(1);
  });

  it('counts the frames of a video', async () => {
    const request = askVideo();
    await accepted(request);
    expect(nodeSent(request, 'make')).toMatchObject({ length: 81, fps: 16 });
  });

  it('loads the checkpoint of the configuration, and names the node when it is not there', async () => {
    const brand = connect({ checkpoint: COMFYUI_CHECKPOINTS[1] });
    await expect(settled(ask(TEXT), brand)).resolves.toMatchObject({
      effective: { modelVersion: 'brand_xl.safetensors' },
    });
    const wrong = connect({ checkpoint: 'not-here.safetensors' });
    await expect(wrong.submit(ask(TEXT))).resolves.toMatchObject({
      kind: 'refused',
      failure: {
        class: 'invalid_parameters',
        providerCode: 'prompt_outputs_failed_validation',
        billed: 'no',
        message: expect.stringMatching(
          /node checkpoint \(CheckpointLoaderSimple\).*not-here\.safetensors/
        ) as string,
      },
    });
  });

  it('names jobs by a UUID of version 5 that depends on our key alone', () => {
    expect(promptIdOf('task-0')).toBe(promptIdOf('task-0'));
    expect(promptIdOf('task-0')).not.toBe(promptIdOf('task-1'));
    expect(promptIdOf('task-0')).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
    );
  });
});

describe('configuration', () => {
  const graph = videoWorkflow.graph;
  const inputs = { prompt: { node: 'make', input: 'text' } };

  it.each([
    [
      'a node that is not there',
      { graph, inputs: { prompt: { node: '6', input: 'text' } } },
      /workflows\.mine\.inputs\.prompt: there is no node "6"/,
    ],
    [
      'an input that is not there',
      { graph, inputs: { ...inputs, seed: { node: 'make', input: 'noise' } } },
      /workflows\.mine\.inputs\.seed: node "make" \(FakeVideo\) has no input "noise"; it has text, length, fps/,
    ],
    ['no prompt', { graph, inputs: {} }, /workflows\.mine\.inputs\.prompt/],
    [
      'a role that is none',
      { graph, inputs: { ...inputs, references: { background: inputs.prompt } } },
      /workflows\.mine\.inputs\.references/,
    ],
    ['the format of the editor', { graph: { nodes: [] }, inputs }, /workflows\.mine\.graph\.nodes/],
    [
      'a size that is not of its ratio',
      { graph, inputs, sizes: { '1:1': ['1024x768'] } },
      /workflows\.mine\.sizes\.1:1: 1024x768/,
    ],
    [
      'a video without lengths',
      { ...videoWorkflow, durationsSeconds: undefined },
      /workflows\.mine\.durationsSeconds/,
    ],
    [
      'an output that is not there',
      { graph, inputs, outputs: ['99'] },
      /workflows\.mine\.outputs: there is no node "99"/,
    ],
    ['a word that is none', { graph, inputs, steps: 3 }, /workflows\.mine: .*steps/],
  ])('names %s', (_, workflow, message) => {
    expect(() => connect({ workflows: { mine: workflow } })).toThrow(message);
  });

  it('keeps the names of the built-in workflows', () => {
    expect(() => connect({ workflows: { [TEXT]: videoWorkflow } })).toThrow(/built-in workflow/);
  });

  it('offers a workflow by what has a place in it', () => {
    expect(comfy.models.map(({ id }) => id)).toEqual([TEXT, IMAGE, 'clip']);
    expect(comfy.models[2]).toMatchObject({
      kind: 'video',
      inputTypes: ['text_to_video'],
      hasSeed: false,
      hasNegativePrompt: false,
      frameRates: [16, 24],
      outputsPerJob: 1,
    });
  });

  it('says what has no place, and checks extras', () => {
    const own = connect({ workflows: { own: { graph, inputs, kind: 'image' } } });
    const fields = own.adjustmentsOf('own', imageParameters());
    expect(fields.map(({ field }) => field)).toEqual(['size']);
    expect(own.checkExtras('own', imageParameters({ extras: { steps: 20 } }))).toMatchObject([
      { path: 'extras.steps' },
    ]);
    const paths = (extras: ImageParameters['extras']) =>
      comfy.checkExtras(TEXT, imageParameters({ extras })).map((problem) => problem.path);
    expect(paths({ steps: 20 })).toEqual([]);
    expect(paths({ steps: 'many', unknown: 1 })).toEqual(['extras.unknown', 'extras.steps']);
  });
});

describe('answers', () => {
  it('tells seed, size, model and time', async () => {
    const answer = await settled(ask(TEXT, { seed: 7 }));
    expect(answer).toMatchObject({
      kind: 'succeeded',
      results: [{ seed: 7, expiresAt: null }],
      effective: { seed: 7, size: '1024x1024', modelVersion: 'sd_xl_base_1.0.safetensors' },
      cost: null,
      usage: { execution_seconds: expect.any(Number) as number },
    });
  });

  it('gives a batch no seed for each of its pictures', async () => {
    const answer = await settled(ask(TEXT, { seed: 7, count: 3 }));
    expect(answer).toMatchObject({ results: [{ seed: null }, { seed: null }, { seed: null }] });
  });

  it('opens a video as it is', async () => {
    const answer = await settled(askVideo());
    if (answer.kind !== 'succeeded') throw new Error(JSON.stringify(answer));
    const stream = await comfy.open(answer.results[0]?.url ?? '', new AbortController().signal);
    const chunks: Buffer[] = [];
    for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk);
    expect(Buffer.concat(chunks).subarray(4, 8).toString()).toBe('ftyp');
  });

  it.each([
    ['failed', 'RuntimeError', /KSampler \(node sampler\) failed: Given groups/],
    ['out_of_memory', 'torch.OutOfMemoryError', /out of memory/],
  ])('%s is a failure upstream that names the node', async (scenario, providerCode, message) => {
    await expect(settled(play(scenario))).resolves.toMatchObject({
      kind: 'failed',
      failure: {
        class: 'upstream',
        providerCode,
        billed: 'no',
        message: expect.stringMatching(message) as string,
      },
    });
  });

  it('says so when nothing was saved', async () => {
    await expect(settled(play('no_result'))).resolves.toMatchObject({
      kind: 'failed',
      failure: { message: expect.stringMatching(/saved no image/) as string },
    });
  });

  it.each([
    'poll:reset',
    'poll:half',
    'poll:not_json',
    'poll:500',
    'poll:429',
    'poll:404',
    'poll:html',
  ])('%s is asked again', async (scenario) => {
    const job = await accepted(play(scenario));
    const error: unknown = await comfy.poll(job).catch((problem: unknown) => problem);
    const isAskedAgain =
      error instanceof Unanswered || (error instanceof ProviderError && error.failure.retryable);
    expect(isAskedAgain).toBe(true);
    await expect(comfy.poll(job)).resolves.toMatchObject({ kind: expect.any(String) as string });
  });

  it.each([
    'submit:reset',
    'submit:hang',
    'submit:half',
    'submit:not_json',
    'submit:empty',
    'submit:500',
    'submit:html',
    'submit:redirect_private',
    'submit:lost',
  ])('%s leaves open whether it was taken', async (scenario) => {
    await expect(comfy.submit(play(scenario))).rejects.toBeInstanceOf(Unanswered);
  });

  it.each([
    ['bad_node', 'invalid_parameters', /FaceDetailer does not exist.*#42/],
    ['submit:404', 'upstream', /check baseUrl/],
    ['submit:429', 'queue', /slow down/],
  ])('%s is a refusal: %s', async (scenario, failureClass, message) => {
    await expect(comfy.submit(play(scenario))).resolves.toMatchObject({
      kind: 'refused',
      failure: {
        class: failureClass,
        billed: 'no',
        message: expect.stringMatching(message) as string,
      },
    });
  });

  it('asks for a key when a proxy does', async () => {
    const { adapter } = adapterAlone(comfyUiDefinition, { baseUrl: fake.url });
    await expect(adapter.submit(ask(TEXT))).resolves.toMatchObject({
      failure: { class: 'authentication', httpStatus: 401 },
    });
    await expect(adapter.testConnection()).resolves.toMatchObject({
      isOk: false,
      en: expect.stringMatching(/set apiKey/) as string,
    });
  });
});

describe('uploads', () => {
  const request = () =>
    ask(
      IMAGE,
      { inputType: 'image_to_image' },
      {
        references: [pictureAt('composition', png('bag'))],
      }
    );
  const against = async (answer: 'reset' | { status: number; body: string }) => {
    const broken = await createFake(() => answer);
    const adapter = connect({}, broken.url);
    const outcome: unknown = await adapter.submit(request()).catch((error: unknown) => error);
    await broken.close();
    return { outcome, paths: broken.requests.map((each) => each.path) };
  };

  it.each([['reset' as const], [{ status: 503, body: '' }]])(
    'that fail leave the job unsent (%j)',
    async (answer) => {
      const { outcome, paths } = await against(answer);
      expect(outcome).toBeInstanceOf(NotSent);
      expect(paths).toEqual(['/upload/image']);
    }
  );

  it('that are refused refuse the job', async () => {
    const { outcome } = await against({ status: 413, body: '' });
    expect(outcome).toMatchObject({ kind: 'refused', failure: { httpStatus: 413, billed: 'no' } });
  });
});

describe('cancelling', () => {
  it('takes a waiting job out of the queue', async () => {
    const job = await accepted(play('waits'));
    await expect(comfy.poll(job)).resolves.toMatchObject({ kind: 'queued' });
    await comfy.cancel?.(job);
    const stopped = { ...job, cancelRequestedAt: new Date().toISOString() };
    await expect(comfy.poll(stopped)).resolves.toEqual({ kind: 'cancelled' });
    // Nobody here asked for it: then it is gone, and why is not known.
    await expect(comfy.poll(job)).resolves.toMatchObject({ kind: 'failed' });
  });

  it('interrupts a running job, and no other', async () => {
    const [mine, other] = [await accepted(play('never')), await accepted(play('never'))];
    const isRunning = async () => (await comfy.poll(mine)).kind === 'processing';
    await until(isRunning, { what: 'it to run' });
    await comfy.cancel?.(mine);
    await expect(comfy.poll(mine)).resolves.toEqual({ kind: 'cancelled' });
    await expect(comfy.poll(other)).resolves.toMatchObject({ kind: 'processing' });
    const before = fake.requests.length;
    await comfy.cancel?.(mine);
    expect(fake.requests.slice(before).map(({ method }) => method)).toEqual(['GET']);
  });
});

describe('looking up a lost submit', () => {
  const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

  it('finds it in the queue and in the history', async () => {
    const request = play('submit:lost');
    await expect(comfy.submit(request)).rejects.toBeInstanceOf(Unanswered);
    const id = promptIdOf(request.clientKey);
    await expect(comfy.lookUp?.(request, ago(0))).resolves.toEqual({
      kind: 'accepted',
      providerTaskId: id,
    });
    await until(async () => (await comfy.poll(handleOf(request, id))).kind === 'succeeded', {
      what: 'it to end',
    });
    await expect(comfy.lookUp?.(request, ago(0))).resolves.toMatchObject({ kind: 'accepted' });
  });

  it('finds it on a server that gives ids of its own, while it runs and afterwards', async () => {
    const request = play('submit:lost_by_an_old_server');
    await expect(comfy.submit(request)).rejects.toBeInstanceOf(Unanswered);
    const found = await comfy.lookUp?.(request, ago(0));
    if (found?.kind !== 'accepted') throw new Error(JSON.stringify(found));
    expect(found.providerTaskId).not.toBe(promptIdOf(request.clientKey));
    const job = handleOf(request, found.providerTaskId);
    await until(async () => (await comfy.poll(job)).kind === 'succeeded', { what: 'it to end' });
    await expect(comfy.lookUp?.(request, ago(2))).resolves.toEqual(found);
  });

  it('says "not taken" only when the server remembers longer, and had time', async () => {
    const request = ask(TEXT);
    await expect(comfy.lookUp?.(request, ago(0.2))).resolves.toEqual({ kind: 'unknown' });
    await expect(comfy.lookUp?.(request, ago(2))).resolves.toEqual({ kind: 'not_taken' });
    await expect(comfy.lookUp?.(request, ago(595))).resolves.toEqual({ kind: 'unknown' });
  });

  it('knows nothing after a restart', async () => {
    const job = await accepted(play('never'));
    fake.restart();
    await expect(comfy.poll(job)).resolves.toMatchObject({
      kind: 'failed',
      failure: {
        class: 'upstream',
        billed: 'no',
        message: expect.stringMatching(/restarted/) as string,
      },
    });
    await expect(comfy.lookUp?.(ask(TEXT), ago(2))).resolves.toEqual({ kind: 'unknown' });
    fake.remember(1);
    await expect(comfy.lookUp?.(ask(TEXT), ago(2))).resolves.toEqual({ kind: 'unknown' });
  });
});
