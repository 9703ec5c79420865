import { NotSent, Unanswered } from '../../../plugins/asset-provenance/server/src/network/service';
import {
  askAgain,
  failureOfAnswer,
  readReference,
  refusalIn,
} from '../../../plugins/asset-provenance/server/src/providers/answers';
import type { ProviderAnswer } from '../../../plugins/asset-provenance/server/src/providers/connection';
import {
  countersOf,
  own,
  sizeOf,
} from '../../../plugins/asset-provenance/server/src/providers/read-values';

const answerOf = (status: number): ProviderAnswer => ({
  status,
  headers: {},
  text: '',
  json: undefined,
});

describe('an answer to a submit', () => {
  it.each([302, 408, 500, 503])('%s leaves open whether it was taken', (status) => {
    expect(() => refusalIn(answerOf(status), failureOfAnswer)).toThrow(Unanswered);
  });

  it.each([
    [400, 'invalid_parameters'],
    [404, 'invalid_parameters'],
    [401, 'authentication'],
    [402, 'credit'],
    [429, 'queue'],
  ])('%s is a refusal that bills nothing: %s', (status, expected) => {
    expect(refusalIn(answerOf(status), failureOfAnswer)).toMatchObject({
      kind: 'refused',
      failure: { class: expected, billed: 'no', phase: 'submit' },
    });
  });

  it.each([200, 201, 202])('%s is none', (status) => {
    expect(refusalIn(answerOf(status), failureOfAnswer)).toBeNull();
  });
});

describe('an answer to a poll', () => {
  it('says nothing against the parameters when the job is not found', () => {
    expect(failureOfAnswer(answerOf(404), 'poll')).toMatchObject({
      class: 'upstream',
      group: 'upstream',
      retryable: false,
    });
  });

  it('is asked for again where it was no state', () => {
    expect(askAgain(failureOfAnswer(answerOf(400), 'poll')).failure).toMatchObject({
      class: 'upstream',
      group: 'upstream',
      retryable: true,
      httpStatus: 400,
    });
    expect(askAgain(failureOfAnswer(answerOf(401), 'poll')).failure).toMatchObject({
      class: 'authentication',
      retryable: true,
    });
  });
});

it('a reference whose file cannot be read was not sent, and its path is not told', async () => {
  const reference = {
    role: 'first_frame',
    sha256: '',
    mime: 'image/png',
    path: '/no/such',
  } as const;
  const reading = readReference(reference);
  await expect(reading).rejects.toBeInstanceOf(NotSent);
  await expect(reading).rejects.toThrow(/\(first frame\) could not be read here \(ENOENT\)/);
  await expect(reading).rejects.not.toThrow(/such/);
});

describe('values from outside', () => {
  it('are never what every object has', () => {
    for (const name of ['constructor', 'toString', '__proto__', 'hasOwnProperty'])
      expect(own<unknown>({}, name)).toBeUndefined();
    expect(own({ a: 1 }, 'a')).toBe(1);
  });

  it('are sizes in any spelling', () => {
    expect(['1024x768', '1024*768', '1024×768', 'auto', '', null].map(sizeOf)).toEqual([
      '1024x768',
      '1024x768',
      '1024x768',
      null,
      null,
      null,
    ]);
  });

  it('are counters where they are numbers or texts', () => {
    expect(countersOf({ images: 2, tier: 'a', empty: '', list: [], none: null })).toEqual({
      images: 2,
      tier: 'a',
    });
    expect(countersOf({ none: null })).toBeNull();
    expect(countersOf(null)).toBeNull();
  });
});
