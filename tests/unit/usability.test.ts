import fc from 'fast-check';
import {
  APPROVAL_STATUSES,
  ASSET_STATES,
  ORIGINS,
  STAGES,
} from '../../plugins/asset-provenance/shared';
import { siteDay } from '../../plugins/asset-provenance/server/src/kernel/site-day';
import { usability } from '../../plugins/asset-provenance/server/src/reuse/usability';
import type { Standing } from '../../plugins/asset-provenance/server/src/reuse/usability';

const DAY_MS = 86_400_000;
const moments = fc.date({
  min: new Date('1990-01-01'),
  max: new Date('2099-12-31'),
  noInvalidDate: true,
});
const days = moments.map((moment) => moment.toISOString().slice(0, 10));
const zones = fc.constantFrom(
  'UTC',
  'Asia/Shanghai',
  'Asia/Kolkata',
  'America/New_York',
  'America/St_Johns',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  'Europe/Berlin',
  'Australia/Lord_Howe'
);
const shifted = (day: string, by: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + by * DAY_MS).toISOString().slice(0, 10);

const limits = fc.record({
  validFrom: fc.option(days),
  validUntil: fc.option(days),
  isPublicUseAllowed: fc.boolean(),
});
const standings: fc.Arbitrary<Standing> = fc.record({
  origin: fc.constantFrom(...ORIGINS),
  approvalStatus: fc.constantFrom(...APPROVAL_STATUSES),
  stage: fc.option(fc.constantFrom(...STAGES)),
  asset: fc.option(fc.record({ state: fc.constantFrom(...ASSET_STATES), limits })),
});

const approved = (asset: Partial<NonNullable<Standing['asset']>['limits']> = {}): Standing => ({
  origin: 'generated',
  approvalStatus: 'approved',
  stage: 'final',
  asset: {
    state: 'active',
    limits: { validFrom: null, validUntil: null, isPublicUseAllowed: true, ...asset },
  },
});

describe('usability', () => {
  it('passes exactly what is approved, active, in time and public', () => {
    fc.assert(
      fc.property(standings, days, (standing, today) => {
        const { obstacles } = usability(standing, today);
        const { asset } = standing;
        const isInTime =
          asset !== null &&
          (asset.limits.validFrom === null || asset.limits.validFrom <= today) &&
          (asset.limits.validUntil === null || today <= asset.limits.validUntil);
        const isUsable =
          standing.approvalStatus === 'approved' &&
          standing.stage !== 'draft' &&
          asset?.state === 'active' &&
          asset.limits.isPublicUseAllowed &&
          isInTime;
        if (standing.origin === 'generated') expect(obstacles.length === 0).toBe(isUsable);
      })
    );
  });

  it('never passes a draft, and says so', () => {
    fc.assert(
      fc.property(standings, days, (standing, today) => {
        const { obstacles } = usability(
          { ...standing, origin: 'generated', stage: 'draft' },
          today
        );
        expect(obstacles).toEqual(['draft_stage']);
      })
    );
  });

  it('takes the first and the last day as usable days', () => {
    fc.assert(
      fc.property(days, fc.nat({ max: 400 }), (validFrom, length) => {
        const validUntil = shifted(validFrom, length);
        const on = (today: string) => usability(approved({ validFrom, validUntil }), today);
        expect(on(validFrom).obstacles).toEqual([]);
        expect(on(validUntil).obstacles).toEqual([]);
        expect(on(shifted(validFrom, -1)).obstacles).toEqual(['not_yet_valid']);
        expect(on(shifted(validUntil, 1))).toEqual({ status: 'expired', obstacles: ['expired'] });
      })
    );
  });

  it('never becomes stricter when a limit is taken away', () => {
    fc.assert(
      fc.property(limits, days, (some, today) => {
        const strict = usability(approved(some), today).obstacles;
        for (const lifted of [
          { validFrom: null },
          { validUntil: null },
          { isPublicUseAllowed: true },
        ]) {
          const lenient = usability(approved({ ...some, ...lifted }), today).obstacles;
          expect(strict).toEqual(expect.arrayContaining(lenient));
        }
      })
    );
  });

  it('shows a status of the vocabulary, never a better one than recorded', () => {
    fc.assert(
      fc.property(standings, days, (standing, today) => {
        const { status } = usability(standing, today);
        expect(APPROVAL_STATUSES.indexOf(status)).toBeGreaterThanOrEqual(0);
        expect(APPROVAL_STATUSES.indexOf(status)).toBeLessThanOrEqual(
          APPROVAL_STATUSES.indexOf(standing.approvalStatus)
        );
      })
    );
  });

  it('refuses an approval that has no asset behind it', () => {
    expect(usability({ ...approved(), asset: null }, '2026-11-23').obstacles).toEqual([
      'not_approved',
    ]);
  });
});

describe('the day of the site', () => {
  it('is the day before, the day, or the day after that of UTC, and turns at local midnight', () => {
    fc.assert(
      fc.property(moments, zones, (moment, zone) => {
        const day = siteDay(moment, zone);
        const utc = moment.toISOString().slice(0, 10);
        expect([shifted(utc, -1), utc, shifted(utc, 1)]).toContain(day);
        expect(siteDay(new Date(moment.getTime() + DAY_MS), zone) > day).toBe(true);
      })
    );
  });

  it('knows places far from Greenwich', () => {
    const moment = new Date('2026-11-23T17:30:00Z');
    expect(siteDay(moment, 'UTC')).toBe('2026-11-23');
    expect(siteDay(moment, 'Asia/Shanghai')).toBe('2026-11-24');
    expect(siteDay(moment, 'Pacific/Pago_Pago')).toBe('2026-11-23');
    expect(siteDay(new Date('2026-11-23T10:30:00Z'), 'Pacific/Kiritimati')).toBe('2026-11-24');
    expect(siteDay(new Date('2026-11-23T10:30:00Z'), 'Pacific/Pago_Pago')).toBe('2026-11-22');
  });
});
