import type { Failure, FailurePhase } from '../../../../shared';
import { failureOfAnswer } from '../answers';
import type { ProviderAnswer } from '../connection';
import { refusalSchema } from './schemas';

type Reason = { message?: string | null | undefined; details?: string | null | undefined };

const sentenceOf = ({ message, details }: Reason): string =>
  [message, details].filter(Boolean).join(': ');

/** Names each node that is at fault, and why. */
const messageOf = (answer: ProviderAnswer): string | null => {
  const read = refusalSchema.safeParse(answer.json);
  if (!read.success) return null;
  const { error, node_errors: nodes } = read.data;
  const faults = Object.entries(nodes).map(
    ([id, { class_type: type, errors }]) =>
      `node ${id}${type ? ` (${type})` : ''}: ${errors.map(sentenceOf).join(', ')}`
  );
  return faults.length > 0
    ? faults.join('; ')
    : typeof error === 'string'
      ? error
      : sentenceOf(error) || null;
};

const codeOf = (answer: ProviderAnswer): string | null => {
  const read = refusalSchema.safeParse(answer.json);
  return read.success && typeof read.data.error === 'object'
    ? (read.data.error.type ?? null)
    : null;
};

/** The failure that an answer with an error status means. */
export const failureOf = (answer: ProviderAnswer, phase: FailurePhase): Failure => {
  const { status } = answer;
  if (status === 404 || status === 405)
    return failureOfAnswer(answer, phase, {
      class: 'upstream',
      message: `No ComfyUI answers at this address (HTTP ${status}): check baseUrl.`,
    });
  return failureOfAnswer(answer, phase, {
    code: codeOf(answer),
    message: messageOf(answer) ?? undefined,
  });
};
