import { ownWorkMessage } from '../../../shared';
import type { ApprovalStatus, Stage, Verdict } from '../../../shared';
import type { OutputRow, TaskRow } from '../generation/service';

/** Standings in which the last verdict can be replaced by a new one. */
const SUPERSEDABLE: readonly ApprovalStatus[] = ['approved', 'rejected', 'revoked', 'expired'];

export type Obstacle = {
  code: 'own_work' | 'draft_stage' | 'file_changed' | 'not_waiting';
  en: string;
  zh: string;
};

type Case = {
  task: TaskRow;
  stage: Stage;
  output: OutputRow;
  lastVerdict: Verdict | null;
  /** SHA-256 of what the file holds now; null when the file is gone. */
  currentSha256: string | null;
};

/**
 * Why this person cannot decide on this output now; null when they can. Whoever decides and whoever
 * looks at the case are told the same.
 */
export const obstacleOf = (
  { task, stage, output, lastVerdict, currentSha256 }: Case,
  { userId, mayDecideOnOwnWork }: { userId: string; mayDecideOnOwnWork: boolean }
): Obstacle | null => {
  if (!mayDecideOnOwnWork && task.ownerId === userId)
    return { code: 'own_work', ...ownWorkMessage };
  if (stage !== 'final') {
    return {
      code: 'draft_stage',
      en: 'This is a draft, and drafts are never approved. Its owner promotes it to final, or adopts it as one.',
      zh: '这是草稿，草稿不能通过审核。请负责人先转为正式产出，或采用为正式产出。',
    };
  }
  const isDecidable =
    output.approvalStatus === 'pending' ||
    (lastVerdict !== null && SUPERSEDABLE.includes(output.approvalStatus));
  if (isDecidable && currentSha256 === output.storedSha256) return null;
  if (isDecidable || output.approvalStatus === 'changed') {
    return {
      code: 'file_changed',
      en: 'The file was replaced after it was generated, so there is nothing to decide about these bytes yet. Put the generated file back, or let its owner submit the changed one for review.',
      zh: '文件在生成后已被替换，暂无法对当前内容作出判定。请恢复原文件，或由负责人将更改后的文件重新送审。',
    };
  }
  return {
    code: 'not_waiting',
    en: 'It does not wait for a verdict: its owner has not submitted it, or it was superseded.',
    zh: '该结果不在待审核状态：负责人尚未送审，或已被替代。',
  };
};
