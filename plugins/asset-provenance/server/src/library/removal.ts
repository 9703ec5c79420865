import type { FoundPlacement } from '../../../shared';
import { conflict } from '../kernel';
import type { MediaFile } from '../media/service';
import type { Reuse } from '../reuse/service';
import type { Usage } from '../usage/service';

type Why = 'active_asset' | 'waits_for_review' | 'in_use';

/** Most entries that a refusal names. */
const NAMED = 5;

const nameOf = ({ title, documentId, locale, field }: FoundPlacement): string =>
  `“${title ?? documentId}”${locale ? ` (${locale})` : ''}, field ${field}`;

const explanations: Record<Why, { en: string; zh: string; next: { en: string; zh: string } }> = {
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
};

/**
 * Keeps generated files that are in use or under record.
 * @throws Refusal 409 that says why, where the file is used and what to do first.
 */
export const createRemovalGuard =
  ({ reuse, usage }: { reuse: Reuse; usage: Usage }) =>
  async (file: MediaFile): Promise<void> => {
    const recordOf = await reuse.judge.recordsOf([file]);
    const { output, asset } = recordOf(file);
    if (!output) return;

    const usedIn = await usage.placementsOf(file);
    const why: Why | null =
      asset?.state === 'active'
        ? 'active_asset'
        : output.approvalStatus === 'pending'
          ? 'waits_for_review'
          : usedIn.length > 0
            ? 'in_use'
            : null;
    if (!why) return;

    const { en, zh, next } = explanations[why];
    const named = usedIn.slice(0, NAMED).map(nameOf).join('; ');
    const more = usedIn.length > NAMED ? `; and ${usedIn.length - NAMED} more` : '';
    throw conflict(
      {
        en: `“${file.name}” was not deleted: ${en}.${named ? ` It is used in: ${named}${more}.` : ''}`,
        zh: `未删除“${file.name}”：${zh}。${named ? `使用位置：${named}。` : ''}`,
      },
      {
        code: 'file_in_use',
        why,
        fileDocumentId: file.documentId,
        outputId: output.documentId,
        assetId: asset?.documentId ?? null,
        usedIn,
      },
      next
    );
  };
