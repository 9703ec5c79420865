import { api, taskStates } from '../../../plugins/asset-provenance/shared';
import type {
  LaunchAnswer,
  LaunchInput,
  OutputSummary,
  TaskDetail,
} from '../../../plugins/asset-provenance/shared';
import type { Person } from '../../../tests/support/people';
import { until } from '../../../tests/support/wait';
import { accepted, expectEqual, present } from '../expect';
import type { Report } from '../report';

/** A task that brought files, and the one file of it that the story goes on with. */
export type Made = { task: TaskDetail; output: OutputSummary };

const ENDED = ['downloadable', 'failed', 'cancelled', 'submit_unknown'];
const LIVE_EVERY_MS = 200;

const pixels = ({ width, height }: OutputSummary) =>
  width && height ? `${width}×${height}` : null;
export const kilobytes = (bytes: number | null) =>
  bytes === null ? null : `${Math.ceil(bytes / 1000)} kB`;

/** Asks until nothing more happens to a task by itself, and shows how it goes. */
export const watch = (person: Person, taskId: string, live: (text: string) => void) =>
  until(
    async () => {
      const task = accepted(await person.api.get<TaskDetail>(api.task(taskId)), `Task ${taskId}`);
      const progress =
        task.state === 'processing' && task.progress !== null ? ` ${task.progress} %` : '';
      live(
        `${taskStates[task.state].en}${progress}, ${task.outputsStored} of ${task.outputsExpected} files`
      );
      return ENDED.includes(task.state) && task;
    },
    { what: `task ${taskId} to end`, timeoutMs: 60_000, everyMs: LIVE_EVERY_MS }
  );

export const launch = async (person: Person, input: LaunchInput): Promise<TaskDetail> => {
  const answer = await person.api.post<LaunchAnswer>(api.tasks, input);
  const { task, isRepeat } = accepted(answer, 'Launch');
  expectEqual(
    'A first launch is no repeat',
    { status: answer.status, isRepeat },
    { status: 201, isRepeat: false }
  );
  return task;
};

/** The facts of a launch that its line tells. */
export const launchFacts = (task: TaskDetail) => [
  `task ${task.taskId}`,
  [task.purpose, task.channel, task.specification].filter(Boolean).join(' / '),
  task.derivedFrom && `${task.derivedFrom.derivation} of ${task.derivedFrom.taskId}`,
  task.regenerateReason && `because “${task.regenerateReason}”`,
  task.parameterSummary,
];

/** One step: waits with live progress until every file of a task is stored. */
export const receive = async (
  report: Report,
  person: Person,
  taskId: string
): Promise<TaskDetail> =>
  report.step(person.name, 'waits for the files', async (live) => {
    const task = await watch(person, taskId, live);
    const { state, outputsStored, outputsExpected, failure } = task;
    expectEqual(
      `State of task ${taskId}`,
      { state, failure },
      { state: 'downloadable', failure: null }
    );
    expectEqual('Files that came', outputsStored, outputsExpected);
    const [first] = task.outputs;
    return {
      value: task,
      facts: [
        taskStates[state].en.toLowerCase(),
        `${outputsStored} of ${outputsExpected} files`,
        first && pixels(first),
        first?.durationSeconds ? `${first.durationSeconds} s` : null,
        first && kilobytes(first.bytes),
        `provider task ${task.providerTaskIds.join(', ')}`,
      ],
    };
  });

/** One step: the owner hands a final to the reviewers. */
export const submit = async (
  report: Report,
  {
    person,
    task,
    alternativeText,
    note,
  }: { person: Person; task: TaskDetail; alternativeText: string; note: string }
): Promise<Made> =>
  report.step(person.name, 'submits it for review, with alternative text', async () => {
    const [stored] = task.outputs;
    const { outputId } = present(stored, 'output to submit');
    const answer = await person.api.post<OutputSummary>(api.submitForReview(outputId), {
      alternativeText,
      note,
    });
    const output = accepted(answer, 'Submit');
    expectEqual('Approval status', output.approvalStatus, 'pending');
    return {
      value: { task, output },
      facts: [`output ${outputId}`, output.approvalStatus, `“${output.alternativeText}”`],
    };
  });

/** Two steps: chooses one draft, then makes a final of it. */
export const promote = async (
  report: Report,
  person: Person,
  draft: OutputSummary
): Promise<TaskDetail> => {
  await report.step(person.name, `chooses draft no. ${draft.ordinal + 1}`, async () => {
    const output = accepted(
      await person.api.post<OutputSummary>(api.choose(draft.outputId), { isChosen: true }),
      'Choose'
    );
    expectEqual('It is chosen', output.isChosen, true);
    return { value: output, facts: [`output ${output.outputId}`] };
  });
  const task = await report.step(person.name, 'promotes it to final', async () => {
    const answer = await person.api.post<LaunchAnswer>(api.promote(draft.outputId));
    const { task: final } = accepted(answer, 'Promote');
    const { stage, derivedFrom } = final;
    expectEqual(
      'The final knows its draft',
      { stage, derivedFrom },
      { stage: 'final', derivedFrom: { taskId: draft.taskId, derivation: 'promote' } }
    );
    return { value: final, facts: launchFacts(final) };
  });
  return receive(report, person, task.taskId);
};
