import { createHmac } from 'node:crypto';
import { api } from '../../plugins/asset-provenance/shared';
import type { TaskCallbacks } from '../../plugins/asset-provenance/shared';
import {
  KLING_ACCESS_KEY,
  KLING_SECRET_KEY,
  KLING_WEBHOOK_SECRET,
  createKlingFake,
} from '../fakes/kling';
import type { Report } from '../fakes/kling';
import { providerSuite } from '../support/provider-suite';
import type { Row } from '../support/provider-suite';
import { until } from '../support/wait';

const refused = (failureClass: string, providerCode: string): Row['expect'] => ({
  state: 'failed',
  failure: { class: failureClass, phase: 'submit', billed: 'no', providerCode } as never,
  posts: 0,
});
const ended = (failureClass: string, more = {}): Row['expect'] => ({
  state: 'failed',
  failure: { class: failureClass, phase: 'poll', ...more } as never,
});

const rows: Row[] = [
  {
    name: 'makes an image',
    kind: 'image',
    expect: { state: 'downloadable' },
    also: (task) =>
      expect(task.jobs[0]).toMatchObject({ cost: { microUnits: 20_000, currency: 'credit' } }),
  },
  { name: 'makes a video', kind: 'video', expect: { state: 'downloadable' } },
  {
    name: 'makes nine images in one job',
    kind: 'image',
    changes: { parameters: { count: 9 } },
    expect: { state: 'downloadable', outputs: 9, jobs: 1 },
  },
  {
    name: 'makes three videos in three jobs',
    kind: 'video',
    changes: { parameters: { count: 3 } },
    expect: { state: 'downloadable', outputs: 3, jobs: 3 },
  },
  {
    name: 'moves the camera',
    kind: 'video',
    changes: {
      modelId: 'kling-v1',
      parameters: { cameraMotion: 'zoom_out', resolution: '720p' },
    },
    expect: { state: 'downloadable' },
  },
  {
    name: 'takes what came when one picture is missing',
    kind: 'image',
    scenario: 'partial',
    changes: { parameters: { count: 3 } },
    expect: { state: 'downloadable', outputs: 2 },
  },
  {
    name: 'goes on in a state that is not known',
    kind: 'video',
    scenario: 'new_state',
    expect: { state: 'downloadable' },
  },
  {
    name: 'asks for a fresh address when one has expired',
    kind: 'video',
    scenario: 'expired',
    expect: { state: 'downloadable' },
  },
  {
    name: 'waits while the key is refused at a poll',
    kind: 'video',
    scenario: 'bad_key_later',
    expect: { state: 'downloadable' },
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
    kind: 'video',
    scenario,
    expect: { state: 'downloadable' },
  })),
  ...['download:reset', 'download:503'].map((scenario): Row => ({
    name: `downloads again after ${scenario}`,
    kind: 'image',
    scenario,
    expect: { state: 'downloadable' },
  })),

  {
    name: 'wrong key',
    kind: 'image',
    scenario: 'bad_key',
    expect: refused('authentication', '1002'),
  },
  {
    name: 'a clock that is ten minutes ahead',
    kind: 'image',
    scenario: 'clock_ahead',
    expect: refused('authentication', '1003'),
    also: ({ jobs }) => expect(jobs[0]?.failure?.message).toMatch(/10 minutes ahead/),
  },
  {
    name: 'a clock that is behind',
    kind: 'video',
    scenario: 'clock_behind',
    expect: refused('authentication', '1004'),
  },
  {
    name: 'account trouble',
    kind: 'image',
    scenario: 'account',
    expect: refused('authentication', '1100'),
  },
  { name: 'arrears', kind: 'image', scenario: 'arrears', expect: refused('credit', '1101') },
  { name: 'no units left', kind: 'video', scenario: 'credit', expect: refused('credit', '1102') },
  {
    name: 'no permission',
    kind: 'video',
    scenario: 'permission',
    expect: refused('authentication', '1103'),
  },
  {
    name: 'a value that is not taken',
    kind: 'video',
    scenario: 'bad_value',
    expect: refused('invalid_parameters', '1201'),
  },
  {
    name: 'a model that is not there',
    kind: 'video',
    scenario: 'no_model',
    expect: refused('invalid_parameters', '1203'),
  },
  {
    name: 'moderation of the prompt',
    kind: 'image',
    scenario: 'moderation',
    expect: refused('moderation', '1301'),
  },
  {
    name: 'an error inside of a 200',
    kind: 'image',
    scenario: 'code_in_200',
    expect: refused('moderation', '1301'),
  },
  { name: 'too many requests', kind: 'video', scenario: 'rate', expect: refused('queue', '1302') },
  {
    name: 'too many tasks at once',
    kind: 'video',
    scenario: 'parallel',
    expect: refused('queue', '1303'),
  },
  {
    name: 'an address that is not on the list',
    kind: 'video',
    scenario: 'address',
    expect: refused('authentication', '1304'),
  },
  {
    name: 'moderation of the result',
    kind: 'video',
    scenario: 'moderation_late',
    expect: ended('moderation'),
  },
  {
    name: 'a picture of the wrong shape',
    kind: 'video',
    scenario: 'bad_picture',
    expect: ended('invalid_parameters'),
  },
  { name: 'a failed task', kind: 'video', scenario: 'failed', expect: ended('upstream') },
  {
    name: 'a success without a result',
    kind: 'video',
    scenario: 'no_result',
    expect: ended('upstream'),
  },
  { name: 'a task that is gone', kind: 'video', scenario: 'gone', expect: ended('upstream') },
  {
    name: 'a task that does not end',
    kind: 'video',
    scenario: 'never',
    expect: ended('timeout', { retryable: true }),
  },
  {
    name: 'a file that is no picture',
    kind: 'image',
    scenario: 'download:html',
    expect: { state: 'failed', failure: { class: 'download', billed: 'yes' } },
  },

  {
    name: 'finds a submit whose answer was lost',
    kind: 'video',
    scenario: 'submit:lost',
    expect: { state: 'downloadable' },
  },
  {
    name: 'finds a submit that was answered by a time-out',
    kind: 'image',
    scenario: 'submit:lost_answer_500',
    expect: { state: 'downloadable' },
  },
  {
    name: 'leaves a lost submit that cannot be found to a person',
    kind: 'video',
    scenario: 'submit:lost_for_good',
    expect: { state: 'submit_unknown' },
  },
  ...[
    'submit:reset',
    'submit:half',
    'submit:not_json',
    'submit:500',
    'submit:hang',
    'broken',
    'broken_in_200',
    'unknown_code',
  ].map((scenario): Row => ({
    name: `does not send again after ${scenario}`,
    kind: 'video',
    scenario,
    expect: { state: 'submit_unknown', posts: 0 },
  })),
];

providerSuite(
  {
    title: 'Kling',
    providerId: 'kling',
    createFake: () => createKlingFake(),
    env: ({ url }) => ({
      KLING_ACCESS_KEY,
      KLING_SECRET_KEY,
      KLING_WEBHOOK_SECRET,
      KLING_BASE_URL: url,
    }),
    image: {
      modelId: 'kling-v3-image',
      parameters: { size: '1360x768', aspectRatio: '16:9', quality: null },
    },
    video: {
      modelId: 'kling-v3',
      parameters: { resolution: '720p', durationSeconds: 5, frameRate: null, cameraMotion: null },
    },
    rows,
  },
  ({ fake, person, start, settle, jobIn }) => {
    it('refuses at the launch what the model can do only together with something else', async () => {
      const launched = start('video', 'success', {
        modelId: 'kling-v2-6',
        parameters: { audio: true, resolution: '720p' },
      });
      await expect(launched).rejects.toThrow(/Launch: 400 .*parameters\.resolution must be 1080p/);
    });

    const callbacksOf = async (taskId: string) =>
      (await person().api.get<TaskCallbacks>(api.callbacksOfTask(taskId))).data;
    const send = ({ url, headers, body }: Report) => fetch(url, { method: 'POST', headers, body });
    const reportsOf = (providerTaskId: string) =>
      fake().reports.filter(({ body }) => body.includes(`"task_id":"${providerTaskId}"`));
    const reported = (providerTaskId: string, status: string) =>
      until(
        async () =>
          reportsOf(providerTaskId).find(({ body }) => body.includes(`"task_status":"${status}"`)),
        { what: `a report of ${status}` }
      );
    const resultsOf = async (taskId: string) =>
      (await callbacksOf(taskId)).inbound.map(({ result, times }) => [result, times]);

    it('takes a signed report, and repeats of it change nothing', async () => {
      const { task, marker } = await start('video', 'reported');
      const { providerTaskId } = await jobIn(task.taskId, 'stored');
      const report = await reported(providerTaskId ?? '', 'succeed');
      await until(async () => (await callbacksOf(task.taskId)).inbound.length >= 2, {
        what: 'both reports to be recorded',
      });
      await send(report);
      await send(report);
      const { inbound } = await callbacksOf(task.taskId);
      expect(Math.max(...inbound.map(({ times }) => times))).toBe(3);
      expect((await settle(task.taskId)).state).toBe('downloadable');
      expect(fake().posts(marker)).toBe(1);
    });

    it('takes an older report that comes last for what it is', async () => {
      const { task } = await start('video', 'reported');
      const { providerTaskId } = await jobIn(task.taskId, 'stored');
      const first = await reported(providerTaskId ?? '', 'submitted');
      const signed = sign(first, `${Date.now()}`, new Date());
      expect((await send(signed)).status).toBeLessThan(300);
      await until(
        async () => (await resultsOf(task.taskId)).some(([result]) => result === 'late'),
        {
          what: 'the older report to be late',
        }
      );
      expect((await settle(task.taskId)).state).toBe('downloadable');
    });

    it('refuses forged and stale reports', async () => {
      const { task } = await start('video', 'never');
      const { providerTaskId } = await jobIn(task.taskId, 'processing');
      const first = await reported(providerTaskId ?? '', 'submitted');
      const finished = {
        ...first,
        body: first.body.replace('"submitted"', '"succeed"'),
      };
      expect((await send(finished)).status).toBeGreaterThanOrEqual(400);
      const old = sign(finished, 'old', new Date(Date.now() - 3_600_000));
      expect((await send(old)).status).toBeGreaterThanOrEqual(400);
      const elsewhere = { ...sign(first, 'x', new Date()), url: first.url.replace(/.$/, '~') };
      expect((await send(elsewhere)).status).toBeGreaterThanOrEqual(400);
      const results = (await resultsOf(task.taskId)).map(([result]) => result);
      expect(results).toEqual(expect.arrayContaining(['forged', 'stale']));
      await jobIn(task.taskId, 'processing');
    });
  }
);

/** The same report, signed anew as Kling signs. */
const sign = (report: Report, id: string, at: Date): Report => {
  const seconds = String(Math.floor(at.getTime() / 1000));
  const key = Buffer.from(KLING_WEBHOOK_SECRET.replace(/^whsec_/, ''), 'base64');
  const digest = createHmac('sha256', key)
    .update(`${id}.${seconds}.${report.body}`)
    .digest('base64');
  return {
    ...report,
    headers: {
      ...report.headers,
      'webhook-id': id,
      'webhook-timestamp': seconds,
      'webhook-signature': `v1,${digest}`,
    },
  };
};
