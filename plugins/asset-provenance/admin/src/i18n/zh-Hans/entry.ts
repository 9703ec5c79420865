import type { entry as en } from '../en/entry';

export const entry: Record<keyof typeof en, string> = {
  'entry.title': '素材溯源',
  'entry.unsaved': '请先保存条目，随后会检查其中的媒体。',
  'entry.empty': '已保存的条目没有使用媒体。',
  'entry.forbidden': '您的角色无权查看该条目的记录。',
  'entry.clear': '媒体字段中没有阻止发布的问题。',
  'entry.blocked': '有 {files} 个文件使该条目无法发布。',
  'entry.warned': '有 {files} 个文件需要留意，但可以发布。',
  'entry.who': '可由谁处理：{who}',
  'entry.trace': '溯源',
  'entry.task': '任务',
  'entry.review': '审核',
  'entry.notes': '{count} 条修订记录',
  'entry.no-notes': '还没有修订记录。',
  'entry.this': '该条目（{uid}）',
};
