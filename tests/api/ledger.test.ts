import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import {
  parseVerifierKey,
  sealOf,
  sha256,
  verifyCheckpoint,
  verifyConsistency,
  verifyInclusion,
} from '../../plugins/asset-provenance/server/src/evidence';
import { api } from '../../plugins/asset-provenance/shared';
import type {
  LedgerConsistency,
  LedgerInclusion,
  LedgerStanding,
  LedgerVerification,
  RightsRecord,
  TimelineEvent,
} from '../../plugins/asset-provenance/shared';
import { replace } from '../support/files';
import { preparePeople } from '../support/people';
import type { People } from '../support/people';
import { startServer } from '../support/server';
import type { Server } from '../support/server';
import { approval, dayFromNow, decide, makeApproved, makeSubmitted, ok } from '../support/story';
import { readTask } from '../support/tasks';
import { until } from '../support/wait';

jest.setTimeout(180_000);

let server: Server;
let all: People;

beforeAll(async () => {
  server = await startServer({
    env: {
      LEDGER_SEAL_SECONDS: '0.1',
      LEDGER_CHECKPOINT_EVENTS: '5',
      LEDGER_CHECKPOINT_MINUTES: '0.02',
      ASSET_PROVENANCE_POLL_MS: '100',
    },
  });
  all = await preparePeople(server.url);
});

afterAll(async () => {
  await server?.dispose();
});

const standing = async () => ok(await all.auditor.api.get<LedgerStanding>(api.ledger), 'Ledger');

/** Nothing is waiting to be sealed or signed or to leave the database. */
const settledLedger = () =>
  until(
    async () => {
      const now = await standing();
      const isOut = now.exports.every(({ size }) => size === now.size);
      return now.unsealed === 0 && now.checkpoint?.size === now.size && isOut && now;
    },
    { what: 'the ledger to be signed and exported' }
  );

const verify = async (): Promise<LedgerVerification> => {
  const { api: http } = all.auditor;
  const begun = ok(await http.post<LedgerVerification>(api.verifyLedger, {}), 'Verify');
  return until(
    async () => {
      const now = ok(
        await http.get<LedgerVerification>(api.ledgerVerification(begun.verificationId)),
        'Verification'
      );
      return now.finishedAt !== null && now;
    },
    { what: 'the verification' }
  );
};

/** Every standing of an approved asset that needs no calendar, and every end of a verdict. */
const playStory = async () => {
  const { editor, contentManager } = all;
  const approved = (limits = {}) =>
    makeApproved({ owner: editor, reviewer: contentManager }, { limits });
  const rejected = await makeSubmitted(editor);
  ok(await decide(contentManager, rejected, { verdict: 'rejected', reason: 'Dark' }), 'Reject');

  const undone = await approved({ channels: ['website'], validUntil: dayFromNow(30) });
  const { output, verdict } = undone;
  ok(
    await contentManager.api.post(api.undoVerdict(output.outputId), {
      verdictId: verdict.verdictId,
    }),
    'Undo'
  );

  const revoked = await approved();
  const { assetId } = revoked.asset;
  ok(await contentManager.api.post(api.revoke(assetId), { reason: 'The licence ended' }), 'Revoke');
  const again = { ...approval(), supersedes: revoked.verdict.verdictId };
  ok(await decide(contentManager, revoked, again), 'Approve again');

  const [old, young] = [await approved(), await approved()];
  const replacement = { byAssetId: young.asset.assetId, reason: 'New packaging' };
  ok(await contentManager.api.post(api.supersede(old.asset.assetId), replacement), 'Supersede');

  const changed = await approved();
  const other = readFileSync(path.join(server.publicDir, young.output.url ?? ''));
  ok(await replace(contentManager, changed.fileId, other, 'other.png', 'image/png'), 'Replace');

  const rights = { kind: 'licence', holder: 'Studio Li', scope: 'All web use' };
  for (const fileDocumentId of [young, old].map((made) => made.output.fileDocumentId)) {
    const { rightsRecordId } = ok(
      await editor.api.post<RightsRecord>(api.rightsRecords, { ...rights, fileDocumentId }),
      'Rights'
    );
    if (fileDocumentId === old.output.fileDocumentId)
      ok(await editor.api.post(api.withdrawRights(rightsRecordId), { reason: 'Over' }), 'Withdraw');
  }
  return [rejected, undone, revoked, old, young, changed];
};

describe('the ledger', () => {
  let eventIds: TimelineEvent[];

  it('seals, signs and exports what happened, and is intact', async () => {
    const { task } = await makeApproved({ owner: all.editor, reviewer: all.contentManager });
    eventIds = (await readTask(all.editor, task.taskId)).timeline;
    const now = await settledLedger();
    expect(now).toMatchObject({
      key: { isDevelopment: true, isVouched: true },
      keyProblem: null,
      exports: [{ exportId: 'folder', problem: null }],
    });
    const { report } = await verify();
    expect(report).toMatchObject({
      state: 'intact',
      findings: [],
      origin: now.origin,
      unsealed: 0,
    });
    expect(report?.size).toBeGreaterThanOrEqual(now.size);
    expect(report?.checkpoints.covered).toBeGreaterThanOrEqual(now.size);
  });

  it('agrees with the rows in use after everything that can happen to results', async () => {
    const made = await playStory();
    const statuses = await Promise.all(
      made.map(async ({ task }) => (await readTask(all.editor, task.taskId)).outputs[0])
    );
    expect(statuses.map((output) => output?.approvalStatus)).toEqual([
      'rejected',
      'pending',
      'approved',
      'superseded',
      'approved',
      'changed',
    ]);
    await settledLedger();
    expect((await verify()).report).toMatchObject({ state: 'intact', findings: [] });
  });

  it('writes checkpoints into files that others can verify', async () => {
    const { origin, checkpoint, key } = await settledLedger();
    const folder = path.join(
      path.dirname(server.logFile),
      'ledger/checkpoints',
      (origin ?? '').replaceAll('/', '-')
    );
    const names = readdirSync(folder).sort();
    const texts = names.map((name) => readFileSync(path.join(folder, name), 'utf8'));
    const verifierKey = texts[names.findIndex((name) => name.startsWith('key-'))]?.trim() ?? '';
    expect(verifierKey).toBe(key?.verifierKey);
    expect(parseVerifierKey(verifierKey)).toMatchObject({ name: origin });
    const signed = names.flatMap((name, index) =>
      name.startsWith('checkpoint-') ? verifyCheckpoint(texts[index] ?? '', [verifierKey]) : []
    );
    expect(signed.at(-1)).toMatchObject({ origin, size: checkpoint?.size, root: checkpoint?.root });
    expect(texts.at(0)).toContain('development key');
  });

  it('proves that an event is in it, and that it only grows', async () => {
    const before = await settledLedger();
    await makeApproved({ owner: all.editor, reviewer: all.contentManager });
    await settledLedger();
    for (const { eventId, hash } of eventIds) {
      const proof = ok(
        await all.auditor.api.get<LedgerInclusion>(api.ledgerProof(eventId)),
        'Proof'
      );
      expect(sha256(proof.canonical)).toBe(hash);
      const checkpoint = verifyCheckpoint(proof.checkpoint.note, [before.key?.verifierKey ?? '']);
      expect(
        verifyInclusion({
          index: proof.sequence - 1,
          size: checkpoint?.size ?? 0,
          leaf: sealOf({ ...proof, hash: sha256(proof.canonical) }),
          proof: proof.proof,
          root: checkpoint?.root ?? '',
        })
      ).toBe(true);
    }
    const from = before.size;
    const {
      from: earlier,
      to,
      proof,
    } = ok(
      await all.auditor.api.get<LedgerConsistency>(api.ledgerConsistency, { from }),
      'Consistency'
    );
    expect(earlier).toEqual({ size: from, root: before.checkpoint?.root });
    expect(verifyConsistency(earlier, to, proof)).toBe(true);
  });
});
