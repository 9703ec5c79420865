import { invalid } from './errors';

/** Shapes of keys that providers and clouds hand out. A match is refused wherever people type. */
const detectors: Record<string, RegExp> = {
  openai: /\bsk-(?:proj-|svcacct-|admin-|or-v1-|ant-[a-z0-9]+-)?[A-Za-z0-9_-]{20,}/,
  replicate: /\br8_[A-Za-z0-9]{30,}\b/,
  fal: /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}:[0-9a-f]{32}\b/i,
  aws: /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/,
  alibaba: /\bLTAI[A-Za-z0-9]{12,30}\b/,
  tencent: /\bAKID[A-Za-z0-9]{13,40}\b/,
  volcengine: /\bAKLT[A-Za-z0-9+/=_-]{20,}/,
  google: /\bAIza[0-9A-Za-z_-]{35}(?![0-9A-Za-z_-])/,
  github: /\bgh[pousr]_[A-Za-z0-9]{36,}\b/,
  huggingface: /\bhf_[A-Za-z0-9]{30,}\b/,
  runway: /\bkey_[0-9a-f]{64,}\b/,
  stripe: /\b[rs]k_(?:live|test)_[A-Za-z0-9]{20,}\b/,
  slack: /\bxox[abposr]-[A-Za-z0-9-]{10,}/,
  bearer: /\bbearer\s+[A-Za-z0-9._~+/-]{24,}=*/i,
  jwt: /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/,
  private_key: /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/,
  assigned: /\b(?:api[_-]?key|secret|access[_-]?token)\s*[:=]\s*["']?[A-Za-z0-9_\-./+]{24,}/i,
};

export type FoundSecret = { path: string; detector: string };

const detectIn = (text: string): string | null =>
  Object.entries(detectors).find(([, shape]) => shape.test(text))?.[0] ?? null;

/** Walks every text of an input, at any depth. Returns the first that holds a key. */
export const findSecret = (input: unknown, path = ''): FoundSecret | null => {
  if (typeof input === 'string') {
    const detector = detectIn(input);
    return detector ? { path, detector } : null;
  }
  if (input === null || typeof input !== 'object') return null;
  for (const [key, value] of Object.entries(input)) {
    const found =
      findSecret(value, path ? `${path}.${key}` : key) ??
      findSecret(Array.isArray(input) ? null : key, path);
    if (found) return found;
  }
  return null;
};

/** The refusal of a text with a key in it; the key itself is not repeated. */
export const secretRefusal = ({ path }: FoundSecret) =>
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
