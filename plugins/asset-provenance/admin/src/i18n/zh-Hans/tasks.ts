import type { tasks as en } from '../en/tasks';

export const tasks: Record<keyof typeof en, string> = {
  'tasks.title': '任务',
  'tasks.subtitle': '每个生成任务的状态、参数与结果。',
  'tasks.empty': '还没有任务，请发起第一个。',
  'tasks.detail': '任务',
  'tasks.parameters': '参数',
};
