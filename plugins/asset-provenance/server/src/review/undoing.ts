import { undoVerdictSchema, verdicts as verdictTerms } from '../../../shared';
import type { ApprovalStatus, UndoResult, Verdict } from '../../../shared';
import type { Generation, OutputRow } from '../generation/service';
import { conflict, forbidden, notFound, parse } from '../kernel';
import type { Kernel, Request, Transaction } from '../kernel';
import type { Media } from '../media/service';
import type { Keeping } from './keeping';
import type { PublishedSince } from './published-since';
import type { Recording } from './recording';
import { decidedMeanwhile, fileChanged, movedMeanwhile } from './refusals';
import type { Subjects } from './subjects';
import { holdingIn } from './verdict-rows';
import type { VerdictRows } from './verdict-rows';

type Dependencies = {
  generation: Generation;
  subjects: Subjects;
  media: Media;
  rows: VerdictRows;
  keeping: Keeping;
  record: Recording;
  publishedSince: PublishedSince;
};

const standingAfter = ({ verdict }: Verdict): ApprovalStatus =>
  verdict === 'approved' ? 'approved' : 'rejected';

const giveAnew = {
  en: 'Give a new verdict instead; it supersedes the last one.',
  zh: '请改为给出新的结论，它将取代上一结论。',
};

const assertOwnAndLast = (
  verdictId: string,
  last: Verdict | undefined,
  userId: string | null
): Verdict => {
  if (!last) throw notFound('verdict', 'verdictId');
  if (last.verdictId !== verdictId) throw decidedMeanwhile(last);
  if (last.reviewer.id !== userId)
    throw forbidden(
      {
        en: `This verdict is ${last.reviewer.name}'s; only they can take it back.`,
        zh: `该结论由 ${last.reviewer.name} 给出，只有其本人可以撤回。`,
      },
      giveAnew,
      'verdictId'
    );
  if (last.verdict !== 'withdrawn') return last;
  throw conflict(
    { en: 'This verdict was taken back before.', zh: '该结论已被撤回。' },
    { code: 'already_withdrawn' },
    giveAnew
  );
};

/** Takes back only what still stands: not what somebody revoked or replaced since. */
const assertStands = (last: Verdict, output: OutputRow): void => {
  if (output.approvalStatus === standingAfter(last)) return;
  throw conflict(
    {
      en: `The verdict "${verdictTerms[last.verdict].en}" does not stand any more, so there is nothing to take back.`,
      zh: `结论“${verdictTerms[last.verdict].zh}”已不再有效，无需撤回。`,
    },
    { code: 'not_standing', approvalStatus: output.approvalStatus },
    giveAnew
  );
};

/** Reviewers take their last verdict back: by a further one, nothing is erased. */
export const createUndoing = (
  { transact }: Kernel,
  { generation, subjects, media, rows, keeping, record, publishedSince }: Dependencies
) => {
  const restore = async (
    tx: Transaction,
    output: OutputRow,
    to: ApprovalStatus,
    restored: Verdict | null
  ): Promise<void> => {
    const isApproval = restored?.verdict === 'approved';
    const isMoved = await generation.setApproval(tx, output, to, {
      ...(isApproval && {
        alternativeText: restored.alternativeText,
        alternativeTexts: restored.alternativeTexts,
      }),
      verdictReason: restored && !isApproval ? restored.reason : null,
      verdict: restored?.verdict ?? null,
      decidedAt: restored?.givenAt ?? null,
    });
    if (!isMoved) throw movedMeanwhile();
    if (isApproval && restored.alternativeText && output.fileDocumentId)
      await media.setAlternativeText(tx, output.fileDocumentId, restored.alternativeText);
  };

  const withdraw = async (tx: Transaction, output: OutputRow, verdictId: string) => {
    const history = await rows.verdictsOf(output.documentId);
    const last = assertOwnAndLast(verdictId, history.at(-1), tx.actor.id);
    if (
      output.approvalStatus === 'changed' ||
      (await keeping.currentSha256(output)) !== output.storedSha256
    )
      throw fileChanged(output);
    assertStands(last, output);
    const row = await rows.row(last.verdictId);
    if (!row) throw notFound('verdict', 'verdictId');
    const to = row.standingBefore;
    // What waits stands on no verdict, even where an earlier one was about other bytes.
    const restored = to === 'pending' ? null : holdingIn(history.slice(0, -1));
    return { last, restored, history, to };
  };

  return {
    /**
     * Appends a verdict that takes one's own last one back: what stood before it stands again.
     * @throws Refusal 403 for other people's verdicts, 404 where there is none, 409 when somebody
     * decided meanwhile, when the file changed, or when the verdict does not stand any more.
     */
    undo: async (request: Request): Promise<UndoResult> => {
      const { verdictId } = parse(undoVerdictSchema, request.body);
      const outputId = request.params.outputId ?? '';

      const { verdict, output, last, to } = await transact(request.actor, async (tx) => {
        const { task, output } = await subjects.lock(tx, outputId);
        const { last, restored, history, to } = await withdraw(tx, output, verdictId);
        await restore(tx, output, to, restored);
        const verdict = await record(
          tx,
          {
            verdict: 'withdrawn',
            reason: '',
            reasonChips: [],
            storedSha256: last.storedSha256,
            supersedes: last.verdictId,
            restores: restored?.verdictId ?? null,
            limits: restored?.limits ?? null,
            alternativeText: restored?.alternativeText ?? null,
            alternativeTexts: restored?.alternativeTexts ?? {},
            decisions: {
              isReuseAllowed: restored?.decisions.isReuseAllowed ?? false,
              shouldRegenerate: restored?.decisions.shouldRegenerate ?? false,
              isPublicUseAllowed: restored?.decisions.isPublicUseAllowed ?? false,
              storedIn: await keeping.keep(tx, output, null),
            },
          },
          { task, output, ordinal: history.length, standingBefore: output.approvalStatus }
        );
        return { verdict, output, last, to };
      });

      return {
        verdict,
        approvalStatus: to,
        publishedMeanwhile: await publishedSince(output, last),
      };
    },
  };
};
