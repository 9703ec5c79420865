import { randomUUID } from 'node:crypto';
import { api } from '../../plugins/asset-provenance/shared';
import type {
  LaunchAnswer,
  LaunchInput,
  OutputSummary,
  TaskDetail,
} from '../../plugins/asset-provenance/shared';
import type { Person } from './people';
import { until } from './wait';

type Extras = Record<string, string | number | boolean>;
export type Changes = Partial<Omit<LaunchInput, 'parameters'>> & {
  parameters?: Record<string, unknown>;
  extras?: Extras;
};

/** Prompts differ, so that no launch of a test counts as a repeat of another's. */
const nextPrompt = () => `A canvas bag on a wooden table 帆布包 ${randomUUID()}`;

const fast: Extras = { queueSeconds: 0.05, workSeconds: 0.1 };

/** A small draft picture of the sandbox, as it would be typed into the launch form. */
export const imageLaunch = ({ parameters, extras, ...changes }: Changes = {}): LaunchInput =>
  ({
    purpose: 'product_hero',
    channel: 'website',
    stage: 'draft',
    subject: 'Canvas bag 帆布包',
    providerId: 'sandbox',
    modelId: 'sandbox-image',
    ...changes,
    parameters: {
      kind: 'image',
      inputType: 'text_to_image',
      prompt: nextPrompt(),
      aspectRatio: '16:9',
      size: '640x360',
      quality: 'low',
      count: 1,
      extras: { ...fast, ...extras },
      ...parameters,
    },
  }) as LaunchInput;

/** A short draft video of the sandbox. */
export const videoLaunch = ({ parameters, extras, ...changes }: Changes = {}): LaunchInput =>
  ({
    ...imageLaunch(),
    modelId: 'sandbox-video',
    ...changes,
    parameters: {
      kind: 'video',
      inputType: 'text_to_video',
      prompt: nextPrompt(),
      aspectRatio: '16:9',
      resolution: '240p',
      durationSeconds: 1,
      frameRate: 12,
      cameraMotion: 'pan_left',
      audio: false,
      extras: { ...fast, ...extras },
      ...parameters,
    },
  }) as LaunchInput;

export const launch = async (person: Person, body: LaunchInput): Promise<TaskDetail> => {
  const answer = await person.api.post<LaunchAnswer>(api.tasks, body);
  if (answer.status !== 201) {
    throw new Error(
      `Launch: ${answer.status} ${JSON.stringify(answer.error ?? answer.data.isRepeat)}`
    );
  }
  return answer.data.task;
};

export const readTask = async (person: Person, taskId: string): Promise<TaskDetail> =>
  (await person.api.get<TaskDetail>(api.task(taskId))).data;

const ended = ['downloadable', 'failed', 'cancelled', 'submit_unknown'];

/** Waits until nothing more happens to a task by itself. */
export const settled = (person: Person, taskId: string, timeoutMs = 60_000): Promise<TaskDetail> =>
  until(
    async () => {
      const task = await readTask(person, taskId).catch(() => null);
      return task && ended.includes(task.state) && task;
    },
    { what: `task ${taskId} to settle`, timeoutMs }
  );

export const launchAndSettle = async (person: Person, body: LaunchInput): Promise<TaskDetail> =>
  settled(person, (await launch(person, body)).taskId);

const first = (task: TaskDetail): OutputSummary => {
  const [output] = task.outputs;
  if (!output) throw new Error(`Task ${task.taskId} has no outputs.`);
  return output;
};
export const firstOutput = first;
