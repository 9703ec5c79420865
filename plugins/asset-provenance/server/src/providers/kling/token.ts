import { createHmac } from 'node:crypto';
import type { Connection } from '../connection';

/** Seconds. Kling's own examples use these; the token is made anew for every request. */
const LIFETIME = 1800;
const BACKDATED = 5;

const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');

/** The JSON Web Token (HS256) that Kling's older kind of key signs each request with. */
export const signToken = (accessKey: string, secretKey: string, now: number): string => {
  const seconds = Math.floor(now / 1000);
  const signed = [
    encode({ alg: 'HS256', typ: 'JWT' }),
    encode({ iss: accessKey, exp: seconds + LIFETIME, nbf: seconds - BACKDATED }),
  ].join('.');
  return `${signed}.${createHmac('sha256', secretKey).update(signed).digest('base64url')}`;
};

/** With a secret key, a token made of both; without one, the API key itself. */
export const authorise = ({
  apiKey,
  secretKey,
}: Pick<Connection, 'apiKey' | 'secretKey'>): Record<string, string> => {
  if (!apiKey) return {};
  const token = secretKey ? signToken(apiKey, secretKey, Date.now()) : apiKey;
  return { authorization: `Bearer ${token}` };
};
