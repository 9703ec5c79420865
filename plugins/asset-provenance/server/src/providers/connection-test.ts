import type { ConnectionTest } from '../../../shared';
import type { ProviderAnswer } from './connection';

type Words = { en: string; zh: string };

type Reading = {
  /** The provider, as people know it. */
  name: Words;
  /** What the answer says where all is well; null: it is not what the provider answers. */
  passed: Words | null;
  /** What to do about a key that is refused. */
  aboutKey: Words;
  /** The provider's own words, where it has any. */
  said?: string;
};

/** What an answer to the one free question says of address and key. */
export const connectionTestOf = (
  { status }: ProviderAnswer,
  { name, passed, aboutKey, said }: Reading
): ConnectionTest => {
  if (passed) return { isOk: true, ...passed };
  const failed = (en: string, zh: string): ConnectionTest => ({ isOk: false, en, zh });
  const told = `HTTP ${status}${said ? `: ${said}` : ''}`;
  if (status === 401 || status === 403)
    return failed(
      `${name.en} refused the key (${told}). ${aboutKey.en}`,
      `${name.zh} 拒绝了密钥（${told}）。${aboutKey.zh}`
    );
  if (status === 429 || status >= 500)
    return failed(
      `${name.en} answered ${told}. Test again in a while; if it stays so, check baseUrl.`,
      `${name.zh} 返回 ${told}。请稍后再试；若持续如此，请检查 baseUrl。`
    );
  return failed(
    `This address does not answer as ${name.en} does (HTTP ${status}). Check baseUrl: it may lead to a website, not to the API.`,
    `该地址的应答与 ${name.zh} 不符（HTTP ${status}）。请检查 baseUrl 是否指向 API。`
  );
};
