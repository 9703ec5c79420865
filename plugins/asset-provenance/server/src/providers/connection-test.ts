import type { ConnectionTest, Failure } from '../../../shared';
import type { ProviderAnswer } from './connection';

type Words = { en: string; zh: string };

type Reading = {
  /** The provider, as people know it. */
  name: Words;
  /** What the answer says where all is well; null: it is not what the provider answers. */
  passed: Words | null;
  /** What to do about a key that is refused. */
  aboutKey: Words;
  /** What the provider says of an answer with an error, where it has words and codes of its own. */
  failure?: Failure;
};

/** What an answer to the one free question says of address and key. */
export const connectionTestOf = (
  { status }: ProviderAnswer,
  { name, passed, aboutKey, failure }: Reading
): ConnectionTest => {
  if (passed) return { isOk: true, ...passed };
  const failed = (en: string, zh: string): ConnectionTest => ({ isOk: false, en, zh });
  const code = failure?.providerCode ?? null;
  const told = code ? `HTTP ${status}, ${code}: ${failure?.message}` : `HTTP ${status}`;
  const isKey = code ? failure?.class === 'authentication' : status === 401 || status === 403;
  if (isKey)
    return failed(
      `${name.en} refused the key (${told}). ${aboutKey.en}`,
      `${name.zh} 拒绝了密钥（${told}）。${aboutKey.zh}`
    );
  if (code || status === 429 || status >= 500)
    return failed(
      `${name.en} answered: ${told}. Test again in a while; if it stays so, check baseUrl.`,
      `${name.zh} 返回：${told}。请稍后再试；若持续如此，请检查 baseUrl。`
    );
  return failed(
    `${name.en} does not answer at this address (HTTP ${status}). Check baseUrl: it may lead to a website, not to the API.`,
    `该地址没有 ${name.zh} 的 API（HTTP ${status}）。请检查 baseUrl 是否指向 API。`
  );
};
