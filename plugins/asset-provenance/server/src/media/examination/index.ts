import type { Finding } from '../../../../shared';
import { createWorkerLane } from '../../kernel';
import type { Answer, Question } from './messages';

export { isGenerative, isOthersGenerative, sourceTypeOf } from './findings';

export type Examiner = {
  /**
   * Reads the marks of one file after the other, off the main thread: what reads strangers' bytes may
   * die or hang without taking anything with it.
   * @throws Error when it died, took too long or was closed.
   */
  examine: (path: string) => Promise<Finding[]>;
  /** Rejects what waits and ends the worker. */
  close: () => Promise<void>;
};

type Options = {
  /** The built worker, `dist/examiner/index.js`. */
  workerPath: string;
  /** How long an idle worker is kept, in milliseconds. */
  idleMs?: number;
  /** How long one file may take, in milliseconds. */
  timeoutMs?: number;
};

export const createExaminer = ({
  workerPath,
  idleMs = 30_000,
  timeoutMs = 20_000,
}: Options): Examiner => {
  const lane = createWorkerLane<Omit<Question, 'id'>, Answer>({
    name: 'examiner',
    workerPath,
    idleMs,
  });
  return {
    examine: async (path) => {
      const answer = await lane.ask({ path }, { timeoutMs });
      if ('problem' in answer) throw new Error(answer.problem);
      return answer.findings;
    },
    close: lane.close,
  };
};
