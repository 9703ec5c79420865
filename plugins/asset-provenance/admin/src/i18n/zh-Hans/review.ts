import type { review as en } from '../en/review';

export const review: Record<keyof typeof en, string> = {
  'review.title': '审核',
  'review.subtitle': '已送审、等待结论的结果。',
  'review.empty': '没有待审核的内容。',
  'review.case': '审核详情',
};
