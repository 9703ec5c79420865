import { readFile, stat, writeFile } from 'node:fs/promises';
import { parentPort } from 'node:worker_threads';
import { markBytes } from './mark-bytes';
import { reportOfFailure } from './plan';
import type { Answer, Question } from './plan';
import { CannotMark } from './problem';

/** Larger files are not read into memory at all. */
const MAX_BYTES = 500_000_000;

const mark = async ({ id, source, target, parent, plan }: Question): Promise<Answer> => {
  const { size } = await stat(source);
  if (size > MAX_BYTES) {
    const problem = new CannotMark(
      'too_large',
      `The file has ${size} bytes; marks are written into ${MAX_BYTES} at most.`
    );
    return { id, report: reportOfFailure(plan, problem), bytes: null };
  }
  const received = await readFile(source);
  const from = parent && { ...parent, bytes: await readFile(parent.path) };
  const { bytes, report } = await markBytes(received, from, plan);
  if (report.written.length === 0) return { id, report, bytes: null };
  await writeFile(target, bytes);
  return { id, report, bytes: bytes.length };
};

const answer = async (question: Question): Promise<void> => {
  try {
    parentPort?.postMessage(await mark(question));
  } catch (error) {
    const failed: Answer = {
      id: question.id,
      problem: error instanceof Error ? error.message : String(error),
    };
    parentPort?.postMessage(failed);
  }
};

parentPort?.on('message', (question: Question) => void answer(question));
