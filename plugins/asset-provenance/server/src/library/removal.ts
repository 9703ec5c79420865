import type { Bilingual, FoundPlacement } from '../../../shared';
import type { Generation } from '../generation/service';
import { conflict } from '../kernel';
import type { MediaFile } from '../media/service';
import type { Reuse } from '../reuse/service';
import type { Usage } from '../usage/service';

type Why = 'active_asset' | 'waits_for_review' | 'in_use' | 'evidence' | 'reference';
type Dependencies = { generation: Generation; reuse: Reuse; usage: Usage };

/** Most entries that a refusal names. */
const NAMED = 5;

const nameOf = ({ title, documentId, locale, field }: FoundPlacement): string =>
  `“${title ?? documentId}”${locale ? ` (${locale})` : ''}, field ${field}`;

const explanations: Record<Why, Bilingual & { next: Bilingual }> = {
  active_asset: {
    en: 'it is an approved asset',
    zh: '它是正式素材',
    next: {
      en: 'Revoke the asset first (Library); take it out of the entries that show it.',
      zh: '请先在素材库中撤销该素材，并从使用它的条目中移除。',
    },
  },
  waits_for_review: {
    en: 'it waits for review',
    zh: '它正在等待审核',
    next: { en: 'Have it rejected first (Review).', zh: '请先在审核中判定为不通过。' },
  },
  in_use: {
    en: 'entries show it',
    zh: '有条目正在使用它',
    next: { en: 'Take it out of these entries first.', zh: '请先从这些条目中移除。' },
  },
  evidence: {
    en: 'it is the evidence of an authorisation',
    zh: '它是某项授权的证明文件',
    next: {
      en: 'Withdraw the rights record first, or keep the file.',
      zh: '请先撤回该授权记录，或保留该文件。',
    },
  },
  reference: {
    en: 'generation tasks were made from it',
    zh: '有生成任务以它为参考图',
    next: {
      en: 'If it has to go, withdraw its authorisation first: what was made from it is then listed.',
      zh: '如必须删除，请先撤回其授权，系统会列出由它生成的内容。',
    },
  },
};

/**
 * Keeps files that are in use, wait for a decision or prove something.
 * @throws Refusal 409 that says why, where the file is used and what to do first.
 */
export const createRemovalGuard = ({ generation, reuse, usage }: Dependencies) => {
  const whyOf = async (
    file: MediaFile,
    usedIn: FoundPlacement[]
  ): Promise<{ why: Why; outputId: string | null; assetId: string | null } | null> => {
    const { output, asset } = (await reuse.judge.recordsOf([file]))(file);
    const ids = { outputId: output?.documentId ?? null, assetId: asset?.documentId ?? null };
    if (asset?.state === 'active') return { why: 'active_asset', ...ids };
    if (output?.approvalStatus === 'pending') return { why: 'waits_for_review', ...ids };
    // Drafts count for what has a record; of other files only what the public sees.
    const isShown = usedIn.some(({ isPublished }) => isPublished || output !== null);
    if (isShown) return { why: 'in_use', ...ids };
    const { asPicture, asEvidence } = await reuse.rights.standingOn(file.documentId);
    if (asEvidence.length > 0) return { why: 'evidence', ...ids };
    const tasks = asPicture.length ? await generation.references.tasksFrom(file.documentId, 1) : [];
    return tasks.length > 0 ? { why: 'reference', ...ids } : null;
  };

  return async (file: MediaFile): Promise<void> => {
    const usedIn = await usage.placementsOf([file.documentId]);
    const found = await whyOf(file, usedIn);
    if (!found) return;

    const { en, zh, next } = explanations[found.why];
    const named = usedIn.slice(0, NAMED).map(nameOf).join('; ');
    const more = usedIn.length > NAMED ? usedIn.length - NAMED : 0;
    throw conflict(
      {
        en: `“${file.name}” was not deleted: ${en}.${named ? ` It is used in: ${named}${more ? `; and ${more} more` : ''}.` : ''}`,
        zh: `未删除“${file.name}”：${zh}。${named ? `使用位置：${named}${more ? `；另有 ${more} 处` : ''}。` : ''}`,
      },
      { code: 'file_in_use', fileDocumentId: file.documentId, ...found, usedIn },
      next
    );
  };
};
