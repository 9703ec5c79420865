import { api } from '../../plugins/asset-provenance/shared';
import { REPLICATE_TOKEN, createReplicateFake } from '../fakes/replicate';
import { providerSuite } from '../support/provider-suite';
import type { Row } from '../support/provider-suite';
import { until } from '../support/wait';

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

const refused = (scenario: string, failure: Row['expect']['failure']): Row =>
  image(scenario, {
    state: 'failed',
    failure: { phase: 'submit', billed: 'no', ...failure },
    posts: 0,
  });

/** Sent, and no answer that says what became of it: billed at most once, and never sent again. */
const lost = (scenario: string): Row => image(scenario, { state: 'submit_unknown', posts: 1 });

const failed = (scenario: string, failure: Row['expect']['failure']): Row =>
  image(scenario, { state: 'failed', failure: { phase: 'poll', ...failure } });

const rows: Row[] = [
  {
    name: 'four pictures in one job',
    kind: 'image',
    changes: { parameters: { count: 4, seed: 7 } },
    expect: { state: 'downloadable', jobs: 1, outputs: 4, posts: 1 },
    also: ({ jobs: [job] }) => {
      expect(job).toMatchObject({ effective: { seed: 7 }, usage: { image_count: 4 } });
    },
  },
  {
    name: 'six pictures in two jobs',
    kind: 'image',
    changes: { parameters: { count: 6 } },
    expect: { state: 'downloadable', jobs: 2, outputs: 6, posts: 2 },
  },
  {
    name: 'three pictures of which one was withheld',
    scenario: 'partial',
    kind: 'image',
    changes: { parameters: { count: 3 } },
    expect: { state: 'downloadable', jobs: 1, outputs: 2, posts: 1 },
  },
  {
    name: 'two pictures of a model that makes one a job',
    kind: 'image',
    changes: { modelId: 'bytedance/seedream-4', parameters: { size: '1920x1080', count: 2 } },
    expect: { state: 'downloadable', jobs: 2, outputs: 2, posts: 2 },
  },
  { name: 'a video', kind: 'video', expect: { state: 'downloadable', jobs: 1 } },
  {
    name: 'two videos, one a job',
    kind: 'video',
    changes: { parameters: { count: 2 } },
    expect: { state: 'downloadable', jobs: 2, outputs: 2, posts: 2 },
  },
  refused('credit', { class: 'credit', providerCode: 'Insufficient credit' }),
  refused('denied', { class: 'authentication' }),
  refused('throttled', { class: 'queue', retryAfter: 7 }),
  refused('submit:429', { class: 'queue', retryAfter: 1 }),
  refused('invalid', { class: 'invalid_parameters', httpStatus: 422 }),
  ...['reset', 'half', 'hang', 'not_json', 'empty', '500', '503', 'redirect_private', 'lost'].map(
    (accident) => lost(`submit:${accident}`)
  ),
  { ...lost('submit:lost'), name: 'video: submit:lost', kind: 'video' },
  image('submit:lost_listed', { state: 'downloadable', posts: 1 }),
  ...['reset', 'half', 'not_json', '500', '429', '404', 'huge'].map((accident) =>
    image(`poll:${accident}`, { state: 'downloadable' })
  ),
  image('odd_state', { state: 'downloadable' }),
  failed('sensitive', { class: 'moderation', providerCode: 'E005' }),
  failed('nsfw', { class: 'moderation' }),
  failed('broken', { class: 'upstream' }),
  failed('memory', { class: 'upstream', providerCode: 'E1001' }),
  failed('not_started', { class: 'queue', providerCode: 'E6716' }),
  failed('late_invalid', { class: 'invalid_parameters' }),
  failed('no_file', { class: 'upstream' }),
  failed('removed', { class: 'download', billed: 'yes', providerCode: 'data_removed' }),
  failed('cancelled_there', { class: 'cancelled_by_provider' }),
  failed('aborted', { class: 'cancelled_by_provider', billed: 'no' }),
  failed('running_long', { class: 'timeout', retryable: true }),
  video('sensitive', { state: 'failed', failure: { class: 'moderation', phase: 'poll' } }),
  image('download:reset', { state: 'downloadable' }),
  image('download:503', { state: 'downloadable' }),
  image('download:html', { state: 'failed', failure: { class: 'download', billed: 'yes' } }),
  image('download:redirect_private', { state: 'failed', failure: { class: 'download' } }),
  image('address_renewed', { state: 'downloadable' }),
  video('address_expired', {
    state: 'failed',
    failure: { class: 'download', phase: 'download', billed: 'yes' },
  }),
];

providerSuite(
  {
    title: 'Replicate',
    providerId: 'replicate',
    createFake: createReplicateFake,
    env: (fake) => ({ REPLICATE_API_TOKEN: REPLICATE_TOKEN, REPLICATE_BASE_URL: fake.url }),
    image: {
      modelId: 'black-forest-labs/flux-schnell',
      parameters: { aspectRatio: '16:9', size: '672x384', quality: null },
    },
    video: {
      modelId: 'bytedance/seedance-1-pro',
      parameters: {
        resolution: '480p',
        durationSeconds: 2,
        frameRate: null,
        cameraMotion: null,
        audio: false,
      },
    },
    rows,
  },
  ({ person, fake, start, settle, jobIn, inbound, inboundOf }) => {
    it.each(['queued_long', 'running_long'])('cancels what is %s', async (scenario) => {
      const { task, marker } = await start('image', scenario);
      await jobIn(task.taskId, 'processing');
      expect((await person().api.post(api.cancel(task.taskId))).status).toBe(200);
      expect(await settle(task.taskId)).toMatchObject({ state: 'cancelled' });
      expect(fake().posts(marker)).toBe(1);
    });

    it('believes a signed callback without asking', async () => {
      const { task } = await start('image', 'callback');
      expect(await settle(task.taskId)).toMatchObject({ state: 'downloadable' });
      await inbound(task.taskId, [{ result: 'applied', times: 1 }]);
    });

    it('believes a signed callback that tells of a failure', async () => {
      const { task } = await start('image', 'callback_failed');
      expect(await settle(task.taskId)).toMatchObject({ state: 'failed' });
      await inbound(task.taskId, [{ result: 'applied' }]);
    });

    it.each([
      ['callback_forged', [{ result: 'forged' }]],
      ['callback_stale', [{ result: 'stale' }]],
    ])('%s: it changes nothing', async (scenario, records) => {
      const { task } = await start('image', scenario);
      await inbound(task.taskId, records);
      expect(await settle(task.taskId)).toMatchObject({ state: 'downloadable' });
    });

    it('counts what is repeated, and does nothing twice', async () => {
      const { task } = await start('image', 'callback_repeated');
      const after = await settle(task.taskId);
      expect(after.outputs).toHaveLength(1);
      await until(async () => (await inboundOf(task.taskId))[0]?.times === 3, {
        what: 'three callbacks',
      });
      await inbound(task.taskId, [{ result: 'applied', times: 3 }]);
    });

    it('is not set back by what comes too late', async () => {
      const { task } = await start('image', 'callback_disordered');
      await inbound(task.taskId, [{ result: 'applied' }, { result: 'late' }]);
      expect(await settle(task.taskId)).toMatchObject({ state: 'downloadable' });
    });
  }
);
