import { isDeepStrictEqual } from 'node:util';
import type { Answer } from '../../tests/support/http';

const shown = (value: unknown): string => {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  return text.length > 600 ? `${text.slice(0, 600)}…` : text;
};

/** Something went otherwise than the story says. */
export class Unexpected extends Error {
  readonly expected: string;
  readonly found: string;

  constructor(what: string, { expected, found }: { expected: unknown; found: unknown }) {
    super(what);
    this.expected = shown(expected);
    this.found = shown(found);
  }
}

export const expectEqual = <T>(what: string, found: T, expected: T) => {
  if (!isDeepStrictEqual(found, expected)) throw new Unexpected(what, { expected, found });
};

export const expectThat = (what: string, holds: boolean, found: unknown) => {
  if (!holds) throw new Unexpected(what, { expected: what, found });
};

/** The value, where there has to be one. */
export const present = <T>(value: T | null | undefined, what: string): T => {
  if (value === null || value === undefined) {
    throw new Unexpected(what, { expected: `${what} is there`, found: String(value) });
  }
  return value;
};

/** The data of an answer that says yes. */
export const accepted = <T>(answer: Answer<T>, what: string): T => {
  if (answer.status >= 300) {
    throw new Unexpected(what, {
      expected: 'status 2xx',
      found: `${answer.status} ${shown(answer.body)}`,
    });
  }
  return answer.data;
};

type Refused = NonNullable<Answer<unknown>['error']>;

/** The error of an answer that says no in the way that it should. */
export const refused = (
  answer: Answer<unknown>,
  what: string,
  { status, code }: { status: number; code?: string }
): Refused => {
  const found = { status: answer.status, code: code ? answer.error?.details?.code : undefined };
  if (!answer.error || answer.status !== status || found.code !== code) {
    throw new Unexpected(what, {
      expected: `refused with status ${status}${code ? `, code ${code}` : ''}`,
      found: `${answer.status} ${shown(answer.body)}`,
    });
  }
  return answer.error;
};
