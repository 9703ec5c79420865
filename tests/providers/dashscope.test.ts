import { api } from '../../plugins/asset-provenance/shared';
import { DASHSCOPE_KEY, createDashscopeFake } from '../fakes/dashscope';
import { providerSuite } from '../support/provider-suite';
import type { Row } from '../support/provider-suite';
import { until } from '../support/wait';

const refused = (scenario: string, failure: Row['expect']['failure']): Row => ({
  name: `refused with ${scenario}`,
  scenario,
  kind: 'image',
  expect: { state: 'failed', failure: { phase: 'submit', billed: 'no', ...failure }, posts: 0 },
});

/** Sent, and no answer that says what became of it: billed at most once, and never sent again. */
const lost = (scenario: string, kind: Row['kind'] = 'image'): Row => ({
  name: `${kind}: nobody knows after ${scenario}`,
  scenario,
  kind,
  expect: { state: 'submit_unknown', posts: 1 },
});

const image = (scenario: string, expect: Row['expect']): Row => ({
  name: `image: ${scenario}`,
  scenario,
  kind: 'image',
  expect,
});
const video = (scenario: string, expect: Row['expect']): Row => ({
  ...image(scenario, expect),
  name: `video: ${scenario}`,
  kind: 'video',
});

const rows: Row[] = [
  {
    name: 'four pictures in one job, each with its seed',
    kind: 'image',
    changes: { parameters: { count: 4, seed: 7 } },
    expect: { state: 'downloadable', jobs: 1, outputs: 4, posts: 1 },
    also: ({ outputs, jobs: [job] }) => {
      expect(outputs.map(({ seed }) => seed)).toEqual([7, 8, 9, 10]);
      expect(job?.effective?.revisedPrompt).toMatch(/, in soft light$/);
      expect(job).toMatchObject({ usage: { image_count: 4 } });
    },
  },
  {
    name: 'six pictures in two jobs',
    kind: 'image',
    changes: { parameters: { count: 6 } },
    expect: { state: 'downloadable', jobs: 2, outputs: 6, posts: 2 },
  },
  {
    name: 'two pictures of the newer protocol',
    kind: 'image',
    changes: { modelId: 'wan2.6-t2i', parameters: { size: '1696x960', count: 2 } },
    expect: { state: 'downloadable', jobs: 1, outputs: 2, posts: 1 },
  },
  {
    name: 'three pictures of which one was blocked',
    scenario: 'partial',
    kind: 'image',
    changes: { parameters: { count: 3 } },
    expect: { state: 'downloadable', jobs: 1, outputs: 2, posts: 1 },
  },
  {
    name: 'a video',
    kind: 'video',
    expect: { state: 'downloadable', jobs: 1 },
    also: ({ jobs: [job] }) => {
      expect(job).toMatchObject({
        effective: { size: '1280x720', durationSeconds: 2 },
        usage: { video_count: 1 },
      });
    },
  },
  {
    name: 'two videos, one a job',
    kind: 'video',
    changes: { parameters: { count: 2 } },
    expect: { state: 'downloadable', jobs: 2, outputs: 2, posts: 2 },
  },
  refused('moderation', { class: 'moderation', providerCode: 'DataInspectionFailed' }),
  refused('brand', { class: 'moderation' }),
  refused('credit', { class: 'credit' }),
  refused('free_only', { class: 'credit' }),
  refused('rate', { class: 'queue', httpStatus: 429 }),
  refused('submit:429', { class: 'queue', retryAfter: 1 }),
  refused('denied', { class: 'authentication' }),
  refused('parameters', { class: 'invalid_parameters' }),
  refused('error_200', { class: 'moderation' }),
  lost('submit:lost'),
  lost('submit:lost', 'video'),
  lost('submit:reset'),
  lost('submit:half'),
  lost('submit:hang'),
  lost('submit:not_json'),
  lost('submit:empty'),
  lost('submit:500'),
  lost('submit:503', 'video'),
  lost('submit:redirect_private'),
  ...[
    'poll:reset',
    'poll:half',
    'poll:not_json',
    'poll:500',
    'poll:429',
    'poll:404',
    'poll:huge',
  ].map((scenario) => image(scenario, { state: 'downloadable' })),
  image('odd_state', { state: 'downloadable' }),
  image('failed', {
    state: 'failed',
    failure: { class: 'upstream', phase: 'poll', billed: 'no', providerCode: 'InternalError.Algo' },
  }),
  video('late_parameters', {
    state: 'failed',
    failure: { class: 'invalid_parameters', phase: 'poll', billed: 'no' },
  }),
  video('late_moderation', {
    state: 'failed',
    failure: { class: 'moderation', phase: 'poll', billed: 'no' },
  }),
  image('all_blocked', { state: 'failed', failure: { class: 'moderation', phase: 'poll' } }),
  image('no_result', { state: 'failed', failure: { class: 'upstream', phase: 'poll' } }),
  image('cancelled_there', { state: 'failed', failure: { class: 'cancelled_by_provider' } }),
  image('forgotten', {
    state: 'failed',
    failure: { class: 'timeout', phase: 'poll', retryable: true },
  }),
  image('download:reset', { state: 'downloadable' }),
  image('download:503', { state: 'downloadable' }),
  image('address_renewed', { state: 'downloadable' }),
  video('address_expired', {
    state: 'failed',
    failure: { class: 'download', phase: 'download', billed: 'yes' },
  }),
];

providerSuite(
  {
    title: 'Alibaba DashScope',
    providerId: 'dashscope',
    createFake: createDashscopeFake,
    env: (fake) => ({ DASHSCOPE_API_KEY: DASHSCOPE_KEY, DASHSCOPE_BASE_URL: fake.url }),
    image: { modelId: 'wan2.2-t2i-flash', parameters: { size: '1280x720', quality: null } },
    video: {
      modelId: 'wan2.6-t2v',
      parameters: {
        resolution: '720p',
        durationSeconds: 2,
        quality: null,
        frameRate: null,
        cameraMotion: null,
        audio: true,
      },
    },
    rows,
  },
  ({ person, fake, start, settle, read }) => {
    const processing = (taskId: string) =>
      until(async () => (await read(taskId)).jobs.some(({ state }) => state === 'processing'), {
        what: `${taskId} to be processing`,
      });

    it('cancels what waits in the queue', async () => {
      const { task, marker } = await start('image', 'queued_long');
      await processing(task.taskId);
      expect((await person().api.post(api.cancel(task.taskId))).status).toBe(200);
      expect(await settle(task.taskId)).toMatchObject({ state: 'cancelled' });
      expect(fake().posts(marker)).toBe(1);
    });

    it('lets what runs come to its end, and keeps it', async () => {
      const { task } = await start('image', 'running_long');
      await processing(task.taskId);
      await new Promise((resolve) => setTimeout(resolve, 400));
      await person().api.post(api.cancel(task.taskId));
      expect(await settle(task.taskId)).toMatchObject({ state: 'downloadable' });
    });
  }
);
