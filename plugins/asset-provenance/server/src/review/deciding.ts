import { verdictSchema } from '../../../shared';
import type { Actor, Verdict, VerdictRequest } from '../../../shared';
import type { PluginConfig } from '../config';
import type { Generation, OutputRow, TaskRow } from '../generation/service';
import { conflict, forbidden, invalid, parse } from '../kernel';
import type { Kernel, Request, Transaction } from '../kernel';
import type { Media } from '../media/service';
import { assertDescribed, assertKnownLocales, assertNotThePrompt } from './alternative-text';
import type { AlternativeTexts } from './alternative-text';
import { obstacleOf } from './eligibility';
import type { Keeping } from './keeping';
import { decisionsOf } from './recording';
import type { Recording } from './recording';
import { decidedMeanwhile, fileChanged, movedMeanwhile } from './refusals';
import type { Subjects } from './subjects';
import type { VerdictRows } from './verdict-rows';

type Dependencies = {
  generation: Generation;
  subjects: Subjects;
  media: Media;
  config: PluginConfig;
  rows: VerdictRows;
  keeping: Keeping;
  record: Recording;
  promptsOf: (task: TaskRow) => Promise<string[]>;
};

/** @throws Refusal 400 that names channels which are not set up here. */
export const assertKnownChannels = (channels: string[], config: PluginConfig): void => {
  const unknown = channels.filter((channel) => !Object.hasOwn(config.channels, channel));
  if (unknown.length === 0) return;
  const known = Object.keys(config.channels).join(', ');
  throw invalid([
    {
      path: 'limits.channels',
      message: `has unknown channels: ${unknown.join(', ')} (known: ${known})`,
      zh: `含有未知渠道：${unknown.join('、')}`,
    },
  ]);
};

/** Exactly one of several simultaneous reviewers is right about what came last. */
const assertSupersedesLatest = (input: VerdictRequest, latest: Verdict | null): void => {
  if (input.supersedes === (latest?.verdictId ?? null)) return;
  if (latest) throw decidedMeanwhile(latest);
  throw conflict(
    {
      en: 'There is no verdict yet that this one could supersede.',
      zh: '尚无可被取代的审核结论。',
    },
    { code: 'nothing_to_supersede' }
  );
};

const askSomebodyElse = { en: 'Ask another reviewer to decide.', zh: '请由其他审核人判定。' };

const whatWaits = {
  en: 'Load the queue again: it shows what waits for a verdict.',
  zh: '请重新加载审核队列，其中列出待审核的结果。',
};

/** What an approval says; without a text of its own, what it was submitted with stays. */
const textsOf = (input: VerdictRequest, output: OutputRow): AlternativeTexts =>
  input.verdict === 'approved'
    ? {
        alternativeText: input.alternativeText ?? output.alternativeText,
        alternativeTexts: input.alternativeTexts,
      }
    : { alternativeText: null, alternativeTexts: {} };

/** Verdicts come into being here. */
export const createDeciding = (
  { strapi, transact, refuseSecrets }: Kernel,
  { generation, subjects, media, config, rows, keeping, record, promptsOf }: Dependencies
) => {
  const assertDecidable = async (
    tx: Transaction,
    { input, task, output }: { input: VerdictRequest; task: TaskRow; output: OutputRow },
    lastVerdict: Verdict | null
  ): Promise<void> => {
    const obstacle = obstacleOf(
      {
        task,
        output,
        lastVerdict,
        stage: generation.stageOf(task, output),
        currentSha256: await keeping.currentSha256(output),
      },
      { userId: tx.actor.id ?? '', mayDecideOnOwnWork: config.mayDecideOnOwnWork }
    );
    const what = obstacle && { en: obstacle.en, zh: obstacle.zh };
    if (what && obstacle.code === 'own_work') throw forbidden(what, askSomebodyElse, 'outputId');
    assertSupersedesLatest(input, lastVerdict);
    if (what) throw conflict(what, { code: obstacle.code }, whatWaits);
    if (input.storedSha256 !== output.storedSha256) throw fileChanged(output);
    if (input.verdict === 'approved') {
      assertDescribed(input, input.limits);
      assertNotThePrompt(input, await promptsOf(task));
    }
  };

  const apply = async (
    tx: Transaction,
    input: VerdictRequest,
    output: OutputRow,
    texts: AlternativeTexts
  ): Promise<void> => {
    const isApproved = input.verdict === 'approved';
    const isMoved = await generation.setApproval(tx, output, isApproved ? 'approved' : 'rejected', {
      ...(isApproved && texts),
      verdictReason: isApproved ? null : input.reason,
      verdict: input.verdict,
      decidedAt: tx.at.toISOString(),
    });
    if (!isMoved) throw movedMeanwhile();
    if (isApproved && output.fileDocumentId && texts.alternativeText)
      await media.setAlternativeText(tx, output.fileDocumentId, texts.alternativeText);
  };

  /**
   * One decision on one output, in a transaction of its own. The input is checked already.
   * @throws Refusal 400 for alternative text and folder, 403 for one's own work, 409 when the bytes
   * changed, when somebody decided meanwhile, or when nothing waits for a verdict.
   */
  const decideOne = (actor: Actor, outputId: string, input: VerdictRequest): Promise<Verdict> => {
    return transact(actor, async (tx) => {
      const { task, output } = await subjects.lock(tx, outputId);
      const history = await rows.verdictsOf(outputId);
      await assertDecidable(tx, { input, task, output }, history.at(-1) ?? null);

      const texts = textsOf(input, output);
      await apply(tx, input, output, texts);
      const folderId = input.verdict === 'approved' ? input.folderId : null;
      const storedIn = await keeping.keep(tx, output, folderId);
      return record(
        tx,
        {
          ...texts,
          verdict: input.verdict,
          reason: input.reason,
          reasonChips: input.reasonChips,
          storedSha256: input.storedSha256,
          supersedes: input.supersedes,
          restores: null,
          limits: input.verdict === 'approved' ? input.limits : null,
          decisions: decisionsOf(input, storedIn),
        },
        { task, output, ordinal: history.length, standingBefore: output.approvalStatus }
      );
    });
  };

  return {
    decideOne,

    /**
     * Gives a verdict on the stored bytes of an output.
     * @throws Refusal 400 for limits, locales, alternative text and folder; 403 and 409 as `decideOne`.
     */
    decide: async (request: Request): Promise<Verdict> => {
      const input = parse(verdictSchema, request.body);
      // First: what is said about unknown channels repeats them.
      await refuseSecrets(request.actor, input);
      if (input.verdict === 'approved') {
        assertKnownChannels(input.limits.channels, config);
        await assertKnownLocales(strapi, input.alternativeTexts);
      }
      return decideOne(request.actor, request.params.outputId ?? '', input);
    },
  };
};
export type Deciding = ReturnType<typeof createDeciding>;
