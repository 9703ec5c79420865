import { readFileSync } from 'node:fs';
import path from 'node:path';
import { api } from '../../plugins/asset-provenance/shared';
import type {
  FailureClass,
  LaunchAnswer,
  Page,
  Preflight,
  TaskDetail,
  TaskLookup,
  TaskSummary,
} from '../../plugins/asset-provenance/shared';
import type { People } from '../support/people';
import { people, sharedServer } from '../support/shared-server';
import {
  firstOutput,
  imageLaunch,
  launch,
  launchAndSettle,
  readTask,
  settled,
  videoLaunch,
} from '../support/tasks';
import { until } from '../support/wait';

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

describe('failures', () => {
  const classes: FailureClass[] = [
    'invalid_parameters',
    'moderation',
    'queue',
    'upstream',
    'authentication',
    'credit',
    'cancelled_by_provider',
    'timeout',
    'download',
  ];

  it.each(classes)(
    '%s: the task says the class, the group, whether it was billed and what to do next',
    async (outcome) => {
      const task = await launchAndSettle(everyone.editor, imageLaunch({ extras: { outcome } }));
      expect(task).toMatchObject({ state: 'failed', failure: { class: outcome } });
      expect(task.failure?.billed).toMatch(/yes|no|unknown/);
      expect(task.nextStep).toEqual(expect.any(String));
      expect(task.safeEvidence).toMatchObject({
        taskId: task.taskId,
        failureClass: outcome,
        model: 'sandbox-image',
      });
      expect(JSON.stringify(task.safeEvidence)).not.toContain('canvas bag');
    }
  );

  it('of a download are mended by downloading again: not generated, not billed', async () => {
    const { taskId } = await launch(
      everyone.editor,
      imageLaunch({ extras: { downloadFailures: 4 } })
    );
    const failed = await settled(everyone.editor, taskId);
    expect(failed).toMatchObject({
      state: 'failed',
      failure: { class: 'download', group: 'download' },
      acts: { canRetry: true },
    });
    await everyone.editor.api.post(api.retry(taskId));
    const mended = await until(
      async () => {
        const task = await readTask(everyone.editor, taskId);
        return task.state === 'downloadable' && task;
      },
      { what: 'the download' }
    );
    expect(mended.jobs[0]).toMatchObject({
      attempts: 1,
      providerTaskId: failed.jobs[0]?.providerTaskId,
    });
  });

  it('of time are mended by a late result', async () => {
    const { taskId } = await launch(
      everyone.editor,
      imageLaunch({ extras: { outcome: 'timeout' } })
    );
    expect(await settled(everyone.editor, taskId)).toMatchObject({
      state: 'failed',
      failure: { class: 'timeout' },
    });
    const mended = await until(
      async () => {
        await everyone.editor.api.post(api.retry(taskId));
        const task = await readTask(everyone.editor, taskId);
        return task.state === 'downloadable' && task;
      },
      { what: 'the late result', everyMs: 500 }
    );
    expect(mended.jobs[0]?.attempts).toBe(1);
  });

  it('of time are mended by a late result that nobody asked for', async () => {
    const { taskId } = await launchAndSettle(
      everyone.editor,
      imageLaunch({ extras: { outcome: 'timeout' } })
    );
    const mended = await until(
      async () => {
        const task = await readTask(everyone.editor, taskId);
        return task.state === 'downloadable' && task;
      },
      { what: 'the late result', timeoutMs: 40_000, everyMs: 500 }
    );
    expect(mended.jobs[0]?.attempts).toBe(1);
  });

  it('refresh an expired address without generating again', async () => {
    const task = await launchAndSettle(
      everyone.editor,
      imageLaunch({ extras: { urlSeconds: 0.001 } })
    );
    expect(task.state === 'downloadable' || task.failure?.class === 'download').toBe(true);
    expect(task.jobs[0]?.attempts).toBe(1);
  });

  it('leave "3 of 4" when the provider gives less than asked', async () => {
    const task = await launchAndSettle(
      everyone.editor,
      imageLaunch({ parameters: { count: 4 }, extras: { missingOutputs: 1 } })
    );
    expect(task).toMatchObject({ state: 'downloadable', outputsStored: 3, outputsExpected: 4 });
  });

  it('are not repeats: the same may be launched again at once', async () => {
    const body = imageLaunch({ extras: { outcome: 'moderation' } });
    await launchAndSettle(everyone.editor, body);
    expect((await everyone.editor.api.post(api.tasks, body)).status).toBe(201);
  });
});

describe('a submission to be checked', () => {
  const unknown = () =>
    launchAndSettle(
      everyone.editor,
      imageLaunch({ extras: { submit: 'lost_answer', lookup: 'no' } })
    );

  it('is found by our own key where the provider can be asked', async () => {
    const task = await launchAndSettle(
      everyone.editor,
      imageLaunch({ extras: { submit: 'lost_answer' } })
    );
    expect(task).toMatchObject({ state: 'downloadable' });
  });

  it('waits for a person, who is not the editor', async () => {
    const task = await unknown();
    expect(task).toMatchObject({ state: 'submit_unknown' });
    const jobId = task.jobs[0]?.jobId ?? '';
    expect(
      (
        await everyone.editor.api.post(api.reconcile(jobId), {
          decision: 'send_again',
          reason: 'not there',
        })
      ).status
    ).toBe(403);
    expect(
      (
        await everyone.contentManager.api.post(api.reconcile(jobId), {
          decision: 'adopt',
          reason: 'seen',
        })
      ).status
    ).toBe(400);
    const answer = await everyone.contentManager.api.post<TaskDetail>(api.reconcile(jobId), {
      decision: 'failed',
      reason: 'The provider has no such job',
    });
    expect(answer.data).toMatchObject({ state: 'failed' });
    expect(
      (
        await everyone.contentManager.api.post(api.reconcile(jobId), {
          decision: 'failed',
          reason: 'again',
        })
      ).status
    ).toBe(409);
  });
});

describe('after the launch', () => {
  it('reproduce gives the same received bytes', async () => {
    const first = await launchAndSettle(everyone.editor, imageLaunch({ parameters: { count: 2 } }));
    const answer = await everyone.editor.api.post<LaunchAnswer>(api.reproduce(first.taskId));
    const second = await settled(everyone.editor, answer.data.task.taskId);
    expect(second.outputs.map(({ receivedSha256 }) => receivedSha256)).toEqual(
      first.outputs.map(({ receivedSha256 }) => receivedSha256)
    );
    expect(second.derivedFrom).toEqual({ taskId: first.taskId, derivation: 'reproduce' });
  });

  it('a chosen draft, and only a chosen one, becomes a final with its seed', async () => {
    const draft = await launchAndSettle(everyone.editor, imageLaunch({ parameters: { count: 2 } }));
    const { outputId } = draft.outputs[1] ?? firstOutput(draft);
    expect((await everyone.editor.api.post(api.promote(outputId))).status).toBe(409);
    expect((await everyone.editor.api.post(api.choose(outputId), { isChosen: true })).status).toBe(
      200
    );
    const answer = await everyone.editor.api.post<LaunchAnswer>(api.promote(outputId));
    expect(answer.status).toBe(201);
    const final = await settled(everyone.editor, answer.data.task.taskId);
    const seed = (draft.jobs[0]?.effective?.seed ?? 0) + 1;
    expect(final).toMatchObject({
      stage: 'final',
      state: 'downloadable',
      derivedFrom: { derivation: 'promote', taskId: draft.taskId },
    });
    expect(final.requested).toMatchObject({ seed, size: '1920x1080', quality: 'high', count: 1 });
  });

  it('cancels what is not sent and asks the provider to stop the rest', async () => {
    const task = await launch(everyone.editor, imageLaunch({ extras: { workSeconds: 30 } }));
    await until(async () => (await readTask(everyone.editor, task.taskId)).state === 'processing', {
      what: 'the provider to work',
    });
    expect((await everyone.editor.api.post(api.cancel(task.taskId))).status).toBe(200);
    expect(await settled(everyone.editor, task.taskId)).toMatchObject({ state: 'cancelled' });
    expect((await everyone.editor.api.post(api.cancel(task.taskId))).status).toBe(409);
  });

  it('of ten parallel cancellations one wins, and the log has one', async () => {
    const task = await launch(everyone.editor, imageLaunch({ extras: { queueSeconds: 20 } }));
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => everyone.editor.api.post(api.cancel(task.taskId)))
    );
    expect(answers.every(({ status }) => status === 200 || status === 409)).toBe(true);
    const done = await settled(everyone.editor, task.taskId);
    const moves = done.timeline.filter(
      ({ type, data }) => type === 'job.moved' && data.to === 'cancelled'
    );
    expect(moves).toHaveLength(1);
  });
});

describe('finding tasks', () => {
  it('by a two-character Chinese word of the prompt, for those who may read it', async () => {
    const task = await launch(
      everyone.editor,
      imageLaunch({ subject: null, parameters: { prompt: `清晨的茶壶与雪山 ${Date.now()}` } })
    );
    const search = async (who: keyof People, owner: string) =>
      (
        await everyone[who].api.get<Page<TaskSummary>>(api.tasks, { q: '雪山', owner })
      ).data.results.map(({ taskId }) => taskId);
    expect(await search('editor', 'mine')).toContain(task.taskId);
    expect(await search('contentManager', 'all')).toContain(task.taskId);
  });

  it('by our id or the provider’s: state, download, failure reason, repeat or not', async () => {
    const task = await launchAndSettle(everyone.editor, imageLaunch());
    const { data } = await everyone.auditor.api.get<TaskLookup>(api.lookup, {
      id: task.providerTaskIds[0],
    });
    expect(data).toMatchObject({
      taskId: task.taskId,
      matchedBy: 'provider_task_id',
      state: 'downloadable',
      isRepeat: false,
      repeats: 0,
      failure: null,
    });
    expect(data.downloadable).toHaveLength(1);
    expect((await everyone.auditor.api.get(api.lookup, { id: 'nonsense' })).status).toBe(404);
  });

  it('by what went wrong', async () => {
    const { taskId } = await launchAndSettle(
      everyone.editor,
      imageLaunch({ extras: { outcome: 'credit' } })
    );
    const { data } = await everyone.editor.api.get<Page<TaskSummary>>(api.tasks, {
      failureClass: 'credit',
      state: 'failed',
    });
    expect(data.results.map((task) => task.taskId)).toContain(taskId);
    expect(data.results.every(({ failure }) => failure?.class === 'credit')).toBe(true);
  });

  it('page by page, each once', async () => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const { data }: { data: Page<TaskSummary> } = await everyone.editor.api.get<
        Page<TaskSummary>
      >(api.tasks, { limit: 7, cursor });
      seen.push(...data.results.map(({ taskId }) => taskId));
      cursor = data.nextCursor;
    } while (cursor);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThan(14);
  });

  it('not those of others: a task that is not yours is not there', async () => {
    const task = await launch(everyone.contentManager, imageLaunch());
    const answer = await everyone.editor.api.get(api.task(task.taskId));
    expect(answer.status).toBe(404);
    expect(answer.error?.details.fields?.[0]?.path).toBe('taskId');
    expect((await everyone.auditor.api.post(api.tasks, imageLaunch())).status).toBe(403);
  });
});
