import type { Term } from '../../../shared/vocabulary';

/** Names that are the same in every language, as a `TermSelect` wants them. */
export const namesAsTerms = <Key extends string>(
  names: readonly (readonly [key: Key, name: string])[]
) =>
  // `fromEntries` forgets which keys it was given.
  Object.fromEntries(names.map(([key, name]) => [key, { en: name, zh: name }])) as Record<
    Key,
    Term
  >;
