import { PLUGIN_ID } from '../../../shared';
import type { PluginConfig } from '../config';
import { siteDay } from '../kernel';

type Policies = PluginConfig['gate'];
type Condition = Record<string, unknown>;

/** `$eq: null` and not null alone: Strapi tests one file in memory and lists by a query. */
const isNull = { $eq: null };

/**
 * Files that a person may use today, as the columns on files tell: approved ones in their time, and
 * those that the policies of the publish gate let pass without an approval. Days compare as texts.
 * @param today the day in the site's time zone.
 */
export const usableMedia = (
  { untracked, declared, detected }: Policies,
  today: string
): Condition => {
  const approved: Condition = {
    provenanceStatus: { $eq: 'approved' },
    $and: [
      { $or: [{ provenanceUsableFrom: isNull }, { provenanceUsableFrom: { $lte: today } }] },
      { $or: [{ provenanceUsableUntil: isNull }, { provenanceUsableUntil: { $gte: today } }] },
    ],
  };
  const standing = (origin: string, statuses: string[]): Condition => ({
    provenanceOrigin: { $eq: origin },
    provenanceStatus: { $in: statuses },
  });
  /** Not judged yet; what was rejected or revoked is not usable, wherever it comes from. */
  const undecided = (origin: string) => standing(origin, ['unsubmitted', 'pending']);
  /** Of unknown origin, declared as not made with a model, or on the way to a status. */
  const withoutRecord: Condition[] = [
    standing('unknown', ['untracked', 'unsubmitted', 'pending']),
    standing('declared', ['untracked']),
    { provenanceStatus: isNull },
  ];
  return {
    $or: [
      approved,
      ...(untracked === 'block' ? [] : withoutRecord),
      ...(declared === 'block' ? [] : [undecided('declared')]),
      ...(detected === 'block' ? [] : [undecided('detected')]),
    ],
  };
};

/** The condition that an administrator gives a role on reading media. */
export const usableMediaCondition = ({ gate, siteTimeZone }: PluginConfig) => ({
  plugin: PLUGIN_ID,
  name: 'usable',
  category: 'Asset Provenance',
  displayName: 'Usable media only (approved and in date, or without need of approval)',
  handler: () => usableMedia(gate, siteDay(new Date(), siteTimeZone)),
});
