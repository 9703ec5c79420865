import { PLUGIN_ID } from '../shared/permissions';
import { say } from './say';
import { loadStrapiIn } from './strapi-here';

type UsageService = {
  rebuild: () => Promise<{ entries: number; added: number; removed: number }>;
};

/** @returns the exit code. */
export const rebuildUsage = async (args: string[]): Promise<number> => {
  if (args.length > 0) {
    say({ en: 'rebuild-usage takes no arguments.', zh: 'rebuild-usage 不接受参数。' }, 'err');
    return 2;
  }
  const strapi = await loadStrapiIn(process.cwd());
  try {
    const usage = strapi.plugin(PLUGIN_ID)?.service('usage') as UsageService | undefined;
    if (!usage)
      throw new Error(`The plugin ${PLUGIN_ID} is not enabled. 插件 ${PLUGIN_ID} 未启用。`);
    const { entries, added, removed } = await usage.rebuild();
    say({
      en: `Looked at ${entries} entries: ${added} usages added, ${removed} removed.`,
      zh: `已检查 ${entries} 个条目：新增 ${added} 处使用记录，移除 ${removed} 处。`,
    });
    return 0;
  } finally {
    await strapi.destroy();
  }
};
