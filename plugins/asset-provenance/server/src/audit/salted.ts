import { randomBytes } from 'node:crypto';
import { sha256 } from '../kernel';

/** Long enough that what it hides cannot be found by trying all that it may be. */
export const newSalt = (): string => randomBytes(16).toString('hex');

export const salted = (salt: string, words: string): string => sha256(`${salt}:${words}`);
