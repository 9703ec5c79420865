import type { Failure, FailureClass, FailurePhase } from '../../../../shared';
import { failureOfAnswer } from '../answers';
import type { ProviderAnswer } from '../connection';
import { own } from '../read-values';
import { errorSchema } from './schemas';

const CREDIT = /insufficient credit|spend(?:ing)? limit|billing|payment required/i;

/** Replicate's words for an answer with an error: a title, and a text or a list. */
const wordsOf = ({ json }: ProviderAnswer): { title: string | null; message: unknown } => {
  const read = errorSchema.safeParse(json);
  if (!read.success) return { title: null, message: '' };
  const { title = null, detail } = read.data;
  return { title, message: detail ?? title ?? '' };
};

const classOf = ({ status }: ProviderAnswer, said: string): FailureClass | undefined => {
  if (status === 402 || (status === 403 && CREDIT.test(said))) return 'credit';
  return undefined;
};

/** The failure that an answer with an error status means. */
export const failureOf = (answer: ProviderAnswer, phase: FailurePhase): Failure => {
  const { title, message } = wordsOf(answer);
  const said = typeof message === 'string' ? message : JSON.stringify(message);
  const advice =
    answer.status === 404 && phase === 'submit'
      ? ' — Check the name of the model; one that is not official needs a version in options.versions.'
      : '';
  return failureOfAnswer(answer, phase, {
    class: classOf(answer, `${title ?? ''} ${said}`),
    code: title,
    message: said || advice ? `${said}${advice}` : '',
  });
};

/** `(E005)` at the end of a sentence, or `E6716:` at its start. */
const CODE = /\b(E\d{3,4})\b/;
const MODERATED =
  /nsfw|flagged as sensitive|content (?:policy|moderation|filter)|safety (?:filter|checker|system)|moderat|sensitive (?:content|word)|prohibited content|responsible ai|risk control/i;
const BAD_INPUT =
  /input validation|invalid (?:input|image|value|prompt|aspect|size|format)|unsupported|must be (?:at least|at most|one of|between|less|greater)|cannot identify image/i;

const classOfCode: Record<string, FailureClass> = {
  E005: 'moderation',
  E1001: 'upstream',
  E6716: 'queue',
};

/** A failed prediction has no field for the cause, only a sentence, some with a code in it. */
export const causeOf = (error: string): { class: FailureClass; code: string | null } => {
  const code = CODE.exec(error)?.[1] ?? null;
  const known = code ? own(classOfCode, code) : undefined;
  if (known) return { class: known, code };
  if (MODERATED.test(error)) return { class: 'moderation', code };
  return { class: BAD_INPUT.test(error) ? 'invalid_parameters' : 'upstream', code };
};
