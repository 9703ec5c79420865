import { verdictSchema, verdicts as verdictTerms } from '../../../shared';
import type { Verdict, VerdictRequest } from '../../../shared';
import type { PluginConfig } from '../config';
import type { Generation, OutputRow, TaskRow } from '../generation/service';
import { conflict, forbidden, invalid, notFound, parse } from '../kernel';
import type { Kernel, Request, Transaction } from '../kernel';
import type { Media } from '../media/service';
import { assertNotThePrompt } from './alternative-text';
import { verdicts } from './content-types/verdict';
import { obstacleOf } from './eligibility';
import type { VerdictRows } from './verdict-rows';

type Dependencies = {
  generation: Generation;
  media: Media;
  config: PluginConfig;
  rows: VerdictRows;
  promptsOf: (task: TaskRow) => Promise<string[]>;
  currentSha256: (output: OutputRow) => Promise<string | null>;
};

const assertKnownChannels = (input: VerdictRequest, config: PluginConfig): void => {
  if (input.verdict !== 'approved') return;
  const unknown = input.limits.channels.filter(
    (channel) => !Object.hasOwn(config.channels, channel)
  );
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

const assertLooksAtTheSameBytes = (input: VerdictRequest, output: OutputRow): void => {
  if (input.storedSha256 === output.storedSha256) return;
  throw conflict(
    {
      en: 'The verdict is about other bytes than the stored ones: the file changed since you looked at it.',
      zh: '审核结论针对的字节与已存文件不一致：您查看之后文件已变更。',
    },
    { code: 'file_changed', storedSha256: output.storedSha256 },
    {
      en: 'Load the case again and look at the file as it is now.',
      zh: '请重新加载，查看当前文件后再判定。',
    }
  );
};

/** Exactly one of several simultaneous reviewers is right about what came last. */
const assertSupersedesLatest = (input: VerdictRequest, latest: Verdict | null): void => {
  if (input.supersedes === (latest?.verdictId ?? null)) return;
  if (latest) {
    throw conflict(
      {
        en: `${latest.reviewer.name} decided meanwhile: ${verdictTerms[latest.verdict].en}.`,
        zh: `${latest.reviewer.name} 已作出结论：${verdictTerms[latest.verdict].zh}。`,
      },
      { code: 'decided_meanwhile', verdict: latest },
      {
        en: 'Load the case again; to replace that verdict, give yours anew.',
        zh: '请重新加载；如需替换该结论，请重新给出您的结论。',
      }
    );
  }
  throw conflict(
    {
      en: 'There is no verdict yet that this one could supersede.',
      zh: '尚无可被取代的审核结论。',
    },
    {
      code: 'nothing_to_supersede',
    }
  );
};

const askSomebodyElse = { en: 'Ask another reviewer to decide.', zh: '请由其他审核人判定。' };

/** Verdicts come into being here. */
export const createDeciding = (
  { store, transact, refuseSecrets }: Kernel,
  dependencies: Dependencies
) => {
  const { generation, media, config, rows, promptsOf, currentSha256 } = dependencies;

  const apply = async (
    tx: Transaction,
    input: VerdictRequest,
    output: OutputRow
  ): Promise<void> => {
    const isApproved = input.verdict === 'approved';
    const isMoved = await generation.setApproval(tx, output, isApproved ? 'approved' : 'rejected', {
      ...(isApproved && { alternativeText: input.alternativeText }),
      verdictReason: isApproved ? null : input.reason,
    });
    if (!isMoved) {
      throw conflict(
        {
          en: 'Somebody else changed this result at the same moment. Load it again.',
          zh: '他人同时修改了该结果，请重新加载。',
        },
        {
          code: 'decided_meanwhile',
        }
      );
    }
    if (isApproved && output.fileDocumentId) {
      await media.setAlternativeText(tx, output.fileDocumentId, input.alternativeText);
    }
  };

  const record = async (
    tx: Transaction,
    {
      input,
      output,
      task,
      ordinal,
    }: { input: VerdictRequest; output: OutputRow; task: TaskRow; ordinal: number }
  ): Promise<string> => {
    const limits = input.verdict === 'approved' ? input.limits : null;
    const row = await store.insert(verdicts, {
      outputId: output.documentId,
      taskId: task.documentId,
      ordinal,
      purpose: task.purpose,
      kind: task.kind,
      verdict: input.verdict,
      reason: input.reason,
      reasonChips: input.reasonChips,
      storedSha256: input.storedSha256,
      reviewerType: tx.actor.type,
      reviewerId: tx.actor.id,
      reviewerName: tx.actor.name,
      limits,
      alternativeText: input.verdict === 'approved' ? input.alternativeText : null,
      supersedes: input.supersedes,
      givenAt: tx.at.toISOString(),
    });
    await tx.emit({
      type: 'verdict.given',
      aggregateType: 'verdict',
      aggregateId: row.documentId,
      aggregateVersion: ordinal + 1,
      taskId: task.documentId,
      data: {
        outputId: output.documentId,
        verdict: input.verdict,
        storedSha256: input.storedSha256,
        supersedes: input.supersedes,
        limits,
      },
    });
    return row.documentId;
  };

  return {
    /**
     * Gives a verdict on the stored bytes of an output.
     * @throws Refusal 400 for limits or alternative text, 403 for one's own work, 409 when the bytes
     * changed, when somebody decided meanwhile, or when nothing waits for a verdict.
     */
    decide: async (request: Request): Promise<Verdict> => {
      const input = parse(verdictSchema, request.body);
      // First: what is said about unknown channels repeats them.
      await refuseSecrets(request.actor, input);
      assertKnownChannels(input, config);
      const outputId = request.params.outputId ?? '';
      const found = await generation.outputRow(outputId);
      if (!found) throw notFound('result', 'outputId');

      const verdictId = await transact(request.actor, async (tx) => {
        const task = await generation.lockTask(tx, found.taskId);
        const output = await generation.outputRow(outputId);
        if (!output) throw notFound('result', 'outputId');
        const history = await rows.verdictsOf(outputId);
        const lastVerdict = history.at(-1) ?? null;

        const obstacle = obstacleOf(
          { task, output, lastVerdict, currentSha256: await currentSha256(output) },
          { userId: request.user.documentId, mayDecideOnOwnWork: config.mayDecideOnOwnWork }
        );
        if (obstacle?.code === 'own_work')
          throw forbidden(obstacle.en, askSomebodyElse, 'outputId');
        assertSupersedesLatest(input, lastVerdict);
        if (obstacle)
          throw conflict(
            obstacle.en,
            { code: obstacle.code },
            { en: obstacle.en, zh: obstacle.zh }
          );
        assertLooksAtTheSameBytes(input, output);
        if (input.verdict === 'approved')
          assertNotThePrompt(input.alternativeText, await promptsOf(task));

        await apply(tx, input, output);
        return record(tx, { input, output, task, ordinal: history.length });
      });

      const verdict = (await rows.verdictsOf(outputId)).find(
        (each) => each.verdictId === verdictId
      );
      if (!verdict) throw notFound('verdict');
      return verdict;
    },
  };
};
