import type { PluginConfig } from '../config';
import type { Dispatch } from '../dispatch/service';
import type { Generation } from '../generation/service';
import type { Kernel } from '../kernel';
import type { Network } from '../network/service';
import type { Reuse } from '../reuse/service';
import type { Review } from '../review/service';
import { noticeMessages } from './content-types/notice-message';
import { noticePreferences } from './content-types/notice-preference';
import { notices } from './content-types/notice';
import { createDigest } from './digest';
import { createMessages } from './messages';
import { createNoticeRows } from './notice-rows';
import { createPreferences } from './preferences';
import { createSweep } from './sweep';
import type { DueNote } from './sweep';
import { createTelling } from './telling';

export { personalRows } from './personal';

export const tables = [notices, noticePreferences, noticeMessages];

type Ports = {
  kernel: Kernel;
  config: PluginConfig;
  dispatch: Dispatch;
  network: Network;
  generation: Generation;
  review: Review;
  reuse: Reuse;
  /** Re-checks that are due; belongs to a room beside this one. */
  dueNotes: () => AsyncIterable<DueNote>;
};

/** Tells people what concerns them: in the admin, by e-mail, through webhooks. Never a prompt. */
export const createNotices = (ports: Ports) => {
  const { kernel, config, dispatch, network, generation, review, reuse, dueNotes } = ports;
  const { siteTimeZone } = config;
  const rows = createNoticeRows(kernel);
  const preferences = createPreferences(kernel, config.notices);
  const messages = createMessages({ kernel, config: config.notices, dispatch, network });
  const telling = createTelling({
    kernel,
    generation,
    review,
    reuse,
    rows,
    messages,
    preferences,
  });
  const digest = createDigest({ kernel, rows, preferences, siteTimeZone });
  dispatch.recur('notice.digest', digest.run);
  dispatch.recur(
    'notice.sweep',
    createSweep({
      kernel,
      reuse,
      telling,
      siteTimeZone,
      expiringDays: config.notices.expiringDays,
      dueNotes,
    })
  );

  return {
    /** Subscribed last: tells of what the other rooms made true. */
    effects: { onEvent: telling.onEvent },
    list: rows.list,
    markRead: rows.markRead,
    countUnread: rows.countUnread,
    preferencesOf: preferences.of,
    changePreferences: preferences.change,
    webhooks: messages.standings,
  };
};
export type Notices = ReturnType<typeof createNotices>;
