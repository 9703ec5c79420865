import { randomBytes } from 'node:crypto';

/** Long enough that what it hides cannot be found by trying all that it may be. */
export const newSalt = (): string => randomBytes(16).toString('hex');
