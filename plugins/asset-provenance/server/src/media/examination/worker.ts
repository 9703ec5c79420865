import { parentPort } from 'node:worker_threads';
import { examineFile } from './examine';
import type { Answer, Question } from './messages';

const answer = async ({ id, path }: Question): Promise<void> => {
  try {
    const answered: Answer = { id, findings: await examineFile(path) };
    parentPort?.postMessage(answered);
  } catch (error) {
    const failed: Answer = { id, problem: error instanceof Error ? error.message : String(error) };
    parentPort?.postMessage(failed);
  }
};

parentPort?.on('message', (question: Question) => void answer(question));
