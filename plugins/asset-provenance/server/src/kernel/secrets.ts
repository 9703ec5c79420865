import { invalid } from './errors';
import { maskShapes, shapeIn } from './secret-shapes';
import { hasPrivateAddress, maskPrivateAddresses } from './text-addresses';

export type FoundSecret = { path: string; detector: string };

/** No key is shorter. */
const SHORTEST = 8;
/** Fields that are addresses: what belongs into an address is no reason to refuse them. */
const ADDRESS_FIELD = /(?:^|\.)(?:callbackUrl|externalUrl)$/;
const INVISIBLE = /[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]/g;

type Text = { path: string; text: string; isAddress: boolean };

/** Compatibility forms and invisible letters hide a key from a pattern, not from a person. */
const plain = (text: string): string => text.normalize('NFKC').replace(INVISIBLE, '');

/** Every text of an input, at any depth; the name of a field before what it holds. */
function* textsOf(input: unknown, path = ''): Generator<Text> {
  if (typeof input === 'string') {
    if (input.length >= SHORTEST)
      yield { path, text: plain(input), isAddress: ADDRESS_FIELD.test(path) };
    return;
  }
  if (input === null || typeof input !== 'object') return;
  for (const [key, value] of Object.entries(input)) {
    if (!Array.isArray(input)) yield* textsOf(key, path);
    yield* textsOf(value, path ? `${path}.${key}` : key);
  }
}

const firstOf = (input: unknown, detect: (text: Text) => string | null): FoundSecret | null => {
  for (const each of textsOf(input)) {
    const detector = detect(each);
    if (detector) return { path: each.path, detector };
  }
  return null;
};

/** The first text of an input that holds a key of a shape that we know, at any depth. */
export const findSecret = (input: unknown): FoundSecret | null =>
  firstOf(input, ({ text, isAddress }) => shapeIn(text, isAddress));

/** The first text of an input that names a place in a private network. */
export const findPrivateAddress = (input: unknown): FoundSecret | null =>
  firstOf(input, ({ text, isAddress }) =>
    !isAddress && hasPrivateAddress(text) ? 'private_address' : null
  );

/** The first text of an input in which a rule, asked one by one, finds a key. */
export const findByRules = async (
  input: unknown,
  ruleIn: (text: string) => Promise<string | null>
): Promise<FoundSecret | null> => {
  for (const { path, text, isAddress } of textsOf(input)) {
    const detector = isAddress ? null : await ruleIn(text);
    if (detector) return { path, detector };
  }
  return null;
};

/** A text without keys and private addresses, for words that come from outside and are kept. */
export const maskSecrets = (text: string): string => maskPrivateAddresses(maskShapes(text));

const keyRefusal = (path: string) =>
  invalid(
    [
      {
        path,
        message: 'holds a full key or token, which would be stored and shown to others',
        zh: '含有完整的密钥或令牌，会被保存并展示给他人',
      },
    ],
    {
      en: 'Take the key out and send it again. If it was shown to anybody, have it replaced. Keys belong in the server settings.',
      zh: '请删除密钥后再提交；若已被他人看到，请更换该密钥。密钥只应保存在服务器设置中。',
    },
    'secret_refused'
  );

const signedAddressRefusal = (path: string) =>
  invalid(
    [
      {
        path,
        message: 'holds an address with its access in it: whoever reads it could use it',
        zh: '含有带访问凭证的地址，任何看到的人都可使用',
      },
    ],
    {
      en: 'Leave out what stands after the question mark, or the name and password, or name the thing instead of its address.',
      zh: '请去掉问号之后的内容或地址中的用户名与密码，或改用名称说明。',
    },
    'secret_refused'
  );

const privateAddressRefusal = (path: string) =>
  invalid(
    [
      {
        path,
        message: 'names an address of a private network, which would be kept and shown to others',
        zh: '含有内部网络地址，会被保存并展示给他人',
      },
    ],
    {
      en: 'Say what is meant by its name, or give its public address.',
      zh: '请用名称说明，或改用公开地址。',
    },
    'private_address_refused'
  );

const ADDRESS_DETECTORS = new Set(['url_credentials', 'signed_address', 'callback_address']);

/** The refusal of a text with a key or a private address in it, neither of which is repeated. */
export const secretRefusal = ({ path, detector }: FoundSecret) => {
  if (detector === 'private_address') return privateAddressRefusal(path);
  return ADDRESS_DETECTORS.has(detector) ? signedAddressRefusal(path) : keyRefusal(path);
};
