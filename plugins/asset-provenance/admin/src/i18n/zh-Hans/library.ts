import type { library as en } from '../en/library';

export const library: Record<keyof typeof en, string> = {
  'library.title': '素材库',
  'library.subtitle': '媒体文件及其状态、来源与复用限制。',
  'library.empty': '还没有媒体文件，审核通过的结果会显示在这里。',
  'library.status': '状态',
  'library.origin': '来源',
};
