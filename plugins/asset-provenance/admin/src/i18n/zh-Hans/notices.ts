import type { notices as en } from '../en/notices';

export const notices: Record<keyof typeof en, string> = {
  'notices.title': '通知',
  'notices.subtitle': '与您有关的事项，最新的在前。',
  'notices.show': '显示哪些通知',
  'notices.show.unread': '未读',
  'notices.show.all': '全部',
  'notices.empty.unread': '没有未读通知。',
  'notices.empty.all': '还没有与您有关的通知。',
  'notices.read-one': '标为已读',
  'notices.read-all': '全部标为已读',
  'notices.preferences': '通知设置',
  'notices.preferences.saved': '通知设置已保存。',
  'notices.digest': '未读通知邮件',
  'notices.digest.hint': '每日邮件在站点时区的早晨发送。',
  'notices.digest.never': '不发送',
  'notices.digest.hourly': '每小时',
  'notices.digest.daily': '每天',
  'notices.kinds': '通知我',
};
