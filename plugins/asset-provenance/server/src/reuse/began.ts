import { daysAfter } from '../kernel';
import type { Facts } from './reasons';
import type { Obstacle } from './usability';

const earliest = (days: string[]): string | null => [...days].sort()[0] ?? null;

/**
 * The first day on which an obstacle stood against a use that was right before; null for what never
 * was right, and for what depends on other uses.
 */
export const beganOn = (obstacle: Obstacle, facts: Facts): string | null => {
  switch (obstacle) {
    case 'expired':
      return facts.limits?.validUntil ? daysAfter(facts.limits.validUntil, 1) : facts.ended.on;
    case 'revoked':
    case 'changed':
    case 'superseded':
      return facts.ended.on;
    case 'not_approved':
      // Rejected after all; what waits for its verdict never was approved.
      return facts.approvalStatus === 'rejected' ? (facts.ended.on ?? facts.decidedOn) : null;
    case 'not_yet_valid':
    case 'wrong_channel':
    case 'wrong_region':
    case 'wrong_language':
    case 'not_public':
    case 'no_licence':
      return facts.decidedOn;
    case 'rights_withdrawn':
      return earliest(facts.withdrawnRights.map(({ on }) => on));
    case 'rights_expired':
      return earliest(facts.expiredRights.map(({ on }) => daysAfter(on, 1)));
    case 'draft_stage':
    case 'origin_unknown':
    case 'no_record':
    case 'too_many_placements':
    case 'reuse_not_allowed':
      return null;
  }
};
