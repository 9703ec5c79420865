import { leafHash } from './tree';

/** What is sealed of an event: its place, the seal before it, and the hash of its text. */
export type Entry = { sequence: number; previousHash: string; hash: string };

/** Stands before the first event. */
export const FIRST_PREVIOUS_HASH = '0'.repeat(64);

/** Says what the bytes are, so that no other hash of ours can be taken for a seal. */
const DOMAIN = 'asset-provenance ledger entry v1';

/** A line that says what this is, then RFC 8785. */
const entryText = ({ sequence, previousHash, hash }: Entry): string =>
  `${DOMAIN}\n{"hash":"${hash}","previousHash":"${previousHash}","sequence":${sequence}}`;

/** Links the chain, and is at the same time the leaf of the tree: SHA-256(0x00 ‖ entry). */
export const sealOf = (entry: Entry): string => leafHash(entryText(entry));
