// Writes the secrets that neither the environment nor `.env` holds into `.env`; changes no value.
import { randomBytes } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const secret = () => randomBytes(24).toString('base64url');

const generators = {
  APP_KEYS: () => [secret(), secret(), secret(), secret()].join(','),
  API_TOKEN_SALT: secret,
  ADMIN_JWT_SECRET: secret,
  TRANSFER_TOKEN_SALT: secret,
  JWT_SECRET: secret,
  ENCRYPTION_KEY: secret,
  CALLBACK_SIGNING_SECRET: () => `whsec_${randomBytes(24).toString('base64')}`,
};

const namesWithValue = (text) =>
  [...text.matchAll(/^[ \t]*(?:export[ \t]+)?(\w+)[ \t]*=[ \t]*(\S.*)$/gm)]
    .filter(([, , value]) => !/^(?:#|""|'')/.test(value))
    .map(([, name]) => name);

/** Returns the names that were added. */
export const ensureEnv = (file = path.join(root, '.env'), environment = process.env) => {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const present = new Set(namesWithValue(text));
  const missing = Object.keys(generators).filter(
    (name) => !present.has(name) && !environment[name]
  );
  if (missing.length === 0) return [];

  const lines = missing.map((name) => `${name}=${generators[name]()}\n`).join('');
  const separator = text === '' || text.endsWith('\n') ? '' : '\n';
  appendFileSync(file, separator + lines, { mode: 0o600 });
  return missing;
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const added = ensureEnv();
  if (added.length > 0) console.log(`Wrote new secrets to .env: ${added.join(', ')}`);
}
