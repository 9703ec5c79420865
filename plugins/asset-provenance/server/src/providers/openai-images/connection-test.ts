import { z } from 'zod';
import type { ConnectionTest } from '../../../../shared';
import type { Connection, ProviderAnswer } from '../connection';
import { connectionTestOf } from '../connection-test';
import { apiPath } from './paths';

const modelsSchema = z.object({ data: z.array(z.object({ id: z.string() })) });

type Words = { en: string; zh: string };

/** What is said of a good answer; `models`: those that ought to be in it, where it lists any. */
const passedBy = ({ status, json }: ProviderAnswer, models: Connection['models']): Words | null => {
  if (status !== 200 || json === undefined) return null;
  const listed = modelsSchema.safeParse(json);
  if (models.length === 0 || !listed.success)
    return { en: 'Reached, and the key is valid.', zh: '已连通，密钥有效。' };
  const known = new Set(listed.data.data.map(({ id }) => id));
  const absent = models.map(({ id }) => id).filter((id) => !known.has(id));
  if (absent.length > 0)
    return {
      en: `Reached, and the key is valid. Not listed for this key: ${absent.join(', ')}.`,
      zh: `已连通，密钥有效。该密钥未列出：${absent.join('、')}。`,
    };
  return {
    en: `Reached, and the key is valid; all ${models.length} configured models are listed.`,
    zh: `已连通，密钥有效；所配置的 ${models.length} 个模型均在列表中。`,
  };
};

/** Asks what the key may see. `listsModels`: the answer names the models, so that ours are looked up. */
export const testByGet = async (
  name: Words,
  { baseUrl, http, models }: Pick<Connection, 'baseUrl' | 'http' | 'models'>,
  path: string,
  listsModels: boolean
): Promise<ConnectionTest> => {
  const answer = await http.send({ method: 'GET', path: apiPath(baseUrl, path) });
  return connectionTestOf(answer, {
    name,
    passed: passedBy(answer, listsModels ? models : []),
    aboutKey: {
      en: 'Check apiKey, and whether the key may use images or videos.',
      zh: '请检查 apiKey 及其权限。',
    },
  });
};
