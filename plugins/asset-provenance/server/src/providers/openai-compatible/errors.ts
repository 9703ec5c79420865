import type { Failure, FailureClass, FailurePhase } from '../../../../shared';
import { failureOfAnswer } from '../answers';
import type { ErrorFacts } from '../answers';
import type { ProviderAnswer } from '../connection';
import { own } from '../read-values';
import type { Dialect } from './dialect';
import { firstAt, textAt } from './places';

type Errors = Dialect['errors'];
export type Said = { message: string | null; codes: string[] };

/** Gateways hand on what the provider behind them said, as JSON in a text: its words are the better ones. */
const innerOf = (message: string | null): unknown => {
  const from = message?.indexOf('{') ?? -1;
  if (!message || from < 0) return undefined;
  try {
    return JSON.parse(message.slice(from)) as unknown;
  } catch {
    return undefined;
  }
};

const codesAt = (value: unknown, places: readonly string[]): string[] =>
  places.flatMap((place) => textAt(value, [place]) ?? []);

const MAX_DEPTH = 4;

/** The words and codes of an error, the innermost first. */
export const errorAt = (
  value: unknown,
  message: readonly string[],
  code: readonly string[],
  depth = 0
): Said => {
  const text = textAt(value, message);
  const codes = codesAt(value, code);
  const inner = depth < MAX_DEPTH ? innerOf(text) : undefined;
  if (inner === undefined) return { message: text, codes };
  const deeper = errorAt(inner, message, code, depth + 1);
  return { message: deeper.message ?? text, codes: [...deeper.codes, ...codes] };
};

/** The class that words and codes tell; undefined: they tell none. */
export const classOf = (errors: Errors, { message, codes }: Said): FailureClass | undefined => {
  const byCode = codes.map((code) => own(errors.classes, code.toLowerCase())).find(Boolean);
  if (byCode) return byCode;
  const text = (message ?? '').toLowerCase();
  return Object.entries(errors.phrases).find(([phrase]) =>
    text.includes(phrase.toLowerCase())
  )?.[1];
};

/** Numbers such as 400 repeat the status; a name says more. */
export const nameOf = (codes: string[]): string | null =>
  codes.find((code) => !/^\d{3}$/.test(code)) ?? codes[0] ?? null;

/** Whether an answer of a good status holds an error all the same. */
export const hasError = (errors: Errors, answer: ProviderAnswer): boolean => {
  const { message, codes } = errorAt(answer.json, errors.message, errors.code);
  const isMarked = firstAt(answer.json, ['error', 'detail']) !== undefined;
  const isCoded = codes.some((code) => !['success', '0', '200', 'ok'].includes(code.toLowerCase()));
  return message !== null && (isMarked || isCoded);
};

export const failureOf = (
  errors: Errors,
  answer: ProviderAnswer,
  phase: FailurePhase,
  facts: ErrorFacts = {}
): Failure => {
  const said = errorAt(answer.json, errors.message, errors.code);
  const mark = Object.entries(errors.marks).find(([place]) => firstAt(answer.json, [place]));
  return failureOfAnswer(answer, phase, {
    class: mark?.[1] ?? classOf(errors, said),
    code: nameOf(said.codes),
    message: said.message,
    ...facts,
  });
};
