import { LITELLM_KEY, createLiteLlmFake } from '../fakes/gateways/litellm';
import { NEW_API_KEY, createNewApiFake } from '../fakes/gateways/new-api';
import {
  OPENROUTER_KEY,
  OPENROUTER_SECRET,
  createOpenRouterFake,
  send,
} from '../fakes/gateways/openrouter';
import { until } from '../support/wait';
import { providerSuite } from '../support/provider-suite';
import type { Row } from '../support/provider-suite';

type Kind = Row['kind'];
type Failure = Row['expect']['failure'];

const refused = (kind: Kind, scenario: string, failure: Failure, posts = 0): Row => ({
  name: `${kind}: ends as refused: ${scenario}`,
  scenario,
  kind,
  expect: { state: 'failed', failure: { phase: 'submit', ...failure }, posts },
});
const failed = (scenario: string, failure: Failure): Row => ({
  name: `video: ends as failed: ${scenario}`,
  scenario,
  kind: 'video',
  expect: { state: 'failed', failure: { phase: 'poll', ...failure }, posts: 1 },
});
const lost = (kind: Kind, scenario: string): Row => ({
  name: `${kind}: is left to be checked after ${scenario}, and not sent again`,
  scenario,
  kind,
  expect: { state: 'submit_unknown', posts: 1 },
});
const stored = (kind: Kind, scenario: string): Row => ({
  name: `${kind}: is stored all the same: ${scenario}`,
  scenario,
  kind,
  expect: { state: 'downloadable', posts: 1 },
});
const undownloadable = (scenario: string): Row => ({
  name: `video: is made, and cannot be fetched: ${scenario}`,
  scenario,
  kind: 'video',
  expect: { state: 'failed', failure: { class: 'download', billed: 'yes' }, posts: 1 },
});

const ACCIDENTS = ['lost', 'hang', 'half', 'not_json', 'empty', '500', '503', 'redirect_private'];
const accidents: Row[] = [
  ...ACCIDENTS.map((accident) => lost('video', `submit:${accident}`)),
  ...[
    'poll:reset',
    'poll:not_json',
    'poll:half',
    'poll:503',
    'poll:429',
    'poll:404',
    'poll:empty',
  ].map((scenario) => stored('video', scenario)),
  ...['download:503', 'download:reset', 'download:404'].map((each) => stored('video', each)),
  ...['download:html', 'download:redirect_private'].map(undownloadable),
  stored('video', 'odd_state'),
  {
    name: 'video: times out and stays open for a late result',
    scenario: 'never',
    kind: 'video',
    expect: { state: 'failed', failure: { class: 'timeout', retryable: true }, posts: 1 },
  },
];

const image = {
  modelId: 'gpt-image-1',
  parameters: { aspectRatio: '1:1', size: '1024x1024', quality: 'low', extras: {} },
};
const video = {
  parameters: {
    aspectRatio: '16:9',
    resolution: '720p',
    durationSeconds: 4,
    frameRate: null,
    cameraMotion: null,
    extras: {},
  },
};
const made: Row[] = [
  { name: 'image: is stored', kind: 'image', expect: { state: 'downloadable' } },
  {
    name: 'image: several of one job are stored',
    kind: 'image',
    changes: { parameters: { count: 3 } },
    expect: { state: 'downloadable', outputs: 3, jobs: 1 },
  },
  { name: 'video: is stored', kind: 'video', expect: { state: 'downloadable' } },
  {
    name: 'video: two are two jobs',
    kind: 'video',
    changes: { parameters: { count: 2 } },
    expect: { state: 'downloadable', outputs: 2, jobs: 2, posts: 2 },
  },
];

const models = JSON.stringify({ 'gpt-image-1': {}, 'wan-video': { like: 'video' } });

providerSuite({
  title: 'A gateway with new-api',
  providerId: 'gateway',
  createFake: createNewApiFake,
  env: ({ url }) => ({
    GATEWAY_BASE_URL: url,
    GATEWAY_API_KEY: NEW_API_KEY,
    GATEWAY_PRESET: 'new-api',
    GATEWAY_MODELS: models,
  }),
  image,
  video: { ...video, modelId: 'wan-video' },
  rows: [
    ...made,
    refused('video', 'moderation', { class: 'moderation', billed: 'no' }),
    refused('video', 'credit', { class: 'credit', providerCode: 'insufficient_user_quota' }),
    refused('video', 'rate', { class: 'queue', billed: 'no' }),
    refused('video', 'invalid', { class: 'invalid_parameters' }),
    refused('video', 'no_such_model', { class: 'invalid_parameters' }),
    refused('video', 'error_in_200', { billed: 'unknown' }),
    refused('video', 'submit:429', { class: 'queue' }),
    refused('image', 'moderation', { class: 'moderation' }),
    refused('image', 'credit', { class: 'credit' }),
    refused('image', 'no_results', { class: 'upstream', billed: 'unknown' }, 1),
    failed('job_failed', { class: 'upstream', billed: 'no', retryable: false }),
    failed('job_moderation', { class: 'moderation', billed: 'no' }),
    stored('video', 'expired_url'),
    stored('video', 'no_url'),
    stored('image', 'url'),
    lost('image', 'submit:lost'),
    ...accidents,
  ],
});

providerSuite({
  title: 'A gateway with new-api, by /v1/video/generations',
  providerId: 'gateway',
  createFake: createNewApiFake,
  env: ({ url }) => ({
    GATEWAY_BASE_URL: url,
    GATEWAY_API_KEY: NEW_API_KEY,
    GATEWAY_PRESET: 'new-api',
    GATEWAY_MODELS: models,
    GATEWAY_OPTIONS: JSON.stringify({ videos: { path: '/v1/video/generations' } }),
  }),
  video: { ...video, modelId: 'wan-video' },
  rows: [
    { name: 'video: is stored', kind: 'video', expect: { state: 'downloadable' } },
    stored('video', 'expired_url'),
    stored('video', 'old_installation'),
    stored('video', 'odd_state'),
    failed('job_failed', { class: 'upstream', billed: 'no' }),
  ],
});

providerSuite({
  title: 'A gateway with LiteLLM',
  providerId: 'gateway',
  createFake: createLiteLlmFake,
  env: ({ url }) => ({
    GATEWAY_BASE_URL: url,
    GATEWAY_API_KEY: LITELLM_KEY,
    GATEWAY_PRESET: 'litellm',
    GATEWAY_MODELS: models,
  }),
  image,
  video: { ...video, modelId: 'wan-video' },
  rows: [
    ...made,
    refused('video', 'credit', { class: 'credit', providerCode: 'budget_exceeded' }),
    refused('video', 'moderation', { class: 'moderation', billed: 'no' }),
    refused('image', 'rate', { class: 'queue' }),
    failed('job_failed', { class: 'upstream', billed: 'unknown' }),
    failed('job_moderation', { class: 'moderation' }),
    lost('video', 'submit:lost'),
    stored('video', 'poll:503'),
    stored('video', 'download:503'),
  ],
});

providerSuite(
  {
    title: 'A gateway with OpenRouter',
    providerId: 'gateway',
    createFake: createOpenRouterFake,
    env: ({ url }) => ({
      GATEWAY_BASE_URL: `${url}/api`,
      GATEWAY_API_KEY: OPENROUTER_KEY,
      GATEWAY_PRESET: 'openrouter',
      GATEWAY_WEBHOOK_SECRET: OPENROUTER_SECRET,
      GATEWAY_OPTIONS: JSON.stringify({
        videos: { pollAfter: 0.2, callback: { requiresTls: false } },
      }),
    }),
    image: { ...image, modelId: 'openai/gpt-image-2' },
    video: { ...video, modelId: 'google/veo-3.1-lite' },
    rows: [
      ...made,
      refused('video', 'moderation', { class: 'moderation', httpStatus: 403 }),
      refused('video', 'credit', { class: 'credit', httpStatus: 402 }),
      refused('video', 'rate', { class: 'queue', retryAfter: 60 }),
      refused('video', 'invalid', { class: 'invalid_parameters' }),
      refused('image', 'credit', { class: 'credit' }),
      failed('job_failed', { class: 'upstream', billed: 'unknown' }),
      failed('job_moderation', { class: 'moderation' }),
      failed('expired', { class: 'timeout', retryable: false }),
      {
        name: 'video: is cancelled there',
        scenario: 'cancelled',
        kind: 'video',
        expect: { state: 'failed', failure: { class: 'cancelled_by_provider' }, posts: 1 },
      },
      stored('video', 'callback_only'),
      lost('video', 'submit:lost'),
      stored('video', 'poll:429'),
    ],
  },
  ({ start, fake, read, settle, jobIn }) => {
    /** A job that no poll ever ends, and what OpenRouter knows of it. */
    const waiting = async () => {
      const { task, marker } = await start('video', 'never');
      await jobIn(task.taskId, 'processing');
      const job = await until(async () => fake().jobOf(marker), { what: 'the job at the fake' });
      return { task, marker, job };
    };

    it('changes nothing on forged and stale reports, and takes a good one once', async () => {
      const { task, marker, job } = await waiting();
      const forged = await send(fake().report(job, 'succeeded', Date.now(), 'another secret'));
      const stale = await send(fake().report(job, 'succeeded', Date.now() - 600_000));
      expect([forged.status, stale.status]).toEqual([401, 401]);
      expect((await read(task.taskId)).state).toBe('processing');

      const good = fake().report(job, 'succeeded');
      const answers = await Promise.all([send(good), send(good), send(good)]);
      expect(answers.map(({ status }) => status < 300)).toEqual([true, true, true]);
      const after = await settle(task.taskId);
      expect(after.state).toBe('downloadable');
      expect(after.outputs.filter(({ state }) => state === 'stored')).toHaveLength(1);
      expect(fake().posts(marker)).toBe(1);
    }, 60_000);

    it('stays as it ended when an older report comes late', async () => {
      const { task, job } = await waiting();
      await send(fake().report(job, 'failed'));
      expect((await settle(task.taskId)).state).toBe('failed');
      await send(fake().report(job, 'processing'));
      await send(fake().report(job, 'succeeded'));
      expect((await read(task.taskId)).state).toBe('failed');
    }, 60_000);

    it('adopts a job whose submit was not answered, from its report', async () => {
      const { task, marker } = await start('video', 'submit:lost');
      await settle(task.taskId);
      const job = fake().jobOf(marker);
      if (!job) throw new Error('The fake took no job.');
      await send(fake().report(job, 'succeeded'));
      await until(async () => (await read(task.taskId)).state === 'downloadable', {
        what: 'the job to be adopted',
        timeoutMs: 30_000,
      });
      expect(fake().posts(marker)).toBe(1);
    }, 60_000);
  }
);
