/** One kind of secret: what it looks like, and what tells it from a word that begins alike. */
type Detector = {
  shape: RegExp;
  isLikely?: (found: string) => boolean;
  /** It belongs into an address by its nature: no reason to refuse a field that is an address. */
  isUsualInAddresses?: true;
};

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;

const isMixed = (text: string) => /\d/.test(text) && /[A-Za-z]/.test(text);

/** Twelve letters and digits in a row, of both: words and names of products are not made so. */
const looksRandom = (text: string): boolean =>
  (text.match(/[A-Za-z0-9]{12,}/g) ?? []).some(isMixed);

const valueOf = (assignment: string): string => /[^\s"'=:：是为]+$/.exec(assignment)?.[0] ?? '';

/** Parameters of a query that are nothing but a signature or a credential. */
const SIGNING =
  /^(?:x-(?:amz|goog|oss|tos|cos)-(?:signature|credential|security-token)|q-signature|(?:url)?signature|sig|access_?token|auth_?(?:token|key)|id_token|refresh_token|api[_-]?key|client_secret|(?:tx|ws)secret|security-token|(?:aws|oss)accesskeyid|code_verifier)$/i;
/** Parameters that hold a secret when what they hold looks like one. */
const TELLING = /^(?:token|secret|password|pwd|auth|sign|hmac|key|code|ticket|session(?:id)?)$/i;

const isSecretParameter = (parameter: string): boolean => {
  const at = parameter.indexOf('=');
  const name = parameter.slice(0, at);
  const value = parameter.slice(at + 1);
  if (at < 1 || value.length < 8) return false;
  if (SIGNING.test(name)) return true;
  if (!TELLING.test(name)) return false;
  const isToken = /^(?:token|secret|password)$/i.test(name);
  return looksRandom(value) || UUID.test(value) || (isToken && isMixed(value));
};

/** Shapes of keys that providers and clouds hand out, and of what else opens a door. */
const detectors: Record<string, Detector> = {
  private_key: {
    shape: /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY(?: BLOCK)?-----(?:[^]*?-----END [A-Z ]+-----|[^]*)/g,
  },
  openai: { shape: /\bsk-[A-Za-z0-9_-]{20,}/g, isLikely: looksRandom },
  replicate: { shape: /\br8_[A-Za-z0-9]{30,}\b/g },
  fal: {
    shape: /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}:[0-9a-f]{32}\b/gi,
  },
  runway: { shape: /\bkey_[0-9a-f]{64,}\b/g },
  comfy: { shape: /\bcomfyui-[0-9a-f]{32,}\b/g },
  xai: { shape: /\bxai-[A-Za-z0-9]{40,}\b/g },
  ark: { shape: /\bark-[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/g },
  volcengine: { shape: /\bAKLT[A-Za-z0-9+/=_-]{20,}/g },
  alibaba: { shape: /\b(?:LTAI[A-Za-z0-9]{12,30}|STS\.[A-Za-z0-9]{20,})\b/g },
  tencent: { shape: /\bAKID[A-Za-z0-9]{13,40}\b/g },
  aws: { shape: /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g },
  google: {
    shape:
      /\b(?:AIza[0-9A-Za-z_-]{35}|GOCSPX-[0-9A-Za-z_-]{28}|ya29\.[0-9A-Za-z_-]{30,})(?![0-9A-Za-z_-])/g,
  },
  github: { shape: /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{40,})\b/g },
  gitlab: { shape: /\bglpat-[A-Za-z0-9_-]{20,}/g },
  npm: { shape: /\bnpm_[A-Za-z0-9]{36}\b/g },
  huggingface: { shape: /\bhf_[A-Za-z0-9]{30,}\b/g },
  stripe: { shape: /\b(?:[rs]k_(?:live|test)|whsec)_[A-Za-z0-9+/=]{20,}/g },
  slack: {
    shape: /\bx(?:ox[abeoprs]|app)-[A-Za-z0-9-]{10,}/g,
    isLikely: (found) => /\d/.test(found),
  },
  telegram: { shape: /\b\d{8,10}:AA[A-Za-z0-9_-]{33}(?![A-Za-z0-9_-])/g },
  strapi: { shape: /\b[0-9a-f]{256}\b/g },
  url_credentials: {
    shape: /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/?#:@]{0,100}:[^\s/?#@]{1,200}@[^\s/?#]/gi,
  },
  jwt: {
    shape: /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/g,
    isUsualInAddresses: true,
  },
  signed_address: {
    shape: /[?#][^\s"'<>]{8,}/g,
    isLikely: (found) =>
      found
        .slice(1)
        .split(/[?#&;]/)
        .some(isSecretParameter),
    isUsualInAddresses: true,
  },
  callback_address: {
    shape: /\bhttps?:\/\/[^\s"'<>?#]*\b(?:callbacks?|web-?hooks?|hooks?|notify)\b[^\s"'<>?#]*/gi,
    isLikely: (found) =>
      found.split('/').some((step) => UUID.test(step) || (step.length > 23 && looksRandom(step))),
    isUsualInAddresses: true,
  },
  bearer: {
    shape: /\b(?:bearer|authorization\s*[:=]\s*(?:basic|token|key))\s+[A-Za-z0-9._~+/-]{16,}=*/gi,
    isLikely: looksRandom,
    isUsualInAddresses: true,
  },
  assigned: {
    shape:
      /(?:(?:\b|_)(?:(?:api|access|secret|private|auth|client|account|app|ark|session|refresh|shared\s?access)[ _-]?(?:key|token|secret)(?:[ _-]?(?:id|secret))?|secret|token)|密钥|密匙|私钥|令牌)["']?\s*(?:=>|[:=：是为]|\bis\b)\s*["']?[A-Za-z0-9_\-./+=~]{16,}/gi,
    isLikely: (found) => looksRandom(valueOf(found)) || UUID.test(valueOf(found)),
    isUsualInAddresses: true,
  },
  password: {
    shape:
      /(?:(?:\b|_)(?:password|passwd|pwd|passphrase)|密码|口令)["']?\s*[:=：是为]\s*["']?[^\s"']{8,}/gi,
    isLikely: (found) => isMixed(valueOf(found)),
    isUsualInAddresses: true,
  },
};

const found = ({ shape, isLikely }: Detector, text: string): boolean =>
  [...text.matchAll(shape)].some(([match]) => isLikely?.(match) ?? true);

/** The name of the first shape in a text, or null. */
export const shapeIn = (text: string, isAddress = false): string | null =>
  Object.entries(detectors).find(
    ([, detector]) => !(isAddress && detector.isUsualInAddresses) && found(detector, text)
  )?.[0] ?? null;

/** A text with everything of a known shape replaced. */
export const maskShapes = (text: string): string =>
  Object.values(detectors).reduce(
    (masked, { shape, isLikely }) =>
      masked.replace(shape, (match) => ((isLikely?.(match) ?? true) ? '[removed key]' : match)),
    text
  );
