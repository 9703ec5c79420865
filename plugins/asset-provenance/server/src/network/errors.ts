/** Nothing left this machine: the same request may be made again. */
export class NotSent extends Error {}

/** It was sent, or may have been, and no whole answer came. */
export class Unanswered extends Error {}

/** It is not an address of the web. */
export class UnusableAddress extends NotSent {}

/** The address leads to where a server must not be sent by others: refused before any contact. */
export class BlockedAddress extends NotSent {
  constructor(readonly host: string) {
    super(
      `The address ${host} leads to this machine or into a private network. ` +
        'An operator can list the host in allowedHosts if that is meant.'
    );
  }
}

/** The answer is larger than the limit that was given. */
export class AnswerTooLarge extends Unanswered {
  constructor(maxBytes: number) {
    super(`The answer is larger than ${maxBytes} bytes.`);
  }
}

type Facts = { name?: unknown; code?: unknown; message?: unknown };

const sentenceOf = (error: unknown): string => {
  const { name, code, message } = Object(error) as Facts;
  if (name === 'TimeoutError') return 'the time was up.';
  const kind = typeof code === 'string' ? code : '';
  if (!message) return kind || 'the connection failed.';
  return `${String(message)}${kind && ` (${kind})`}`;
};

/**
 * What a failed exchange says about the request. Until a connection stands, nothing of it was
 * written; from then on it may have been taken.
 */
export const exchangeError = (error: unknown, host: string, wasConnected: boolean): Error => {
  if (error instanceof NotSent || error instanceof Unanswered) return error;
  return wasConnected
    ? new Unanswered(`No whole answer from ${host}: ${sentenceOf(error)}`)
    : new NotSent(`No connection to ${host}: ${sentenceOf(error)}`);
};
