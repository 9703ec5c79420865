import type { Actor } from '../../../shared';
import { sha256 } from './hash';

/** Words of people enter an event only so, for without the salt nobody finds them out. */
export const saltedHash = (salt: string, words: string): string => sha256(`${salt}:${words}`);

/** Who it was, without the name. */
export const actorHash = ({ type, id }: Pick<Actor, 'type' | 'id'>, salt: string): string =>
  saltedHash(salt, `${type}:${id ?? ''}`);
