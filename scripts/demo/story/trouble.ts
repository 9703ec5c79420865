import { randomBytes } from 'node:crypto';
import {
  api,
  billedStates,
  failureClasses,
  failureGuide,
} from '../../../plugins/asset-provenance/shared';
import type { LaunchInput, TaskDetail } from '../../../plugins/asset-provenance/shared';
import { accepted, expectEqual, expectThat, present, refused } from '../expect';
import type { Report } from '../report';
import type { Stage } from './stage';
import { launch, watch } from './tasks';

const form = (prompt: string, extras: Record<string, string | number> = {}): LaunchInput => ({
  purpose: 'social_cover',
  channel: 'social',
  stage: 'draft',
  subject: 'Canvas bag 帆布包',
  providerId: 'sandbox',
  modelId: 'sandbox-image',
  parameters: {
    kind: 'image',
    inputType: 'text_to_image',
    prompt,
    aspectRatio: '4:5',
    size: '432x540',
    quality: 'low',
    count: 1,
    extras,
  },
});

const failureOf = (task: TaskDetail, failureClass: string) => {
  expectEqual(
    'State and class of the failure',
    [task.state, task.failure?.class],
    ['failed', failureClass]
  );
  return present(task.failure, 'failure');
};

const failureFacts = (task: TaskDetail) => {
  const failure = present(task.failure, 'failure');
  return [
    `task ${task.taskId}`,
    `${failureClasses[failure.class].en} (${failure.class})`,
    billedStates[failure.billed].en.toLowerCase(),
    `next: ${failureGuide[failure.class].next.en}`,
  ];
};

export const showTrouble = async (report: Report, { people: { editor }, cms }: Stage) => {
  report.act('When something goes wrong');

  const [message, next] = await report.step(
    editor.name,
    'pastes a provider key into a prompt: refused',
    async () => {
      const key = `sk-proj-${randomBytes(30).toString('hex')}`;
      const answer = await editor.api.post(api.tasks, form(`A red bag, key ${key}`));
      const error = refused(answer, 'A key in a prompt', { status: 400, code: 'secret_refused' });
      expectThat(
        'The answer does not repeat the key',
        !JSON.stringify(answer.body).includes(key),
        answer.body
      );
      expectThat("The server's log does not hold the key", !cms.logs().includes(key), cms.logFile);
      return {
        value: [error.message, error.details.next?.en ?? ''],
        facts: [
          `${error.status} ${error.details.code}`,
          'the key is neither in the answer nor in the log',
        ],
      };
    }
  );
  report.quote([`${message}. ${next}`]);

  await report.step(
    editor.name,
    'launches what the provider’s moderation refuses',
    async (live) => {
      const { taskId } = await launch(
        editor,
        form('A red bag in the rain 雨中的红包', { outcome: 'moderation' })
      );
      const task = await watch(editor, taskId, live);
      failureOf(task, 'moderation');
      return { value: null, facts: failureFacts(task) };
    }
  );

  const failed = await report.step(
    editor.name,
    'gets a file that cannot be fetched',
    async (live) => {
      const { taskId } = await launch(
        editor,
        form('A red bag in the snow 雪中的红包', { downloadFailures: 4 })
      );
      const task = await watch(editor, taskId, live);
      failureOf(task, 'download');
      expectEqual('It may be tried again', task.acts.canRetry, true);
      return { value: task, facts: failureFacts(task) };
    }
  );

  await report.step(editor.name, 'says retry: fetched again, not made again', async (live) => {
    accepted(await editor.api.post(api.retry(failed.taskId)), 'Retry');
    const task = await watch(editor, failed.taskId, live);
    const facts = (each: TaskDetail) =>
      each.jobs.map(({ providerTaskId, attempts }) => ({ providerTaskId, attempts }));
    expectEqual('State after the retry', task.state, 'downloadable');
    expectEqual('Provider tasks and submissions stay as they were', facts(task), facts(failed));
    const [job] = task.jobs;
    return {
      value: null,
      facts: [
        `task ${task.taskId}`,
        task.state,
        `provider task ${job?.providerTaskId}`,
        `sent ${job?.attempts} time(s)`,
      ],
    };
  });
};
