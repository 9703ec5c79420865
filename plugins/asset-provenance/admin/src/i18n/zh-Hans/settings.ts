import type { settings as en } from '../en/settings';

export const settings: Record<keyof typeof en, string> = {
  'settings.title': '素材溯源',
  'settings.subtitle': '服务商、预置角色与发布守则。',
  'settings.link': '概览',
};
