import { readFile, stat, writeFile } from 'node:fs/promises';
import { parentPort } from 'node:worker_threads';
import type { WrittenMark } from '../../../../shared';
import { markBytes } from './mark-bytes';
import { emptyReport, reportOfFailure, wantedIn } from './plan';
import type { Answer, AnswerMessage, MarkReport, Question, QuestionMessage } from './plan';
import { CannotMark } from './problem';
import { withVisibleLabel } from './visible-label';

/** Larger files are not read into memory at all. */
const MAX_BYTES = 500_000_000;

const wantedBy = (question: Question): WrittenMark[] =>
  question.act === 'draw' ? ['visible_label'] : wantedIn(question.plan);

const done = async (question: Question): Promise<{ bytes: Buffer; report: MarkReport }> => {
  const received = await readFile(question.source);
  if (question.act === 'draw')
    try {
      const bytes = await withVisibleLabel(received, question.look);
      return { bytes, report: { ...emptyReport, written: ['visible_label'] } };
    } catch (error) {
      return { bytes: received, report: reportOfFailure(['visible_label'], error) };
    }
  const { parents, plan } = question;
  const from = await Promise.all(
    parents.map(async ({ path, ...parent }) => ({ ...parent, bytes: await readFile(path) }))
  );
  return markBytes(received, from, plan);
};

const answerTo = async (question: Question): Promise<Answer> => {
  const { size } = await stat(question.source);
  if (size > MAX_BYTES) {
    const problem = new CannotMark(
      'too_large',
      `The file has ${size} bytes; marks are written into ${MAX_BYTES} at most.`
    );
    return { report: reportOfFailure(wantedBy(question), problem), bytes: null };
  }
  const { bytes, report } = await done(question);
  if (report.written.length === 0) return { report, bytes: null };
  await writeFile(question.target, bytes);
  return { report, bytes: bytes.length };
};

const post = (message: AnswerMessage): void => parentPort?.postMessage(message);

parentPort?.on('message', ({ id, ...question }: QuestionMessage) => {
  answerTo(question as Question).then(
    (answer) => post({ id, ...answer }),
    (error: unknown) =>
      post({ id, problem: error instanceof Error ? error.message : String(error) })
  );
});
