import type { handOver as en } from '../en/hand-over';

export const handOver: Record<keyof typeof en, string> = {
  'hand-over.title': '移交',
  'hand-over.subtitle': '将一人负责的事项移交给另一人。',
  'hand-over.link': '移交',
  'hand-over.effect':
    '任务、素材、待审核事项与复查将一次性移交给接任者；由谁生成、由谁审核的记录保持不变。',
  'hand-over.from': '移交人',
  'hand-over.to': '接任者',
  'hand-over.choose': '请选择',
  'hand-over.left': '{name}（已离开）',
  'hand-over.reason': '原因',
  'hand-over.act': '移交',
  'hand-over.holds': '此人负责的事项',
  'hand-over.counts':
    '{tasks} 个任务、{assets} 个素材、{reviews} 个审核、{rechecks} 个复查、{presets} 个预设',
  'hand-over.done': '移交完成',
};
