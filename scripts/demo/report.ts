import { Unexpected } from './expect';
import { bold, cyan, dim, green, print, printHanging, red, showLive } from './terminal';

/** What a step hands on, and what it tells: ids, states, reasons, as the answers gave them. */
type Outcome<T> = { value: T; facts: (string | null | undefined)[] };
type Live = (text: string) => void;

/** The step that did not hold has been printed; the story ends here. */
export class StoryEnded extends Error {}

const NAME_WIDTH = 15;
const HEARTBEAT_MS = 1000;
const secondsSince = (start: number) => `${((Date.now() - start) / 1000).toFixed(1)} s`;

const printFailure = (error: unknown) => {
  if (error instanceof Unexpected) {
    printHanging(red('        what      '), error.message);
    printHanging(red('        expected  '), error.expected);
    printHanging(red('        found     '), error.found);
  } else {
    printHanging(
      red('        error     '),
      error instanceof Error ? (error.stack ?? error.message) : String(error)
    );
  }
};

export const createReport = () => {
  const startedAt = Date.now();
  let acts = 0;
  let held = 0;
  let failed = 0;

  const act = (title: string) => {
    acts += 1;
    print();
    print(bold(cyan(`${acts}  ${title}`)));
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
      showLive(`${text} (${secondsSince(start)})`);
    };
    const heartbeat = setInterval(() => live(now), HEARTBEAT_MS);
    const head = (sign: string) => `  ${sign} ${who.padEnd(NAME_WIDTH)} `;
    try {
      const { value, facts } = await play(live);
      clearInterval(heartbeat);
      held += 1;
      const told = facts.filter(Boolean).join(' · ');
      printHanging(
        head(green('✔')),
        `${what}${told ? `: ${told}` : ''} ${dim(`(${secondsSince(start)})`)}`
      );
      return value;
    } catch (error) {
      clearInterval(heartbeat);
      failed += 1;
      printHanging(head(red('✖')), `${what} ${dim(`(${secondsSince(start)})`)}`);
      printFailure(error);
      throw new StoryEnded(what);
    }
  };

  return {
    act,
    step,
    /** The answer in full, below the step that got it. */
    quote: (lines: string[]) => lines.forEach((line) => printHanging(dim('        │ '), line)),
    summary: () => ({ held, failed, seconds: secondsSince(startedAt) }),
  };
};
export type Report = ReturnType<typeof createReport>;
