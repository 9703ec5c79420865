import { api } from '../../plugins/asset-provenance/shared';
import { FAL_KEY_FOR_TESTS, createFalFake } from '../fakes/fal';
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
  image(scenario, { state: 'failed', failure: { phase: 'poll', retryable: false, ...failure } });

const rows: Row[] = [
  {
    name: 'four pictures in one job',
    kind: 'image',
    changes: { parameters: { count: 4, seed: 7 } },
    expect: { state: 'downloadable', jobs: 1, outputs: 4, posts: 1 },
    also: ({ jobs: [job] }) => {
      expect(job).toMatchObject({
        effective: { seed: 7, size: '1024x576' },
        usage: { billable_units: 0.5, inference_time: 0.75 },
      });
    },
  },
  {
    name: 'six pictures in two jobs',
    kind: 'image',
    changes: { parameters: { count: 6 } },
    expect: { state: 'downloadable', jobs: 2, outputs: 6, posts: 2 },
  },
  {
    name: 'three pictures of which one was blacked out',
    scenario: 'partial',
    kind: 'image',
    changes: { parameters: { count: 3 } },
    expect: { state: 'downloadable', jobs: 1, outputs: 2, posts: 1 },
  },
  {
    name: 'a video, and the prompt that was used',
    kind: 'video',
    expect: { state: 'downloadable', jobs: 1 },
    also: ({ jobs: [job] }) => {
      expect(job?.effective?.revisedPrompt).toMatch(/, at dusk$/);
    },
  },
  {
    name: 'two videos, one a job',
    kind: 'video',
    changes: { parameters: { count: 2 } },
    expect: { state: 'downloadable', jobs: 2, outputs: 2, posts: 2 },
  },
  refused('locked', { class: 'credit', httpStatus: 403 }),
  refused('forbidden', { class: 'authentication', httpStatus: 403 }),
  refused('denied', { class: 'authentication', httpStatus: 401 }),
  refused('throttled', { class: 'queue', retryAfter: 9 }),
  refused('submit:429', { class: 'queue', retryAfter: 1 }),
  refused('invalid', { class: 'invalid_parameters', providerCode: 'greater_than' }),
  ...['reset', 'half', 'hang', 'not_json', 'empty', '500', '503', 'redirect_private', 'lost'].map(
    (accident) => lost(`submit:${accident}`)
  ),
  { ...lost('submit:lost'), name: 'video: submit:lost', kind: 'video' },
  ...['reset', 'half', 'not_json', '500', '429', '404', 'huge'].map((accident) =>
    image(`poll:${accident}`, { state: 'downloadable' })
  ),
  image('odd_state', { state: 'downloadable' }),
  image('result_late', { state: 'downloadable' }),
  image('foreign_addresses', { state: 'downloadable' }),
  failed('moderation', { class: 'moderation', providerCode: 'content_policy_violation' }),
  failed('unsafe', { class: 'moderation', providerCode: 'no_media_generated' }),
  failed('no_media', { class: 'upstream', providerCode: 'no_media_generated' }),
  failed('all_flagged', { class: 'moderation', providerCode: 'has_nsfw_concepts' }),
  failed('late_invalid', { class: 'invalid_parameters', providerCode: 'image_too_small' }),
  failed('model_500', { class: 'upstream', billed: 'no' }),
  failed('model_504', { class: 'upstream', billed: 'no' }),
  failed('runner_gone', { class: 'upstream', billed: 'no', providerCode: 'runner_disconnected' }),
  failed('no_runner', { class: 'queue', billed: 'no' }),
  failed('no_file', { class: 'upstream' }),
  failed('gone', { class: 'upstream', httpStatus: 404 }),
  image('running_long', {
    state: 'failed',
    failure: { class: 'timeout', phase: 'poll', retryable: true },
  }),
  video('moderation', { state: 'failed', failure: { class: 'moderation', phase: 'poll' } }),
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
    title: 'fal',
    providerId: 'fal',
    createFake: createFalFake,
    env: (fake) => ({
      FAL_KEY: FAL_KEY_FOR_TESTS,
      FAL_BASE_URL: fake.url,
      FAL_JWKS_URL: fake.jwksUrl,
    }),
    image: {
      modelId: 'fal-ai/flux/schnell',
      parameters: { aspectRatio: '16:9', size: '512x288', quality: null },
    },
    video: {
      modelId: 'fal-ai/bytedance/seedance/v1/pro',
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

    it('keeps what came although it was to be stopped', async () => {
      const { task } = await start('image', 'not_stopped');
      await jobIn(task.taskId, 'processing');
      await person().api.post(api.cancel(task.taskId));
      expect(await settle(task.taskId)).toMatchObject({ state: 'downloadable' });
    });

    it('believes a signed callback without asking', async () => {
      const { task } = await start('image', 'callback');
      expect(await settle(task.taskId)).toMatchObject({ state: 'downloadable' });
      await inbound(task.taskId, [{ result: 'applied', times: 1 }]);
    });

    it('believes a signed callback that tells of a failure', async () => {
      const { task } = await start('image', 'callback_failed');
      expect(await settle(task.taskId)).toMatchObject({
        state: 'failed',
        failure: { class: 'moderation' },
      });
      await inbound(task.taskId, [{ result: 'applied' }]);
    });

    it('asks the queue where a callback leaves the result out', async () => {
      const { task } = await start('image', 'callback_without_payload');
      expect(await settle(task.taskId)).toMatchObject({ state: 'downloadable' });
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
