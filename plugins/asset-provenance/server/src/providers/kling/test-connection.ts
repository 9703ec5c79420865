import type { ConnectionTest } from '../contract';
import type { ProviderHttp } from '../connection';
import { connectionTestOf } from '../connection-test';
import { failureOf } from './errors';
import { accountSchema } from './schemas';

const PERIOD = 365 * 86_400_000;

/** Asks for the resource packs of the account: free of charge, and it needs the key. */
export const testConnection = async (
  http: ProviderHttp,
  hasSecretKey: boolean
): Promise<ConnectionTest> => {
  const now = Date.now();
  const answer = await http.send({
    method: 'GET',
    path: `/account/costs?start_time=${now - PERIOD}&end_time=${now}`,
  });
  const account = accountSchema.safeParse(answer.json).data?.data;
  const packs = (account?.resource_pack_subscribe_infos ?? []).filter(
    ({ status }) => status === 'online'
  );
  const left = packs.reduce((sum, { remaining_quantity: units }) => sum + (units ?? 0), 0);
  return connectionTestOf(answer, {
    name: { en: 'Kling', zh: '可灵' },
    passed: account
      ? {
          en: `The key works. Resource packs in use: ${packs.length}; units left: ${left} (Kling counts up to 12 hours late).`,
          zh: `密钥有效。生效中的资源包：${packs.length} 个，剩余积分：${left}（统计最多延迟 12 小时）。`,
        }
      : null,
    failure: failureOf(answer, 'poll', hasSecretKey),
    aboutKey: {
      en: 'Correct the key in the configuration of this provider.',
      zh: '请在该服务商的配置中更正密钥。',
    },
  });
};
