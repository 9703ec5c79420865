import fc from 'fast-check';
import { nextSiteDay, siteDay } from '../../plugins/asset-provenance/server/src/kernel/site-day';

const MINUTE = 60_000;

describe('the turn of the day at the site', () => {
  it('is the first minute of the next day, wherever the site is and whatever its clocks do', () => {
    const zones = ['UTC', 'Asia/Shanghai', 'Asia/Kolkata', 'Europe/Berlin', 'America/New_York'];
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }),
        fc.constantFrom(...zones, 'Australia/Lord_Howe', 'Pacific/Pago_Pago'),
        (moment, zone) => {
          const next = nextSiteDay(moment, zone);
          expect(next.getTime()).toBeGreaterThan(moment.getTime());
          expect(siteDay(next, zone) > siteDay(moment, zone)).toBe(true);
          expect(siteDay(new Date(next.getTime() - MINUTE), zone)).toBe(siteDay(moment, zone));
        }
      )
    );
  });

  it('comes after 23 and after 25 hours where clocks change', () => {
    expect(nextSiteDay(new Date('2026-03-28T23:00:00Z'), 'Europe/Berlin')).toEqual(
      new Date('2026-03-29T22:00:00Z')
    );
    expect(nextSiteDay(new Date('2026-10-24T22:00:00Z'), 'Europe/Berlin')).toEqual(
      new Date('2026-10-25T23:00:00Z')
    );
  });
});
