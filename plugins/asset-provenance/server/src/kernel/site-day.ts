const formats = new Map<string, Intl.DateTimeFormat>();

const formatOf = (timeZone: string): Intl.DateTimeFormat => {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  formats.set(timeZone, format);
  return format;
};

/**
 * The calendar day of a moment at a place, `2026-11-23`.
 * @param timeZone IANA name.
 */
export const siteDay = (moment: Date, timeZone: string): string => {
  const parts = new Map(
    formatOf(timeZone)
      .formatToParts(moment)
      .map(({ type, value }) => [type, value])
  );
  return `${parts.get('year')?.padStart(4, '0')}-${parts.get('month')}-${parts.get('day')}`;
};

const DAY_MS = 86_400_000;

/**
 * Days are counted in UTC from a bare day, so that no change of clocks is met.
 * @param day `2026-11-23`
 */
export const daysAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** How far apart two looks for the turn of the day may be, in milliseconds. */
const MINUTE = 60_000;
/** Longest that a calendar day lasts anywhere, with changes of the clock. */
const LONGEST_DAY = 27 * 60 * MINUTE;

/**
 * The first minute of the next calendar day at a place; days have 23 to 25 hours where clocks change.
 * @param timeZone IANA name.
 */
export const nextSiteDay = (moment: Date, timeZone: string): Date => {
  const today = siteDay(moment, timeZone);
  // The last minute that still is today lies below, the first of tomorrow above.
  let below = Math.floor(moment.getTime() / MINUTE);
  let above = below + LONGEST_DAY / MINUTE;
  while (above - below > 1) {
    const middle = Math.floor((below + above) / 2);
    if (siteDay(new Date(middle * MINUTE), timeZone) === today) below = middle;
    else above = middle;
  }
  return new Date(above * MINUTE);
};
