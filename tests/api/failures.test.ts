import { api } from '../../plugins/asset-provenance/shared';
import type { FailureClass, TaskDetail } from '../../plugins/asset-provenance/shared';
import type { People } from '../support/people';
import { people } from '../support/shared-server';
import { imageLaunch, launch, launchAndSettle, readTask, settled } from '../support/tasks';
import { until } from '../support/wait';

jest.setTimeout(120_000);

let everyone: People;

beforeAll(async () => {
  everyone = await people();
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
