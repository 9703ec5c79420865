import { createSending } from '../../plugins/asset-provenance/server/src/callbacks/sending';
import type { DeliveryRow } from '../../plugins/asset-provenance/server/src/callbacks/delivery-rows';
import { createNetwork } from '../../plugins/asset-provenance/server/src/network/service';
import { createFake } from '../fakes/kit';
import type { Fake, FakeAnswer } from '../fakes/kit';

const network = createNetwork();
const send = createSending(network, {
  signingSecret: `whsec_${Buffer.alloc(32, 7).toString('base64')}`,
  allowedHosts: ['127.0.0.1'],
  firstRetrySeconds: 1,
});
const answers: FakeAnswer[] = [];
let receiver: Fake;

const answered = (answer: FakeAnswer) => {
  answers.push(answer);
  return send({
    documentId: 'delivery',
    eventId: 'event',
    address: receiver.url,
    payload: '{}',
  } as DeliveryRow);
};

beforeAll(async () => {
  receiver = await createFake(() => answers.shift() ?? { status: 599 });
});
afterAll(async () => {
  await network.close();
  await receiver.close();
});

describe('what a receiver of a callback answers counts by its status', () => {
  const large = Buffer.alloc(5_000_000);

  it.each<[string, FakeAnswer, object]>([
    ['a large answer', { status: 200, body: large }, { result: 'delivered', httpStatus: 200 }],
    ['an answer that breaks off', 'half', { result: 'delivered', httpStatus: 200 }],
    ['a large error', { status: 503, body: large }, { result: 'refused', httpStatus: 503 }],
    [
      'an error with advice',
      { status: 429, headers: { 'retry-after': '9' } },
      { result: 'refused', retryAfter: 9 },
    ],
    ['a reset', 'reset', { result: 'unanswered', httpStatus: null }],
  ])('%s', async (_what, answer, expected) => {
    expect(await answered(answer)).toMatchObject(expected);
  });
});
