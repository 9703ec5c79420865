import { parseArgs } from 'node:util';
import type { ParseArgsConfig } from 'node:util';
import type { Bilingual } from '../shared/api';
import { say } from './say';

/** Exit codes of all commands. */
export const EXIT = { ok: 0, failed: 1, usage: 2, notIntact: 3 } as const;

type Options = NonNullable<ParseArgsConfig['options']>;
type Read<O extends Options> = ReturnType<
  typeof parseArgs<{ args: string[]; options: O; allowPositionals: true; strict: true }>
>;

/** Reads the arguments of a command; null, and the usage on stderr, where they do not fit. */
export const readArguments = <O extends Options>(
  args: string[],
  { options, positionals, usage }: { options: O; positionals: number; usage: Bilingual }
): Read<O> | null => {
  try {
    const read = parseArgs({ args, options, allowPositionals: true, strict: true } as const);
    if (read.positionals.length === positionals) return read;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    say({ en: error.message, zh: error.message }, 'err');
  }
  say(usage, 'err');
  return null;
};
