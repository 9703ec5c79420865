import type { entry as en } from '../en/entry';

export const entry: Record<keyof typeof en, string> = {
  'entry.title': '素材溯源',
  'entry.unsaved': '请先保存条目，随后会检查其中的媒体。',
  'entry.empty': '该条目没有使用媒体。',
};
