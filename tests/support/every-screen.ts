import { api } from '../../plugins/asset-provenance/shared';
import type {
  BatchAnswer,
  OutputSummary,
  Preset,
  TaskDetail,
} from '../../plugins/asset-provenance/shared';
import type { People } from './people';
import { plugin } from './screens';
import { make, makeApproved, ok, submit } from './story';
import { imageLaunch } from './tasks';

const ARTICLES = '/content-manager/collection-types/api::article.article';

/** One screen with something on it, and the Chinese title that stands on it. */
export type ScreenCase = { name: string; path: string; title: string };
export type Staged = {
  cases: ScreenCase[];
  entryPath: string;
  waiting: { task: TaskDetail; output: OutputSummary };
};

/** Puts something on every screen: a case that waits, an approved asset, an entry, a template. */
export const stageEveryScreen = async (all: People): Promise<Staged> => {
  const waiting = await make(all.editor, { subject: '待审茶壶' });
  ok(await submit(all.editor, waiting, '桌上有一把茶壶。'), 'Submit');
  const { task, output, fileId } = await makeApproved(
    { owner: all.editor, reviewer: all.contentManager },
    { overrides: { subject: '已审茶壶' } }
  );
  const created = await all.contentManager.http.post<{ documentId: string }>(ARTICLES, {
    title: '茶壶',
    cover: fileId,
  });
  ok(
    await all.contentManager.api.post(api.licenceTemplates, {
      // Names are unique, and tests share a server.
      name: `官网一年 ${Date.now()}`,
      purposes: ['product_hero'],
      validForDays: 365,
      limits: { channels: ['website'] },
    }),
    'Licence template'
  );
  // Names are unique, and tests share a server.
  const named = { name: `茶壶草稿 ${Date.now()}`, isShared: true, note: '首版' };
  const preset = ok(
    await all.editor.api.post<Preset>(api.presets, { ...named, content: imageLaunch() }),
    'Preset'
  );
  // Large and only warning: tests share a server.
  const budget = { name: '图片预算', period: 'month', mode: 'soft', cap: '100000' };
  ok(await all.superAdmin.api.post(api.budgets, budget), 'Budget');
  const { prompt, ...parameters } = imageLaunch().parameters;
  const { batch } = ok(
    await all.editor.api.post<BatchAnswer>(api.batches, {
      name: '秋季帆布包',
      common: { ...imageLaunch(), parameters },
      table: `提示词,主体\n${prompt},帆布包`,
    }),
    'Batch'
  );
  const screen = (path: string, title: string): ScreenCase => ({
    name: path.replace(/\W.*/, ''),
    path: plugin(path),
    title,
  });
  return {
    waiting,
    entryPath: `${ARTICLES}/${ok(created, 'Article').documentId}`,
    cases: [
      screen('launch', '发起生成'),
      screen(`launch?from=${task.taskId}&as=variant`, '发起生成'),
      screen(`launch?preset=${preset.presetId}`, '发起生成'),
      screen('launch/presets', '预设'),
      screen(`launch/presets?open=${preset.presetId}`, '预设'),
      screen('launch/batch', '新建批次'),
      screen('tasks', '任务'),
      screen('tasks/batches', '批次'),
      screen(`tasks/batches/${batch.batchId}`, '秋季帆布包'),
      screen(`tasks/${task.taskId}`, '已审茶壶'),
      screen('review', '审核'),
      screen(`review/${waiting.output.outputId}`, '待审茶壶'),
      screen('library', '素材库'),
      screen(`library?open=${output.fileDocumentId}`, '素材库'),
      screen('rights', '授权'),
      screen('rights?view=templates', '授权'),
      screen('trace', '溯源'),
      screen(`trace?q=${output.outputId}`, '溯源'),
      screen('follow-up', '复查'),
      screen('follow-up?status=overdue', '复查'),
      screen('notices?show=all', '通知'),
    ],
  };
};

/** Screens for administrators only. */
export const SETTINGS: ScreenCase[] = [
  { name: 'settings', path: '/settings/asset-provenance', title: '素材溯源' },
  { name: 'hand-over', path: '/settings/asset-provenance-hand-over', title: '移交' },
  { name: 'insights', path: plugin('insights'), title: '数据洞察' },
  { name: 'budgets', path: '/settings/asset-provenance-budgets', title: '预算' },
];
