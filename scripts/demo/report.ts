import { Unexpected } from './expect';
import { bold, cyan, dim, green, print, printHanging, red, showLive } from './terminal';

/** What a step hands on, and what it tells: ids, states, reasons, as the answers gave them. */
type Outcome<T> = { value: T; facts: (string | null | undefined)[] };
type Live = (text: string) => void;

/** The step that did not hold has been printed; the story ends here. */
class StoryEnded extends Error {}

const NAME_WIDTH = 15;
const HEARTBEAT_MS = 1000;
const secondsSince = (start: number) => `${((Date.now() - start) / 1000).toFixed(1)} s`;

const sentencesOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return error.cause ? `${error.message}: ${sentencesOf(error.cause)}` : error.message;
};

const printFailure = (error: unknown) => {
  if (error instanceof Unexpected) {
    printHanging(red('        what      '), error.message);
    printHanging(red('        expected  '), error.expected);
    printHanging(red('        found     '), error.found);
  } else {
    printHanging(red('        error     '), sentencesOf(error));
  }
};

export const createReport = () => {
  const startedAt = Date.now();
  let acts = 0;
  let held = 0;
  let failed = 0;
  let isClosed = false;

  const act = (title: string) => {
    acts += 1;
    print();
    print(bold(cyan(`${acts}  ${title}`)));
  };

  const fail = (who: string, what: string, error: unknown) => {
    failed += 1;
    if (isClosed) return;
    printHanging(`  ${red('✖')} ${who.padEnd(NAME_WIDTH)} `, what);
    printFailure(error);
  };

  /** Plays one step and prints one line about it: sign, who, what, facts, seconds. */
  const step = async <T>(
    who: string,
    what: string,
    play: (live: Live) => Promise<Outcome<T>>
  ): Promise<T> => {
    const start = Date.now();
    let now = what;
    const live: Live = (text) => {
      now = text;
      if (!isClosed) showLive(`${text} (${secondsSince(start)})`);
    };
    const heartbeat = setInterval(() => live(now), HEARTBEAT_MS);
    try {
      const { value, facts } = await play(live);
      const told = facts.filter(Boolean).join(' · ');
      held += 1;
      printHanging(
        `  ${green('✔')} ${who.padEnd(NAME_WIDTH)} `,
        `${what}${told ? ` — ${told}` : ''} ${dim(`(${secondsSince(start)})`)}`
      );
      return value;
    } catch (error) {
      fail(who, `${what} ${dim(`(${secondsSince(start)})`)}`, error);
      throw new StoryEnded(what, { cause: error });
    } finally {
      clearInterval(heartbeat);
    }
  };

  return {
    act,
    step,
    /** The answer in full, below the step that got it. */
    quote: (lines: string[]) => lines.forEach((line) => printHanging(dim('        │ '), line)),
    /** An end of the story that no step has told yet. */
    ended: (error: unknown) => {
      if (!(error instanceof StoryEnded))
        fail('Demo', 'comes to an end that nobody foresaw', error);
    },
    /** From now on nothing is told: the server goes away under the story. */
    close: () => {
      isClosed = true;
    },
    summary: () => ({ held, failed, seconds: secondsSince(startedAt) }),
  };
};
export type Report = ReturnType<typeof createReport>;
