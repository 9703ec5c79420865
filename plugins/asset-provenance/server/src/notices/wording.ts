import { purposes, taskStates } from '../../../shared';
import type { NoticeKind, TaskState, VerdictKind } from '../../../shared';

type Text = { en: string; zh: string };
type Subject = { subject: string | null; purpose: string };

/** What a task is about, for people who cannot see its prompt. */
export const nameOfTask = ({ subject, purpose }: Subject): Text => {
  if (subject) return { en: `“${subject}”`, zh: `“${subject}”` };
  const term = Object.hasOwn(purposes, purpose) ? purposes[purpose as keyof typeof purposes] : null;
  return term
    ? { en: `a ${term.en.toLowerCase()}`, zh: term.zh }
    : { en: `a task (${purpose})`, zh: `任务（${purpose}）` };
};

const decided: Record<VerdictKind, (by: string, name: Text) => Text> = {
  approved: (by, name) => ({ en: `${by} approved ${name.en}.`, zh: `${by}通过了${name.zh}。` }),
  rejected: (by, name) => ({ en: `${by} rejected ${name.en}.`, zh: `${by}未通过${name.zh}。` }),
  regenerate: (by, name) => ({
    en: `${by} asks for ${name.en} to be made again.`,
    zh: `${by}要求重新生成${name.zh}。`,
  }),
  withdrawn: (by, name) => ({
    en: `${by} took the verdict on ${name.en} back.`,
    zh: `${by}撤回了对${name.zh}的审核结论。`,
  }),
};

const lower = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

/** One sentence for each kind of notice. */
export const wording = {
  submitted: (by: string, name: Text): Text => ({
    en: `${by} submitted ${name.en} for review.`,
    zh: `${by}提交了${name.zh}，等待审核。`,
  }),
  decided: (verdict: VerdictKind, by: string, name: Text): Text => decided[verdict](by, name),
  assigned: (by: string, name: Text): Text => ({
    en: `${by} asks you to review ${name.en}.`,
    zh: `${by}请您审核${name.zh}。`,
  }),
  mentioned: (by: string, name: Text): Text => ({
    en: `${by} mentioned you in a comment on ${name.en}.`,
    zh: `${by}在${name.zh}的评论中提到了您。`,
  }),
  answered: (by: string, name: Text): Text => ({
    en: `${by} answered your comment on ${name.en}.`,
    zh: `${by}回复了您对${name.zh}的评论。`,
  }),
  task_ended: (state: TaskState, name: Text): Text => ({
    en: `The task for ${name.en} ended: ${lower(taskStates[state].en)}.`,
    zh: `${name.zh}的任务已结束：${taskStates[state].zh}。`,
  }),
  expiring: (day: string, name: Text): Text => ({
    en: `${day} is the last day on which ${name.en} may be used.`,
    zh: `${name.zh}的最后可用日期为 ${day}。`,
  }),
  expired: (day: string, name: Text): Text => ({
    en: `${name.en.charAt(0).toUpperCase()}${name.en.slice(1)} may not be used any more: ${day} was its last day.`,
    zh: `${name.zh}已不可再用：最后可用日期为 ${day}。`,
  }),
  rights_ended: (isWithdrawn: boolean, name: Text): Text => ({
    en: isWithdrawn
      ? `The rights in a reference of ${name.en} were withdrawn.`
      : `The rights in a reference of ${name.en} are over.`,
    zh: isWithdrawn ? `${name.zh}所用参考图的授权已撤回。` : `${name.zh}所用参考图的授权已到期。`,
  }),
  due: (label: string): Text => ({
    en: `A re-check of ${label} is due.`,
    zh: `${label}的复查已到期。`,
  }),
  spend_waiting: (by: string, name: Text): Text => ({
    en: `${by} asks for spending on ${name.en} to be approved.`,
    zh: `${by}申请批准${name.zh}的费用。`,
  }),
  budget_reached: (name: string, share: number): Text => ({
    en: `${share} % of the budget “${name}” are used.`,
    zh: `预算“${name}”已使用 ${share}%。`,
  }),
  handed_over: (by: string, tasks: number, assets: number): Text => ({
    en: `${by} handed over to you: ${tasks} tasks, ${assets} assets.`,
    zh: `${by}向您移交了 ${tasks} 个任务和 ${assets} 个素材。`,
  }),
} satisfies Partial<Record<NoticeKind | 'answered', (...words: never[]) => Text>>;
