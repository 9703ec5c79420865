import { z } from 'zod';
import { cleanMessage } from '../answers';
import type { Connection, ProviderAnswer } from '../connection';
import type { ConnectionTest } from '../../../../shared';
import { apiPath } from './paths';

const modelsSchema = z.object({ data: z.array(z.object({ id: z.string() })) });

const failed = (en: string, zh: string): ConnectionTest => ({ isOk: false, en, zh });

const refused = ({ status, text }: ProviderAnswer): ConnectionTest => {
  if (status === 401 || status === 403) {
    return failed(
      `The key was refused (HTTP ${status}). Check apiKey, and whether the key may use images or videos.`,
      `密钥被拒绝（HTTP ${status}）。请检查 apiKey 及其权限。`
    );
  }
  if (status === 404) {
    return failed(
      'There is no such API at this address (HTTP 404). Check baseUrl.',
      '该地址没有此 API（HTTP 404）。请检查 baseUrl。'
    );
  }
  const said = cleanMessage(text).slice(0, 200);
  return failed(
    `It answered HTTP ${status}: ${said} Try again later; if it stays so, check baseUrl.`,
    `返回 HTTP ${status}：${said} 请稍后重试；若持续如此，请检查 baseUrl。`
  );
};

/** Asks what the key may see. `listsModels`: the answer names the models, so that ours are looked up. */
export const testByGet = async (
  { baseUrl, http, models }: Pick<Connection, 'baseUrl' | 'http' | 'models'>,
  path: string,
  listsModels: boolean
): Promise<ConnectionTest> => {
  const answer = await http.send({ method: 'GET', path: apiPath(baseUrl, path) });
  if (answer.status !== 200) return refused(answer);
  if (answer.json === undefined) {
    return failed(
      'It answered a page instead of data. Check baseUrl: it may lead to a website, not to the API.',
      '返回的是网页而非数据。请检查 baseUrl 是否指向 API。'
    );
  }
  const listed = modelsSchema.safeParse(answer.json);
  if (!listsModels || !listed.success)
    return { isOk: true, en: 'Reached, and the key is valid.', zh: '已连通，密钥有效。' };
  const known = new Set(listed.data.data.map(({ id }) => id));
  const absent = models.map(({ id }) => id).filter((id) => !known.has(id));
  if (absent.length === 0)
    return {
      isOk: true,
      en: `Reached, and the key is valid; all ${models.length} configured models are listed.`,
      zh: `已连通，密钥有效；所配置的 ${models.length} 个模型均在列表中。`,
    };
  return {
    isOk: true,
    en: `Reached, and the key is valid. Not listed for this key: ${absent.join(', ')}.`,
    zh: `已连通，密钥有效。该密钥未列出：${absent.join('、')}。`,
  };
};
