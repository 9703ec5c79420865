import type { ApprovalStatus } from '../../../shared';
import type { GateReason } from '../../../shared';
import type { Obstacle } from './usability';

type Facts = {
  fileName: string;
  ownerName: string | null;
  validFrom: string | null;
  validUntil: string | null;
  approvalStatus: ApprovalStatus;
};
type Text = { en: string; zh: string };
type Wording = { message: (facts: Facts) => Text; whoCanUnblock: (facts: Facts) => Text };

const reviewer: Text = { en: 'A reviewer, by a verdict on it.', zh: '审核人，给出审核结论。' };
const reviewerOfLimits: Text = {
  en: 'A reviewer, by a new verdict with other limits.',
  zh: '审核人，重新审核并设定复用限制。',
};
const ownerOr = (ownerName: string | null, fallback: Text): Text =>
  ownerName ? { en: ownerName, zh: ownerName } : fallback;

const wordings: Record<Obstacle, Wording> = {
  not_approved: {
    message: ({ fileName }) => ({
      en: `“${fileName}” is not approved.`,
      zh: `“${fileName}”尚未通过审核。`,
    }),
    whoCanUnblock: ({ ownerName, approvalStatus }) => {
      const owner = ownerOr(ownerName, { en: 'its owner', zh: '负责人' });
      if (approvalStatus === 'pending') {
        return { en: 'A reviewer: it waits for a verdict.', zh: '审核人：该文件正在等待审核。' };
      }
      if (approvalStatus === 'rejected') {
        return {
          en: `${owner.en}, by making it anew; a reviewer rejected this one.`,
          zh: `${owner.zh}重新生成；该文件未通过审核。`,
        };
      }
      return {
        en: `A reviewer, once ${owner.en} has submitted it.`,
        zh: `${owner.zh}送审后，由审核人通过。`,
      };
    },
  },
  draft_stage: {
    message: ({ fileName }) => ({
      en: `“${fileName}” is a draft; drafts are never published.`,
      zh: `“${fileName}”是草稿，草稿不能发布。`,
    }),
    whoCanUnblock: ({ ownerName }) => {
      const owner = ownerOr(ownerName, { en: 'The owner of the task', zh: '任务负责人' });
      return {
        en: `${owner.en}, by promoting it to final.`,
        zh: `${owner.zh}，将其转为正式产出。`,
      };
    },
  },
  changed: {
    message: ({ fileName }) => ({
      en: `The file of “${fileName}” is not the one that was reviewed.`,
      zh: `“${fileName}”的文件已不是审核时的文件。`,
    }),
    whoCanUnblock: () => ({
      en: 'Whoever replaced it, by putting the reviewed file back; or anybody who generates it anew.',
      zh: '替换文件的人恢复原文件，或重新生成。',
    }),
  },
  expired: {
    message: ({ fileName, validUntil }) => ({
      en: validUntil
        ? `“${fileName}” could be used until ${validUntil}.`
        : `The approval of “${fileName}” has expired.`,
      zh: validUntil
        ? `“${fileName}”的使用期限至 ${validUntil}，已过期。`
        : `“${fileName}”的审核已过期。`,
    }),
    whoCanUnblock: () => reviewerOfLimits,
  },
  not_yet_valid: {
    message: ({ fileName, validFrom }) => ({
      en: `“${fileName}” may be used from ${validFrom ?? 'a later day'} on.`,
      zh: `“${fileName}”自 ${validFrom ?? '之后的日期'} 起方可使用。`,
    }),
    whoCanUnblock: () => reviewerOfLimits,
  },
  revoked: {
    message: ({ fileName }) => ({
      en: `The approval of “${fileName}” was revoked.`,
      zh: `“${fileName}”的审核通过已被撤销。`,
    }),
    whoCanUnblock: () => reviewer,
  },
  superseded: {
    message: ({ fileName }) => ({
      en: `“${fileName}” was superseded by a newer asset.`,
      zh: `“${fileName}”已被新素材替代。`,
    }),
    whoCanUnblock: () => ({
      en: 'Whoever edits the entry, by using the newer asset.',
      zh: '编辑条目的人，改用新素材。',
    }),
  },
  not_public: {
    message: ({ fileName }) => ({
      en: `“${fileName}” may not be used in public.`,
      zh: `“${fileName}”不允许公开使用。`,
    }),
    whoCanUnblock: () => reviewerOfLimits,
  },
  origin_unknown: {
    message: ({ fileName }) => ({
      en: `Where “${fileName}” comes from is not recorded.`,
      zh: `“${fileName}”的来源没有记录。`,
    }),
    whoCanUnblock: () => ({
      en: 'Whoever edits the entry, by using a file with a record.',
      zh: '编辑条目的人，改用有来源记录的素材。',
    }),
  },
};

/** Says in both languages what stands against a file and who can change that. */
export const reasonOf = (
  obstacle: Obstacle,
  facts: Facts &
    Pick<GateReason, 'severity' | 'fileDocumentId' | 'field' | 'approvalStatus' | 'outputId'>
): GateReason => ({
  code: obstacle,
  severity: facts.severity,
  fileDocumentId: facts.fileDocumentId,
  fileName: facts.fileName,
  field: facts.field,
  approvalStatus: facts.approvalStatus,
  outputId: facts.outputId,
  message: wordings[obstacle].message(facts),
  whoCanUnblock: wordings[obstacle].whoCanUnblock(facts),
});
