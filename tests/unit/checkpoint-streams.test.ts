import { createCheckpointStreams } from '../../plugins/asset-provenance/server/src/audit/checkpoint-streams';
import type { Checkpoints } from '../../plugins/asset-provenance/server/src/audit/checkpoints';
import {
  createVerifier,
  parseVerifierKey,
} from '../../plugins/asset-provenance/server/src/evidence';
import { ORIGIN, checkpointOf, newSigner, sealAll, textOf } from '../support/ledgers';

const SIZE = 20;
const VERIFIED = 12;
const signer = newSigner();
const events = sealAll(Array.from({ length: SIZE }, (_, index) => textOf(index, 5)));

/** A ledger that had `VERIFIED` events when a verification began, and has `now` at its end. */
const verifyWhile = async (signed: number[], now: number) => {
  const rows = signed.map((size) => ({ size, note: checkpointOf(events.slice(0, size), signer) }));
  const checkpoints = {
    page: (after: number) => Promise.resolve(rows.filter(({ size }) => size > after).slice(0, 1)),
  } as unknown as Checkpoints;
  const key = parseVerifierKey(signer.verifierKey);
  const verifier = createVerifier({ origin: ORIGIN, keys: key ? [key] : [] });
  const streams = await createCheckpointStreams(checkpoints, []);
  for (const event of events.slice(0, VERIFIED)) {
    verifier.step({ event });
    await streams.give(verifier, event.sequence);
  }
  await streams.givePromises(verifier, () => Promise.resolve(now));
  return verifier.end();
};

it('leaves what was signed while it read to the next time', async () => {
  expect(await verifyWhile([5, 12, 15, 20], 20)).toMatchObject({
    state: 'intact',
    size: VERIFIED,
    checkpoints: { checked: 2 },
  });
});

it('finds events that were promised and are not there, also behind such a one', async () => {
  expect((await verifyWhile([5, 15, 20], 17)).findings).toEqual([
    expect.objectContaining({
      kind: 'events_truncated',
      sequence: VERIFIED + 1,
      untilSequence: 20,
    }),
  ]);
});
