import { createWorkerLane } from '../../kernel';
import type { Answer, AnswerMessage, Question } from './plan';

export type Marker = {
  /**
   * Writes the marked file beside the one that came, off the main thread.
   * @throws Error when the worker died, took too long or was closed.
   */
  ask: (question: Question) => Promise<Answer>;
  /** Rejects what waits and ends the worker. */
  close: () => Promise<void>;
  isClosed: () => boolean;
};

type Options = {
  /** The built worker, `dist/marker/index.js`. */
  workerPath: string;
  /** How long an idle worker is kept, in milliseconds. */
  idleMs?: number;
  /** How long one binary may take, in milliseconds. */
  timeoutMs?: number;
};

export const createMarker = ({
  workerPath,
  idleMs = 30_000,
  timeoutMs = 60_000,
}: Options): Marker => {
  const lane = createWorkerLane<Question, AnswerMessage>({
    name: 'marker',
    workerPath,
    idleMs,
  });
  let isClosed = false;
  return {
    ask: async (question) => {
      const answer = await lane.ask(question, { timeoutMs });
      if ('problem' in answer) throw new Error(answer.problem);
      return answer;
    },
    close: async () => {
      isClosed = true;
      await lane.close();
    },
    isClosed: () => isClosed,
  };
};
