import { api } from '../../plugins/asset-provenance/shared';
import type { TaskDetail } from '../../plugins/asset-provenance/shared';
import { ARK_KEY, createArkFake } from '../fakes/volcengine-ark';
import type { ArkFake } from '../fakes/volcengine-ark';
import { providerSuite } from '../support/provider-suite';
import type { Row } from '../support/provider-suite';
import type { Changes } from '../support/tasks';
import { until } from '../support/wait';

const SET = 'doubao-seedream-4-0-250828:set';
const image = { parameters: { size: '1280x720', quality: null } };
const ofSet = (count: number): Changes => ({ modelId: SET, parameters: { count } });

const refused = (scenario: string, failure: Row['expect']['failure']): Row[] =>
  (['image', 'video'] as const).map((kind) => ({
    name: `${kind}: refused with ${scenario}`,
    scenario,
    kind,
    expect: {
      state: 'failed',
      failure: { phase: 'submit', billed: 'no', ...failure },
      posts: 0,
    },
  }));

/** Sent, and no answer that says what became of it: billed at most once, and never sent again. */
const lost = (scenario: string): Row[] =>
  (['image', 'video'] as const).map((kind) => ({
    name: `${kind}: nobody knows after ${scenario}`,
    scenario,
    kind,
    expect: { state: 'submit_unknown', posts: 1 },
  }));

const video = (scenario: string, expect: Row['expect'], also?: Row['also']): Row => ({
  name: `video: ${scenario}`,
  scenario,
  kind: 'video',
  expect,
  ...(also && { also }),
});

const rows: Row[] = [
  {
    name: 'a picture',
    kind: 'image',
    expect: { state: 'downloadable', jobs: 1 },
    also: ({ jobs: [job] }) => {
      expect(job).toMatchObject({
        effective: { modelVersion: 'doubao-seedream-4-0-250828', size: '1280x720' },
        usage: { generated_images: 1 },
      });
    },
  },
  {
    name: 'three pictures, one a job',
    kind: 'image',
    changes: { parameters: { count: 3 } },
    expect: { state: 'downloadable', jobs: 3, outputs: 3, posts: 3 },
  },
  {
    name: 'a set of four pictures in one job',
    kind: 'image',
    changes: ofSet(4),
    expect: { state: 'downloadable', jobs: 1, outputs: 4, posts: 1 },
  },
  {
    name: 'a set of which fewer came',
    scenario: 'fewer',
    kind: 'image',
    changes: ofSet(4),
    expect: { state: 'downloadable', jobs: 1, outputs: 2, posts: 1 },
  },
  {
    name: 'a set of which one picture was blocked',
    scenario: 'partial',
    kind: 'image',
    changes: ofSet(3),
    expect: { state: 'downloadable', jobs: 1, outputs: 2, posts: 1 },
  },
  {
    name: 'pictures that were all blocked',
    scenario: 'all_blocked',
    kind: 'image',
    expect: {
      state: 'failed',
      failure: { class: 'moderation', billed: 'no', phase: 'submit' },
      posts: 1,
    },
  },
  {
    name: 'a video',
    kind: 'video',
    expect: { state: 'downloadable', jobs: 1 },
    also: ({ jobs: [job] }) => {
      expect(job).toMatchObject({
        effective: { seed: 4711, size: '864x496', resolution: '480p' },
        usage: { completion_tokens: 108_900 },
      });
    },
  },
  {
    name: 'two videos, one a job, with seeds in a row',
    kind: 'video',
    changes: { parameters: { count: 2, seed: 7 } },
    expect: { state: 'downloadable', jobs: 2, outputs: 2, posts: 2 },
    also: ({ jobs }) => {
      expect(jobs.map(({ effective }) => effective?.seed).sort()).toEqual([7, 8]);
    },
  },
  ...refused('moderation', { class: 'moderation' }),
  ...refused('credit', { class: 'credit', providerCode: 'AccountOverdueError' }),
  ...refused('trial_over', { class: 'credit', httpStatus: 429 }),
  ...refused('queue_full', { class: 'queue', httpStatus: 429 }),
  ...refused('rate', { class: 'queue' }),
  ...refused('submit:429', { class: 'queue', retryAfter: 1 }),
  ...refused('not_open', { class: 'authentication' }),
  ...refused('parameters', { class: 'invalid_parameters' }),
  ...refused('error_200', { class: 'moderation' }),
  ...lost('submit:lost'),
  ...lost('submit:reset'),
  ...lost('submit:half'),
  ...lost('submit:hang'),
  ...lost('submit:not_json'),
  ...lost('submit:500'),
  ...lost('submit:503'),
  ...lost('submit:redirect_private'),
  ...[
    'poll:reset',
    'poll:half',
    'poll:not_json',
    'poll:500',
    'poll:429',
    'poll:404',
    'poll:huge',
  ].map((scenario) => video(scenario, { state: 'downloadable' })),
  video('odd_state', { state: 'downloadable' }),
  video('running_long', { state: 'downloadable' }),
  video('failed', {
    state: 'failed',
    failure: {
      class: 'upstream',
      phase: 'poll',
      billed: 'no',
      providerCode: 'InternalServiceError',
    },
  }),
  video('late_moderation', {
    state: 'failed',
    failure: { class: 'moderation', phase: 'poll', billed: 'no' },
  }),
  video('timed_out', {
    state: 'failed',
    failure: { class: 'cancelled_by_provider', phase: 'poll', billed: 'unknown' },
  }),
  video('cancelled_there', { state: 'failed', failure: { class: 'cancelled_by_provider' } }),
  video('no_video', { state: 'failed', failure: { class: 'upstream', phase: 'poll' } }),
  video('queued_long', {
    state: 'failed',
    failure: { class: 'timeout', phase: 'poll', retryable: true },
  }),
  video('download:reset', { state: 'downloadable' }),
  video('download:503', { state: 'downloadable' }),
  video('address_renewed', { state: 'downloadable' }),
  video('address_expired', {
    state: 'failed',
    failure: { class: 'download', phase: 'download', billed: 'yes' },
  }),
  {
    name: 'a picture whose address is no longer good',
    scenario: 'address_expired',
    kind: 'image',
    expect: { state: 'failed', failure: { class: 'download', billed: 'yes' } },
  },
  {
    name: 'a picture that is a web page',
    scenario: 'always_html',
    kind: 'image',
    expect: { state: 'failed', failure: { class: 'download', billed: 'yes' } },
  },
];

providerSuite<ArkFake>(
  {
    title: 'Volcengine Ark',
    providerId: 'ark',
    createFake: createArkFake,
    env: (fake) => ({ ARK_API_KEY: ARK_KEY, ARK_BASE_URL: fake.url }),
    image: { modelId: 'doubao-seedream-4-0-250828', ...image },
    video: {
      modelId: 'doubao-seedance-1-5-pro-251215',
      parameters: {
        resolution: '480p',
        durationSeconds: 4,
        quality: null,
        frameRate: null,
        cameraMotion: null,
      },
    },
    rows,
  },
  ({ server, person, fake, start, settle, read }) => {
    const cancel = (taskId: string) => person().api.post(api.cancel(taskId));
    const processing = (taskId: string) =>
      until(async () => (await read(taskId)).jobs.some(({ state }) => state === 'processing'), {
        what: `${taskId} to be processing`,
      });
    const callbackUrl = async (marker: string) => {
      const submitted = await until(
        () =>
          fake().requests.find(
            ({ method, rawBody }) => method === 'POST' && rawBody.includes(marker)
          ),
        { what: 'the submit to reach the fake' }
      );
      return (submitted.json as { callback_url: string }).callback_url;
    };
    const callbacksOf = async (taskId: string) =>
      (await person().api.get<TaskDetail['callbacks']>(api.callbacksOfTask(taskId))).data;

    it('cancels a video that waits in the queue', async () => {
      const { task, marker } = await start('video', 'queued_long');
      await processing(task.taskId);
      expect((await cancel(task.taskId)).status).toBe(200);
      expect(await settle(task.taskId)).toMatchObject({ state: 'cancelled' });
      expect(fake().posts(marker)).toBe(1);
    });

    it('lets a video that runs come to its end, and keeps it', async () => {
      const { task } = await start('video', 'running_long');
      await processing(task.taskId);
      await new Promise((resolve) => setTimeout(resolve, 400));
      await cancel(task.taskId);
      expect(await settle(task.taskId)).toMatchObject({ state: 'downloadable' });
    });

    it('takes callbacks for hints: good, repeated and out of order ones change nothing else', async () => {
      const { task, marker } = await start('video', 'running_long');
      const url = await callbackUrl(marker);
      const call = (body: string) =>
        fetch(url, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body,
        }).then(({ status }) => status);
      const id = 'cgt-of-somebody-else';
      const said = JSON.stringify({ id, status: 'succeeded', content: { video_url: 'http://x/' } });
      expect(await call(said)).toBe(202);
      expect(await call(said)).toBe(202);
      expect(await call(JSON.stringify({ id, status: 'failed' }))).toBe(202);
      expect(await call('<html>')).toBe(400);
      expect((await fetch(url.slice(0, -3), { method: 'POST', body: said })).status).toBe(404);
      const after = await settle(task.taskId);
      expect(after).toMatchObject({ state: 'downloadable' });
      expect(after.jobs[0]?.providerTaskId).not.toBe(id);
      expect(fake().posts(marker)).toBe(1);
      expect(JSON.stringify(await callbacksOf(task.taskId))).toContain('hint');
      await until(() => fake().callbacks.some((each) => each.url === url), {
        what: 'the fake to call back itself',
      });
      for (const each of fake().callbacks.filter((sent) => sent.url === url))
        expect(each.status).toBe(202);
    });

    it('changes nothing for a callback about a submit that nobody answered, and asks a person', async () => {
      const { task, marker } = await start('video', 'submit:lost');
      const url = await callbackUrl(marker);
      const sent = () => fake().callbacks.filter((each) => each.url === url);
      await until(() => sent().length === 3, { what: 'the fake to call back three times' });
      expect(sent().map(({ status }) => status)).toEqual([202, 202, 202]);
      expect(await settle(task.taskId)).toMatchObject({ state: 'submit_unknown' });
      expect(fake().posts(marker)).toBe(1);
    });

    it('goes on with a video where it was when the process is killed in the middle', async () => {
      const { task, marker } = await start('video', 'slow');
      await processing(task.taskId);
      await server().kill9();
      await server().restart();
      expect(await settle(task.taskId)).toMatchObject({ state: 'downloadable' });
      expect(fake().posts(marker)).toBe(1);
    }, 150_000);

    it('never erased the record of a task', () => {
      expect(fake().erased).toEqual([]);
    });
  }
);
