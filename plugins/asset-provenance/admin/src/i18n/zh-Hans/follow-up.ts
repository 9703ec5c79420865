import type { followUp as en } from '../en/follow-up';

export const followUp: Record<keyof typeof en, string> = {
  'follow-up.title': '复查',
  'follow-up.subtitle': '修订记录与待复查事项。',
  'follow-up.empty': '没有到期的复查。',
};
