import type { RightsRecord } from '../../../shared/rights';
import type { Term } from '../../../shared/vocabulary';

/** How a rights record stands; `ending`: valid, and not for much longer. */
export const standings = {
  valid: { en: 'Valid', zh: '有效' },
  ending: { en: 'Ends soon', zh: '即将到期' },
  ended: { en: 'Over', zh: '已到期' },
  withdrawn: { en: 'Withdrawn', zh: '已撤回' },
} as const satisfies Record<string, Term>;

export const standingOf = ({
  withdrawn,
  isValid,
}: RightsRecord): 'valid' | 'ended' | 'withdrawn' => {
  if (withdrawn) return 'withdrawn';
  return isValid ? 'valid' : 'ended';
};
