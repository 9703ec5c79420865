import type { MarkProblem } from '../../../../shared';

/** Why a mark cannot be written into a file; the file itself is as it was. */
export class CannotMark extends Error {
  constructor(
    readonly problem: MarkProblem,
    message: string
  ) {
    super(message);
  }
}

export const malformed = (message: string): CannotMark => new CannotMark('malformed', message);
