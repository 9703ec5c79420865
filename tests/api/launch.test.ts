import { readFileSync } from 'node:fs';
import path from 'node:path';
import { api } from '../../plugins/asset-provenance/shared';
import type {
  LaunchAnswer,
  Page,
  Preflight,
  TaskLookup,
  TaskSummary,
} from '../../plugins/asset-provenance/shared';
import type { People } from '../support/people';
import { people, sharedServer } from '../support/shared-server';
import { firstOutput, imageLaunch, launch, launchAndSettle, videoLaunch } from '../support/tasks';

jest.setTimeout(120_000);

let everyone: People;

beforeAll(async () => {
  everyone = await people();
});

const countTasks = async () => {
  const answer = await everyone.contentManager.api.get<Page<TaskSummary>>(api.tasks, {
    owner: 'all',
    limit: 100,
  });
  return answer.data.results.length;
};

describe('launch', () => {
  it('takes an image task from queued to stored files with size, hash and readable names', async () => {
    const task = await launchAndSettle(
      everyone.editor,
      imageLaunch({ parameters: { count: 2, seed: 7 } })
    );
    expect(task).toMatchObject({
      state: 'downloadable',
      outputsStored: 2,
      outputsExpected: 2,
      stage: 'draft',
    });
    for (const output of task.outputs) {
      expect(output).toMatchObject({
        state: 'stored',
        mime: 'image/png',
        width: 640,
        height: 360,
        approvalStatus: 'unsubmitted',
      });
      expect(output.url).toMatch(
        /\/uploads\/canvas-bag-fan-bu-bao_product-hero_[a-z0-9]+_\d_[a-z0-9]+\.png$/
      );
      const bytes = readFileSync(path.join(sharedServer().publicDir, output.url ?? ''));
      expect(bytes.subarray(1, 4).toString()).toBe('PNG');
    }
    expect(task.jobs[0]?.effective).toMatchObject({
      seed: 7,
      size: '640x360',
      modelVersion: 'sandbox-image 1',
    });
    expect(task.timeline.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['task.launched', 'job.moved', 'output.moved'])
    );
  });

  it('makes a real video of the asked length and size, and keeps its parameters', async () => {
    const task = await launchAndSettle(
      everyone.editor,
      videoLaunch({ parameters: { durationSeconds: 2, cameraMotion: 'zoom_in' } })
    );
    expect(firstOutput(task)).toMatchObject({
      state: 'stored',
      mime: 'video/mp4',
      width: 426,
      height: 240,
      durationSeconds: 2,
    });
    expect(task.requested).toMatchObject({
      inputType: 'text_to_video',
      durationSeconds: 2,
      resolution: '240p',
      cameraMotion: 'zoom_in',
      audio: false,
    });
    expect(task.jobs[0]?.providerTaskId).toEqual(expect.any(String));
  });

  it('asks for one output a call where the model gives one', async () => {
    const task = await launchAndSettle(
      everyone.editor,
      imageLaunch({ modelId: 'sandbox-image-single', parameters: { count: 3, seed: 20 } })
    );
    expect(task.jobs.map(({ effective }) => effective?.seed)).toEqual([20, 21, 22]);
    expect(task.outputsStored).toBe(3);
  });

  it('says what it would do, without doing it', async () => {
    const before = await countTasks();
    const answer = await everyone.editor.api.post<Preflight>(
      api.preflight,
      imageLaunch({ parameters: { prompt: 'cinematic, 8k, soft light', count: 3 } })
    );
    expect(answer.data).toMatchObject({ jobs: 1, outputs: 3 });
    expect(answer.data.checks.find(({ id }) => id === 'prompt_use')?.result).toBe('attention');
    expect(answer.data.parameterSummary).not.toContain('cinematic');
    expect(await countTasks()).toBe(before);
  });
});

describe('bad input is refused with the field named, and nothing is stored', () => {
  const cases: [string, Parameters<typeof imageLaunch>[0], string][] = [
    ['an unknown purpose', { purpose: 'wallpaper' }, 'purpose'],
    ['an unknown channel', { channel: 'billboard' }, 'channel'],
    ['an unknown specification', { specification: 'nope' }, 'specification'],
    ['an unknown provider', { providerId: 'nobody' }, 'providerId'],
    ['an unknown model', { modelId: 'sandbox-sculpture' }, 'modelId'],
    ['a missing prompt', { parameters: { prompt: '  ' } }, 'parameters.prompt'],
    ['an unknown ratio', { parameters: { aspectRatio: '5:9' } }, 'parameters.aspectRatio'],
    ['a size of another ratio', { parameters: { size: '512x512' } }, 'parameters.size'],
    ['a count beyond the model', { parameters: { count: 9 } }, 'parameters.count'],
    ['a seed that is none', { parameters: { seed: -1 } }, 'parameters.seed'],
    ['an unknown extra', { extras: { steps: 50 } }, 'parameters.extras.steps'],
    [
      'an image start without an image',
      { parameters: { inputType: 'image_to_image' } },
      'parameters.references',
    ],
    [
      'a reference without authorisation',
      {
        parameters: {
          references: [
            { fileDocumentId: 'abc123abc123', role: 'style', rightsRecordId: 'abc123abc123' },
          ],
        },
      },
      'parameters.references.0.rightsRecordId',
    ],
    ['a callback that is no address', { callbackUrl: 'file:///etc/passwd' }, 'callbackUrl'],
  ];

  it.each(cases)('%s', async (_what, changes, field) => {
    const before = await countTasks();
    const answer = await everyone.editor.api.post(api.tasks, imageLaunch(changes));
    expect(answer.status).toBe(400);
    expect(answer.error?.details.fields?.map(({ path: at }) => at)).toContain(field);
    expect(await countTasks()).toBe(before);
  });

  it.each([
    ['a duration beyond the model', { durationSeconds: 60 }, 'parameters.durationSeconds'],
    ['a duration between its steps', { durationSeconds: 1.5 }, 'parameters.durationSeconds'],
    ['audio, which the sandbox cannot make', { audio: true }, 'parameters.audio'],
    ['a resolution that it has not', { resolution: '4320p' }, 'parameters.resolution'],
  ])('%s', async (_what, parameters, field) => {
    const answer = await everyone.editor.api.post(api.tasks, videoLaunch({ parameters }));
    expect(answer.status).toBe(400);
    expect(answer.error?.details.fields?.map(({ path: at }) => at)).toContain(field);
  });

  it('a full key in a prompt: refused with an explanation that does not repeat it', async () => {
    const key = `sk-proj-${'Ab3dEf6hIj9kLmNoPqRs'.repeat(2)}`;
    const answer = await everyone.editor.api.post(
      api.tasks,
      imageLaunch({ parameters: { prompt: `a bag, key ${key}` } })
    );
    expect(answer.status).toBe(400);
    expect(answer.error?.details).toMatchObject({
      code: 'secret_refused',
      fields: [{ path: 'parameters.prompt' }],
    });
    expect(JSON.stringify(answer.body)).not.toContain(key);
    expect(sharedServer().logs()).not.toContain(key);
  });
});

describe('never twice by accident', () => {
  it('answers the same parameters with the first task, and counts', async () => {
    const body = imageLaunch({ parameters: { seed: 5 } });
    const first = await launch(everyone.editor, body);
    const again = await everyone.editor.api.post<LaunchAnswer>(api.tasks, body);
    expect(again.status).toBe(200);
    expect(again.data).toMatchObject({
      isRepeat: true,
      task: { taskId: first.taskId, repeats: 1 },
    });
  });

  it('launches again with a reason, and says of which task it is a repeat', async () => {
    const body = imageLaunch();
    const first = await launch(everyone.editor, body);
    const second = await launch(everyone.editor, {
      ...body,
      repeatReason: 'Another variation is wanted',
    });
    expect(second.taskId).not.toBe(first.taskId);
    const { data } = await everyone.editor.api.get<TaskLookup>(api.lookup, { id: second.taskId });
    expect(data).toMatchObject({ isRepeat: true, matchedBy: 'task_id' });
  });

  it('launches once when the same is sent ten times at once', async () => {
    const body = imageLaunch({ idempotencyKey: `key-${Date.now()}` });
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => everyone.editor.api.post<LaunchAnswer>(api.tasks, body))
    );
    expect(new Set(answers.map(({ data }) => data.task.taskId)).size).toBe(1);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  });

  it('refuses an idempotency key that stood for something else', async () => {
    const idempotencyKey = `other-${Date.now()}`;
    await launch(everyone.editor, imageLaunch({ idempotencyKey }));
    const answer = await everyone.editor.api.post(api.tasks, imageLaunch({ idempotencyKey }));
    expect(answer.status).toBe(409);
    expect(answer.error?.details.fields?.[0]?.path).toBe('idempotencyKey');
  });
});
