import { api } from '../../plugins/asset-provenance/shared';
import { COMFYUI_KEY, createComfyUiFake } from '../fakes/comfyui';
import { providerSuite } from '../support/provider-suite';
import { download } from '../support/files';
import type { Row } from '../support/provider-suite';
import { firstOutput } from '../support/tasks';

const rows: Row[] = [
  {
    name: 'makes an image, with its seed, size and model',
    kind: 'image',
    expect: { state: 'downloadable' },
    also: (task) => {
      expect(task.jobs[0]?.effective).toMatchObject({
        seed: expect.any(Number) as number,
        size: '1024x576',
        modelVersion: 'sd_xl_base_1.0.safetensors',
      });
    },
  },
  {
    name: 'makes four images in one job',
    kind: 'image',
    changes: { parameters: { count: 4 } },
    expect: { state: 'downloadable', outputs: 4, jobs: 1 },
  },
  {
    name: 'makes six images in two jobs',
    kind: 'image',
    changes: { parameters: { count: 6 } },
    expect: { state: 'downloadable', outputs: 6, jobs: 2 },
  },
  ...[
    'poll:reset',
    'poll:half',
    'poll:not_json',
    'poll:500',
    'poll:503',
    'poll:429',
    'poll:404',
    'poll:html',
    'poll:huge',
    'poll:redirect_private',
  ].map((scenario): Row => ({
    name: `polls again after ${scenario}`,
    kind: 'image',
    scenario,
    expect: { state: 'downloadable' },
  })),
  ...['download:reset', 'download:503', 'download:404'].map((scenario): Row => ({
    name: `downloads again after ${scenario}`,
    kind: 'image',
    scenario,
    expect: { state: 'downloadable' },
  })),

  {
    name: 'a node that this server does not have',
    kind: 'image',
    scenario: 'bad_node',
    expect: {
      state: 'failed',
      failure: {
        class: 'invalid_parameters',
        phase: 'submit',
        billed: 'no',
        providerCode: 'invalid_prompt',
      },
      posts: 0,
    },
  },
  {
    name: 'a busy proxy',
    kind: 'image',
    scenario: 'submit:429',
    expect: { state: 'failed', failure: { class: 'queue', billed: 'no' }, posts: 0 },
  },
  {
    name: 'no ComfyUI at this address',
    kind: 'image',
    scenario: 'submit:404',
    expect: { state: 'failed', failure: { class: 'upstream', billed: 'no' }, posts: 0 },
  },
  {
    name: 'a node that fails',
    kind: 'image',
    scenario: 'failed',
    expect: {
      state: 'failed',
      failure: { class: 'upstream', phase: 'poll', billed: 'no', providerCode: 'RuntimeError' },
    },
  },
  {
    name: 'a card without memory',
    kind: 'image',
    scenario: 'out_of_memory',
    expect: {
      state: 'failed',
      failure: { class: 'upstream', providerCode: 'torch.OutOfMemoryError' },
    },
  },
  {
    name: 'a workflow that saves nothing',
    kind: 'image',
    scenario: 'no_result',
    expect: { state: 'failed', failure: { class: 'upstream', phase: 'poll' } },
  },
  {
    name: 'a job that a restart forgot',
    kind: 'image',
    scenario: 'forgotten',
    expect: { state: 'failed', failure: { class: 'upstream', phase: 'poll', billed: 'no' } },
    also: ({ jobs }) => expect(jobs[0]?.failure?.message).toMatch(/restarted/),
  },
  {
    name: 'a job that does not end',
    kind: 'image',
    scenario: 'never',
    expect: { state: 'failed', failure: { class: 'timeout', retryable: true } },
  },
  {
    name: 'a file that is no picture',
    kind: 'image',
    scenario: 'download:html',
    expect: { state: 'failed', failure: { class: 'download' } },
  },

  {
    name: 'finds a submit whose answer was lost',
    kind: 'image',
    scenario: 'submit:lost',
    expect: { state: 'downloadable' },
  },
  ...['submit:reset', 'submit:half', 'submit:not_json', 'submit:500', 'submit:hang'].map(
    (scenario): Row => ({
      name: `does not send again after ${scenario}`,
      kind: 'image',
      scenario,
      expect: { state: 'submit_unknown', posts: 0 },
    })
  ),
];

providerSuite(
  {
    title: 'ComfyUI',
    providerId: 'comfyui',
    createFake: createComfyUiFake,
    env: ({ url }) => ({ COMFYUI_BASE_URL: url, COMFYUI_API_KEY: COMFYUI_KEY }),
    image: {
      modelId: 'sdxl-text-to-image',
      parameters: { size: '1024x576', aspectRatio: '16:9', quality: null },
    },
    rows,
  },
  ({ server, person, start, settle, jobIn }) => {
    it('stores pictures without the graph that ComfyUI writes into them', async () => {
      const { task, marker } = await start('image');
      const { url, marks } = firstOutput(await settle(task.taskId));
      const bytes = await download(`${server().url}${url}`);
      expect(bytes.includes('class_type')).toBe(false);
      expect(bytes.includes(marker)).toBe(false);
      expect(marks?.written).toContain('text_removal');
    });

    it.each([
      ['waits', 'in the queue'],
      ['never', 'while it runs'],
    ])('cancels a job (%s: %s)', async (scenario) => {
      const { task } = await start('image', scenario);
      await jobIn(task.taskId, 'processing');
      await person().api.post(api.cancel(task.taskId), {});
      expect((await settle(task.taskId)).state).toBe('cancelled');
    });
  }
);
