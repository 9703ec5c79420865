import fc from 'fast-check';
import {
  APPROVAL_STATUSES,
  ASSET_STATES,
  ORIGINS,
  STAGES,
} from '../../plugins/asset-provenance/shared';
import { siteDay } from '../../plugins/asset-provenance/server/src/kernel/site-day';
import { usability } from '../../plugins/asset-provenance/server/src/reuse/usability';
import type {
  Policies,
  Standing,
  Use,
} from '../../plugins/asset-provenance/server/src/reuse/usability';

type Limits = NonNullable<Standing['asset']>['limits'];

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

const channels = ['website', 'social', 'print', 'internal'];
const regions = ['CN', 'DE', 'US'];
const languages = ['en', 'zh', 'zh-Hans', 'de'];
const some = (values: string[]) => fc.subarray(values, { maxLength: 2 });
const severities = fc.constantFrom('off' as const, 'warn' as const, 'block' as const);

const limits = fc.record({
  channels: some(channels),
  regions: some(regions),
  languages: some(languages),
  validFrom: fc.option(days),
  validUntil: fc.option(days),
  maximumPlacements: fc.option(fc.integer({ min: 1, max: 4 })),
  isReuseAllowed: fc.boolean(),
  isPublicUseAllowed: fc.boolean(),
  licence: fc.option(fc.constantFrom('CC BY 4.0', ' ')),
});
const rights = fc.record({ isWithdrawn: fc.boolean(), isExpired: fc.boolean() });
const standings: fc.Arbitrary<Standing> = fc.record({
  origin: fc.constantFrom(...ORIGINS),
  approvalStatus: fc.constantFrom(...APPROVAL_STATUSES),
  stage: fc.option(fc.constantFrom(...STAGES)),
  asset: fc.option(fc.record({ state: fc.constantFrom(...ASSET_STATES), limits })),
  rights,
});
const uses: fc.Arbitrary<Use> = fc.record({
  today: days,
  destination: fc.record({
    channels: some(channels),
    regions: some(regions),
    languages: some(languages),
  }),
  placements: fc.option(fc.integer({ min: 1, max: 6 })),
});
const policies: fc.Arbitrary<Policies> = fc.record({
  generated: severities,
  declared: severities,
  detected: severities,
  untracked: severities,
  rights: severities,
  licence: severities,
});

const strict: Policies = {
  generated: 'block',
  declared: 'block',
  detected: 'block',
  untracked: 'block',
  rights: 'block',
  licence: 'block',
};
const noWhere = { channels: [], regions: [], languages: [] };
const unlimited: Limits = {
  channels: [],
  regions: [],
  languages: [],
  validFrom: null,
  validUntil: null,
  maximumPlacements: null,
  isReuseAllowed: true,
  isPublicUseAllowed: true,
  licence: 'Own work',
};
const approved = (changes: Partial<Limits> = {}): Standing => ({
  origin: 'generated',
  approvalStatus: 'approved',
  stage: 'final',
  asset: { state: 'active', limits: { ...unlimited, ...changes } },
  rights: { isWithdrawn: false, isExpired: false },
});
const use = (changes: Partial<Use> = {}): Use => ({
  today: '2026-11-23',
  destination: noWhere,
  placements: null,
  ...changes,
});
const codes = (standing: Standing, where: Use = use(), site: Policies = strict) =>
  usability(standing, where, site).obstacles.map(({ code }) => code);

/** The rules once more, as plainly as they can be said. */
const fitsLimits = (
  { limits: of }: NonNullable<Standing['asset']>,
  { today, destination, placements }: Use
): boolean =>
  (of.validFrom === null || of.validFrom <= today) &&
  (of.validUntil === null || today <= of.validUntil) &&
  (of.channels.length === 0 || destination.channels.every((each) => of.channels.includes(each))) &&
  (of.regions.length === 0 || destination.regions.every((each) => of.regions.includes(each))) &&
  (of.languages.length === 0 ||
    destination.languages.every(
      (each) => of.languages.includes(each) || (each === 'zh-Hans' && of.languages.includes('zh'))
    )) &&
  (placements === null ||
    ((of.maximumPlacements === null || placements <= of.maximumPlacements) &&
      (of.isReuseAllowed || placements <= 1))) &&
  (of.isPublicUseAllowed ||
    (destination.channels.length > 0 && destination.channels.every((each) => each === 'internal')));

describe('usability', () => {
  it('passes exactly what is approved, active, within its limits and its rights', () => {
    fc.assert(
      fc.property(standings, uses, (standing, where) => {
        const { asset, rights: held } = standing;
        const isUsable =
          standing.approvalStatus === 'approved' &&
          standing.stage !== 'draft' &&
          asset?.state === 'active' &&
          fitsLimits(asset, where) &&
          Boolean(asset.limits.licence?.trim()) &&
          !held.isWithdrawn &&
          !held.isExpired;
        const found = codes({ ...standing, origin: 'generated' }, where);
        expect(found.length === 0).toBe(isUsable);
        expect(new Set(found).size).toBe(found.length);
      })
    );
  });

  it('never passes a draft, and says nothing else of it, whatever the site wants', () => {
    fc.assert(
      fc.property(standings, uses, policies, (standing, where, site) => {
        const draft: Standing = { ...standing, origin: 'generated', stage: 'draft' };
        expect(usability(draft, where, site).obstacles).toEqual([
          { code: 'draft_stage', severity: 'block' },
        ]);
      })
    );
  });

  it('says what the site wants of each kind of obstacle, and nothing that it turned off', () => {
    fc.assert(
      fc.property(standings, uses, policies, (standing, where, site) => {
        const policyOf = (code: string) => {
          if (code === 'draft_stage') return 'block';
          if (code === 'no_licence') return site.licence;
          if (code.startsWith('rights_')) return site.rights;
          if (code === 'no_record') return site.untracked;
          return site[standing.origin === 'unknown' ? 'untracked' : standing.origin];
        };
        const all = codes(standing, where);
        expect(usability(standing, where, site).obstacles).toEqual(
          all.flatMap((code) => {
            const severity = policyOf(code);
            return severity === 'off' ? [] : [{ code, severity }];
          })
        );
      })
    );
  });

  it('takes the first and the last day as usable days', () => {
    fc.assert(
      fc.property(days, fc.nat({ max: 400 }), (validFrom, length) => {
        const validUntil = shifted(validFrom, length);
        const on = (today: string) =>
          usability(approved({ validFrom, validUntil }), use({ today }), strict);
        expect(on(validFrom).obstacles).toEqual([]);
        expect(on(validUntil).obstacles).toEqual([]);
        expect(on(shifted(validFrom, -1)).obstacles).toEqual([
          { code: 'not_yet_valid', severity: 'block' },
        ]);
        expect(on(shifted(validUntil, 1))).toEqual({
          status: 'expired',
          obstacles: [{ code: 'expired', severity: 'block' }],
        });
      })
    );
  });

  it('never becomes stricter when a limit is taken away', () => {
    fc.assert(
      fc.property(limits, uses, (these, where) => {
        const before = codes(approved(these), where);
        for (const [name, value] of Object.entries(unlimited)) {
          const after = codes(approved({ ...these, [name]: value }), where);
          expect(before).toEqual(expect.arrayContaining(after));
        }
      })
    );
  });

  it('takes an empty list, and an entry that is not mapped, as no limit', () => {
    fc.assert(
      fc.property(limits, uses, (these, where) => {
        const anywhere = { ...these, channels: [], regions: [], languages: [] };
        for (const found of [
          codes(approved(anywhere), where),
          codes(approved(these), { ...where, destination: noWhere }),
        ])
          for (const code of ['wrong_channel', 'wrong_region', 'wrong_language'])
            expect(found).not.toContain(code);
      })
    );
  });

  it('compares places whatever their case, and languages with their dialects', () => {
    const inPlace = (changes: Partial<Use['destination']>, of: Partial<Limits>) =>
      codes(approved(of), use({ destination: { ...noWhere, ...changes } }));
    expect(inPlace({ channels: ['Website'] }, { channels: ['website'] })).toEqual([]);
    expect(inPlace({ channels: ['website', 'social'] }, { channels: ['website'] })).toEqual([
      'wrong_channel',
    ]);
    expect(inPlace({ regions: ['cn'] }, { regions: ['CN', 'DE'] })).toEqual([]);
    expect(inPlace({ regions: ['US'] }, { regions: ['CN', 'DE'] })).toEqual(['wrong_region']);
    expect(inPlace({ languages: ['zh-Hans'] }, { languages: ['zh'] })).toEqual([]);
    expect(inPlace({ languages: ['zh_Hans'] }, { languages: ['zh-hans'] })).toEqual([]);
    expect(inPlace({ languages: ['zh'] }, { languages: ['zh-Hans'] })).toEqual(['wrong_language']);
    expect(inPlace({ languages: ['zhx'] }, { languages: ['zh'] })).toEqual(['wrong_language']);
  });

  it('lets what is not public appear where only the house looks', () => {
    const shown = (...where: string[]) =>
      codes(
        approved({ isPublicUseAllowed: false }),
        use({ destination: { ...noWhere, channels: where } })
      );
    expect(shown('internal')).toEqual([]);
    expect(shown('internal', 'website')).toEqual(['not_public']);
    expect(shown()).toEqual(['not_public']);
  });

  it('counts uses up to the maximum, that one included', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), (most, uses) => {
        const limited = approved({ maximumPlacements: most });
        expect(codes(limited, use({ placements: uses }))).toEqual(
          uses > most ? ['too_many_placements'] : []
        );
        expect(codes(approved({ isReuseAllowed: false }), use({ placements: uses }))).toEqual(
          uses > 1 ? ['reuse_not_allowed'] : []
        );
      })
    );
  });

  it('names every limit that stands against a use, not only the first', () => {
    const none = approved({
      channels: ['print'],
      regions: ['DE'],
      languages: ['de'],
      validFrom: '2026-12-01',
      maximumPlacements: 1,
      isReuseAllowed: false,
      isPublicUseAllowed: false,
      licence: null,
    });
    const where = use({
      destination: { channels: ['website'], regions: ['CN'], languages: ['en'] },
      placements: 2,
    });
    expect(codes({ ...none, rights: { isWithdrawn: true, isExpired: true } }, where)).toEqual([
      'not_yet_valid',
      'wrong_channel',
      'wrong_region',
      'wrong_language',
      'too_many_placements',
      'reuse_not_allowed',
      'not_public',
      'no_licence',
      'rights_withdrawn',
      'rights_expired',
    ]);
  });

  it('shows a status of the vocabulary, never a better one than recorded', () => {
    fc.assert(
      fc.property(standings, uses, policies, (standing, where, site) => {
        const { status } = usability(standing, where, site);
        expect(APPROVAL_STATUSES.indexOf(status)).toBeGreaterThanOrEqual(0);
        expect(APPROVAL_STATUSES.indexOf(status)).toBeLessThanOrEqual(
          APPROVAL_STATUSES.indexOf(standing.approvalStatus)
        );
      })
    );
  });

  it('shows the status that goes before the others', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ASSET_STATES), days, days, (state, validUntil, today) => {
        const held = approved({ validUntil });
        const { status } = usability(
          { ...held, asset: held.asset && { ...held.asset, state } },
          use({ today }),
          strict
        );
        const all: string[] = [
          'approved',
          ...(state === 'active' ? [] : [state]),
          ...(validUntil < today ? ['expired'] : []),
        ];
        expect(status).toBe(APPROVAL_STATUSES.find((each) => all.includes(each)));
      })
    );
  });

  it('refuses an approval that has no asset behind it', () => {
    expect(codes({ ...approved(), asset: null })).toEqual(['not_approved']);
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
