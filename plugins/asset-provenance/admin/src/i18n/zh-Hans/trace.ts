import type { trace as en } from '../en/trace';

export const trace: Record<keyof typeof en, string> = {
  'trace.title': '溯源',
  'trace.subtitle': '由任意副本、地址或 ID 找到其档案。',
  'trace.empty': '粘贴网址、ID 或哈希，或将文件拖到此处。',
};
