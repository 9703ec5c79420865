import type { launch as en } from '../en/launch';

export const launch: Record<keyof typeof en, string> = {
  'launch.title': '发起生成',
  'launch.subtitle': '为一个用途和渠道生成图片或视频。',
  'launch.empty': '尚未配置服务商，无法发起生成。',
};
