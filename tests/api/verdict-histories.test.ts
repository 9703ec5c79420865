import fc from 'fast-check';
import { api } from '../../plugins/asset-provenance/shared';
import type {
  ApprovalStatus,
  ApprovedAsset,
  Page,
  ReviewCase,
  UndoResult,
  Verdict,
} from '../../plugins/asset-provenance/shared';
import type { Answer } from '../support/http';
import type { People, Person } from '../support/people';
import { readRows } from '../support/rows';
import { people, sharedServer } from '../support/shared-server';
import { approval, decide, make, ok, submit } from '../support/story';
import type { Made } from '../support/story';

type Who = 'superAdmin' | 'contentManager';
type Act = 'approved' | 'rejected' | 'regenerate' | 'undo' | 'revoke';
type Command = { who: Who; act: Act };

const command: fc.Arbitrary<Command> = fc.record({
  who: fc.constantFrom<Who>('superAdmin', 'contentManager'),
  act: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom<Act>('approved', 'rejected', 'regenerate') },
    { weight: 3, arbitrary: fc.constant<Act>('undo') },
    { weight: 1, arbitrary: fc.constant<Act>('revoke') }
  ),
});

/** The column by which the media library filters. */
const readFileStatus = (fileDocumentId: string | null): Promise<unknown> =>
  readRows(sharedServer(), async (database) => {
    const row: unknown = await database('files')
      .where({ document_id: fileDocumentId })
      .first('provenance_status');
    return (row as { provenance_status: string } | undefined)?.provenance_status;
  });

/** What an output should be after each verdict, told as plainly as possible. */
type Standing = { status: ApprovalStatus; holds: Verdict | null };
type Told = { verdict: Verdict; by: Who; before: Standing };

class Model {
  standing: Standing = { status: 'pending', holds: null };
  told: Told[] = [];

  get last(): Told | undefined {
    return this.told.at(-1);
  }

  give(verdict: Verdict, by: Who): void {
    this.told.push({ verdict, by, before: this.standing });
    this.standing = {
      status: verdict.verdict === 'approved' ? 'approved' : 'rejected',
      holds: verdict,
    };
  }

  mayUndo(who: Who): boolean {
    const { last, standing } = this;
    return (
      last?.by === who && last.verdict.verdict !== 'withdrawn' && standing.status !== 'revoked'
    );
  }

  undo(verdict: Verdict, by: Who): void {
    const before = this.last?.before as Standing;
    this.told.push({ verdict, by, before: this.standing });
    this.standing = before;
  }
}

describe('histories of verdicts', () => {
  let all: People;
  beforeAll(async () => {
    all = await people();
  });

  const assetOf = async (made: Made): Promise<ApprovedAsset | undefined> => {
    const { data } = await all.contentManager.api.get<Page<ApprovedAsset>>(api.assets, {
      usableNow: 'false',
      limit: 100,
    });
    return data.results.find(({ outputId }) => outputId === made.output.outputId);
  };

  const undo = (person: Person, { output }: Made, verdictId: string): Promise<Answer<UndoResult>> =>
    person.api.post<UndoResult>(api.undoVerdict(output.outputId), { verdictId });

  const giveVerdict = async (made: Made, model: Model, { who, act }: Command) => {
    const said = act === 'approved' ? approval() : { verdict: act, reason: 'Because' };
    const supersedes = model.last?.verdict.verdictId ?? null;
    model.give(ok(await decide(all[who], made, { ...said, supersedes }), act), who);
  };

  const takeBack = async (made: Made, model: Model, who: Who) => {
    const answer = await undo(all[who], made, model.last?.verdict.verdictId ?? 'a'.repeat(24));
    if (!model.mayUndo(who)) {
      expect([403, 404, 409]).toContain(answer.status);
      return;
    }
    const { verdict, approvalStatus } = ok(answer, 'Undo');
    model.undo(verdict, who);
    expect(approvalStatus).toBe(model.standing.status);
    expect(verdict.restores).toBe(model.standing.holds?.verdictId ?? null);
  };

  const revoke = async (made: Made, model: Model, who: Who) => {
    const asset = await assetOf(made);
    if (asset?.state !== 'active') return;
    ok(await all[who].api.post(api.revoke(asset.assetId), { reason: 'Rights' }), 'Revoke');
    model.standing = { ...model.standing, status: 'revoked' };
  };

  const assertConsistent = async (made: Made, { standing, told }: Model) => {
    const looked = ok(
      await all.contentManager.api.get<ReviewCase>(api.reviewCase(made.output.outputId)),
      'Case'
    );
    expect(looked.output.approvalStatus).toBe(standing.status);
    expect(await readFileStatus(made.output.fileDocumentId)).toBe(standing.status);
    expect(looked.output.verdictReason).toBe(
      standing.holds && standing.holds.verdict !== 'approved' ? 'Because' : null
    );

    expect(looked.verdicts.map(({ verdictId }) => verdictId)).toEqual(
      told.map(({ verdict }) => verdict.verdictId)
    );
    looked.verdicts.forEach((verdict, index) => {
      expect(verdict.supersedes).toBe(looked.verdicts[index - 1]?.verdictId ?? null);
      expect(verdict.supersededBy).toBe(looked.verdicts[index + 1]?.verdictId ?? null);
    });

    const asset = await assetOf(made);
    const wasApproved = told.some(({ verdict }) => verdict.verdict === 'approved');
    expect(asset !== undefined).toBe(wasApproved);
    if (asset) expect(asset.state).toBe(standing.status === 'approved' ? 'active' : 'revoked');

    for (const status of ['pending', 'approved', 'rejected', 'regenerate'] as const) {
      const { data } = await all.contentManager.api.get<Page<{ output: Made['output'] }>>(
        api.reviewQueue,
        { status, limit: 100 }
      );
      const isListed = data.results.some(({ output }) => output.outputId === made.output.outputId);
      const shouldBe =
        status === 'pending' ? standing.status === 'pending' : standing.holds?.verdict === status;
      expect([status, isListed]).toEqual([status, shouldBe]);
    }
  };

  it('leave output, file, asset and chain of verdicts in step', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(command, { minLength: 2, maxLength: 9 }), async (commands) => {
        const made = await make(all.editor);
        ok(await submit(all.editor, made), 'Submit');
        const model = new Model();
        for (const each of commands) {
          if (each.act === 'undo') await takeBack(made, model, each.who);
          else if (each.act === 'revoke') await revoke(made, model, each.who);
          else await giveVerdict(made, model, each);
        }
        await assertConsistent(made, model);
      }),
      { numRuns: 12, endOnFailure: true }
    );
  }, 120_000);
});
