import type { RefusalDetails } from '../../../shared/api';
import type { Bilingual, MessageKey } from '../i18n';

/** A refusal or a failure as a person reads it: what happened, why, what to do next; `fields` by input path. */
export type Refusal = {
  what: string;
  why: string | null;
  next: string | null;
  fields: Record<string, string>;
  code: string | null;
  status: number | null;
  /** Everything that the server said beside it. */
  details: Partial<RefusalDetails>;
};

type Wording = { t: (key: MessageKey) => string; say: (text: Bilingual) => string };
type Kind =
  'offline' | 'forbidden' | 'missing' | 'conflict' | 'input' | 'too-large' | 'busy' | 'server';

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
const isBilingual = (value: unknown): value is Bilingual =>
  isRecord(value) && typeof value.en === 'string' && typeof value.zh === 'string';

const kindOf = (status: number | null): Kind => {
  if (status === null) return 'offline';
  if (status === 401 || status === 403) return 'forbidden';
  if (status === 404) return 'missing';
  if (status === 409 || status === 412) return 'conflict';
  if (status === 413) return 'too-large';
  if (status === 429) return 'busy';
  return status >= 500 ? 'server' : 'input';
};

const whyKeys: Record<Kind, MessageKey | null> = {
  offline: 'error.offline.why',
  forbidden: 'error.forbidden.why',
  missing: 'error.missing.why',
  conflict: 'error.conflict.why',
  input: null,
  'too-large': null,
  busy: null,
  server: 'error.server.why',
};

const fieldsOf = (
  details: Partial<RefusalDetails>,
  say: Wording['say']
): Record<string, string> => {
  const fields = Array.isArray(details.fields) ? details.fields : [];
  return Object.fromEntries(
    fields.map(({ path, message, zh }) => [path, say({ en: message, zh: zh ?? message })])
  );
};

/**
 * Any error of an RTK Query hook, in the reader's language. Wording that the server sends wins
 * (`details.what`, `details.why`, `details.next` in both languages, then its plain message); a refusal
 * without a `code` is Strapi's own or a failure, and gets our wording for its status.
 */
export const describeError = (error: unknown, { t, say }: Wording): Refusal => {
  const body = isRecord(error) ? error : {};
  const details: Partial<RefusalDetails> = isRecord(body.details) ? body.details : {};
  const status = typeof body.status === 'number' ? body.status : null;
  const code = typeof details.code === 'string' ? details.code : null;
  const message = typeof body.message === 'string' && body.message ? body.message : null;
  const kind = kindOf(status);

  const own = (value: unknown) => (isBilingual(value) ? say(value) : null);
  const whyKey = whyKeys[kind];
  const isOurs = code !== null && message !== null;
  const fallbackWhy = kind === 'input' ? message : whyKey && t(whyKey);

  return {
    what: own(details.what) ?? (isOurs ? message : t(`error.${kind}.what`)),
    why: own(details.why) ?? (isOurs ? null : fallbackWhy),
    next: own(details.next) ?? t(`error.${kind}.next`),
    fields: fieldsOf(details, say),
    code,
    status,
    details,
  };
};
