import type {
  ApprovalStatus,
  Bilingual,
  EntryDestination,
  GateReason,
  ReuseLimits,
} from '../../../shared';
import { outsideLimits } from './usability';
import type { Obstacle } from './usability';

/** What the sentences of a reason are made of. */
export type Facts = {
  fileName: string;
  ownerName: string | null;
  reviewerName: string | null;
  approvalStatus: ApprovalStatus;
  limits: ReuseLimits | null;
  destination: EntryDestination;
  /** Uses of the file, this one included; null: nobody counted. */
  placements: number | null;
  /** Who ended the approval, and on which day. */
  ended: { by: string | null; on: string | null };
  /** Day of the verdict that holds. */
  decidedOn: string | null;
  /** Authorisations that hold no more: whose they are, and the day on which they ended. */
  withdrawnRights: { holder: string; on: string }[];
  expiredRights: { holder: string; on: string }[];
  /** The name of a channel in both languages. */
  channelName: (channel: string) => Bilingual;
};
type Wording = { message: (facts: Facts) => Bilingual; whoCanUnblock: (facts: Facts) => Bilingual };

const ownerOr = (ownerName: string | null, fallback: Bilingual): Bilingual =>
  ownerName ? { en: ownerName, zh: ownerName } : fallback;

const reviewerOf = ({ reviewerName }: Facts): Bilingual =>
  reviewerName
    ? { en: `${reviewerName} or another reviewer`, zh: `${reviewerName}或其他审核人` }
    : { en: 'A reviewer', zh: '审核人' };

const byNewVerdict = (facts: Facts): Bilingual => ({
  en: `${reviewerOf(facts).en}, by a new verdict with other limits.`,
  zh: `${reviewerOf(facts).zh}，重新审核并设定复用限制。`,
});

const byNewVerdictOrOtherFile = (facts: Facts): Bilingual => ({
  en: `${reviewerOf(facts).en}, by a new verdict with other limits; or whoever edits the entry, by using another file.`,
  zh: `${reviewerOf(facts).zh}重新审核并设定复用限制；或由编辑条目的人改用其他文件。`,
});

const list = (values: string[]): Bilingual => ({ en: values.join(', '), zh: values.join('、') });

const channelList = (values: string[], { channelName }: Facts): Bilingual => ({
  en: values.map((value) => channelName(value).en).join(', '),
  zh: values.map((value) => channelName(value).zh).join('、'),
});

/** A place that the limits leave out: what is allowed, and what the entry is for. */
const outsideOf = (
  facts: Facts,
  part: keyof EntryDestination,
  words: { en: string; zh: string }
): Bilingual => {
  const allowed = facts.limits?.[part] ?? [];
  const wanted = facts.limits ? outsideLimits(facts.limits, facts.destination)[part] : [];
  const inWords = (values: string[]) =>
    part === 'channels' ? channelList(values, facts) : list(values);
  return {
    en: `“${facts.fileName}” may be used for the ${words.en} ${inWords(allowed).en}; this entry is for ${inWords(wanted).en}.`,
    zh: `“${facts.fileName}”仅可用于${words.zh}${inWords(allowed).zh}，而该条目用于${inWords(wanted).zh}。`,
  };
};

const endedWords = ({ ended: { by, on } }: Facts): Bilingual => ({
  en: `${by ? ` by ${by}` : ''}${on ? ` on ${on}` : ''}`,
  zh: `${on ? `于 ${on} ` : ''}${by ? `由${by}` : ''}`,
});

const rightsWords = (rights: { holder: string; on: string }[]): Bilingual => ({
  en: rights.map(({ holder, on }) => `${holder} (${on})`).join(', '),
  zh: rights.map(({ holder, on }) => `${holder}（${on}）`).join('、'),
});

const wordings: Record<Obstacle, Wording> = {
  not_approved: {
    message: ({ fileName, approvalStatus }) => ({
      en:
        approvalStatus === 'rejected'
          ? `“${fileName}” was rejected.`
          : `“${fileName}” is not approved.`,
      zh:
        approvalStatus === 'rejected' ? `“${fileName}”未通过审核。` : `“${fileName}”尚未通过审核。`,
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
        en: `${owner.en}, by promoting it to final, or by adopting it where it meets the specification.`,
        zh: `${owner.zh}，将其转为正式产出；若已符合规格，也可直接采用。`,
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
    message: ({ fileName, limits }) => ({
      en: limits?.validUntil
        ? `“${fileName}” could be used until ${limits.validUntil}.`
        : `The approval of “${fileName}” has expired.`,
      zh: limits?.validUntil
        ? `“${fileName}”的使用期限至 ${limits.validUntil}，已过期。`
        : `“${fileName}”的审核已过期。`,
    }),
    whoCanUnblock: byNewVerdict,
  },
  not_yet_valid: {
    message: ({ fileName, limits }) => ({
      en: `“${fileName}” may be used from ${limits?.validFrom ?? 'a later day'} on.`,
      zh: `“${fileName}”自 ${limits?.validFrom ?? '之后的日期'} 起方可使用。`,
    }),
    whoCanUnblock: byNewVerdict,
  },
  revoked: {
    message: (facts) => ({
      en: `The approval of “${facts.fileName}” was revoked${endedWords(facts).en}.`,
      zh: `“${facts.fileName}”的审核通过已${endedWords(facts).zh}撤销。`,
    }),
    whoCanUnblock: (facts) => ({
      en: `${reviewerOf(facts).en}, by a verdict on it.`,
      zh: `${reviewerOf(facts).zh}，给出审核结论。`,
    }),
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
    whoCanUnblock: byNewVerdict,
  },
  wrong_channel: {
    message: (facts) => outsideOf(facts, 'channels', { en: 'channels', zh: '渠道：' }),
    whoCanUnblock: byNewVerdictOrOtherFile,
  },
  wrong_region: {
    message: (facts) => outsideOf(facts, 'regions', { en: 'regions', zh: '地区：' }),
    whoCanUnblock: byNewVerdictOrOtherFile,
  },
  wrong_language: {
    message: (facts) => outsideOf(facts, 'languages', { en: 'languages', zh: '语言：' }),
    whoCanUnblock: byNewVerdictOrOtherFile,
  },
  too_many_placements: {
    message: ({ fileName, limits, placements }) => ({
      en: `“${fileName}” may be shown in ${limits?.maximumPlacements ?? 0} places at most; this would be number ${placements ?? 0}.`,
      zh: `“${fileName}”最多可使用 ${limits?.maximumPlacements ?? 0} 处，此处将是第 ${placements ?? 0} 处。`,
    }),
    whoCanUnblock: (facts) => ({
      en: `Whoever takes it out of another entry, or ends a placement outside; or ${reviewerOf(facts).en}, by a new verdict with a higher maximum.`,
      zh: `从其他条目中移除或结束一处站外投放即可；或由${reviewerOf(facts).zh}重新审核并提高使用次数上限。`,
    }),
  },
  reuse_not_allowed: {
    message: ({ fileName, placements }) => ({
      en: `“${fileName}” may be used only once; this would be use number ${placements ?? 0}.`,
      zh: `“${fileName}”不可重复使用，此处将是第 ${placements ?? 0} 次使用。`,
    }),
    whoCanUnblock: (facts) => ({
      en: `Whoever takes it out of the other place; or ${reviewerOf(facts).en}, by a new verdict that allows reuse.`,
      zh: `从另一处移除即可；或由${reviewerOf(facts).zh}重新审核并允许复用。`,
    }),
  },
  no_licence: {
    message: ({ fileName }) => ({
      en: `No licence is stated for “${fileName}”.`,
      zh: `“${fileName}”未注明许可。`,
    }),
    whoCanUnblock: (facts) => ({
      en: `${reviewerOf(facts).en}, by a new verdict that states the licence.`,
      zh: `${reviewerOf(facts).zh}，重新审核并注明许可。`,
    }),
  },
  rights_withdrawn: {
    message: ({ fileName, withdrawnRights }) => ({
      en: `“${fileName}” was made from a picture whose authorisation was withdrawn: ${rightsWords(withdrawnRights).en}.`,
      zh: `“${fileName}”所用参考图的授权已撤回：${rightsWords(withdrawnRights).zh}。`,
    }),
    whoCanUnblock: ({ ownerName }) => {
      const owner = ownerOr(ownerName, { en: 'Its owner', zh: '负责人' });
      return {
        en: `${owner.en}, by making it anew without that picture.`,
        zh: `${owner.zh}，不使用该参考图重新生成。`,
      };
    },
  },
  rights_expired: {
    message: ({ fileName, expiredRights }) => ({
      en: `“${fileName}” was made from a picture whose authorisation is over: ${rightsWords(expiredRights).en}.`,
      zh: `“${fileName}”所用参考图的授权已到期：${rightsWords(expiredRights).zh}。`,
    }),
    whoCanUnblock: () => ({
      en: 'Whoever renews the authorisation of that picture, by stating it (Rights).',
      zh: '续签该参考图授权的人，登记新的授权。',
    }),
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
  no_record: {
    message: ({ fileName }) => ({
      en: `“${fileName}” was declared as not made with a model; nothing else is on record about it.`,
      zh: `“${fileName}”已声明为非模型生成，此外没有任何记录。`,
    }),
    whoCanUnblock: () => ({
      en: 'Whoever edits the entry, by using an approved file; or an editor, by taking this one under record in the Library and submitting it.',
      zh: '编辑条目的人，改用已通过审核的素材；或由编辑在素材库中将该文件纳入记录并送审。',
    }),
  },
};

/** Says in both languages what stands against a file and who can change that. */
export const reasonOf = (
  found: { code: Obstacle; severity: GateReason['severity'] },
  where: Pick<GateReason, 'fileDocumentId' | 'field' | 'outputId'>,
  facts: Facts
): GateReason => ({
  ...found,
  ...where,
  fileName: facts.fileName,
  approvalStatus: facts.approvalStatus,
  message: wordings[found.code].message(facts),
  whoCanUnblock: wordings[found.code].whoCanUnblock(facts),
});
