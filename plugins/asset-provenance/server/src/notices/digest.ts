import type { Kernel } from '../kernel';
import { languageOf, siteDay } from '../kernel';
import type { NoticeRow, NoticeRows } from './notice-rows';
import type { Preferences } from './preferences';

type AdminUser = { documentId: string; email: string; preferedLanguage?: string | null };
type Ports = {
  kernel: Kernel;
  rows: NoticeRows;
  preferences: Preferences;
  siteTimeZone: string;
};

/** Hour of the day, at the site, from which the daily digest goes out. */
const DAILY_FROM_HOUR = 7;
const HOUR = 3_600_000;
/** Most lines of one letter; the rest is counted. */
const MOST_LINES = 50;

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

const words = {
  en: {
    subject: (count: number) => `${count} ${count === 1 ? 'notice' : 'notices'} about your media`,
    more: (count: number) => `And ${count} more.`,
    open: 'Open them',
  },
  zh: {
    subject: (count: number) => `${count} 条媒体通知`,
    more: (count: number) => `另有 ${count} 条。`,
    open: '打开查看',
  },
};

/** Letters with what people have not read yet. */
export const createDigest = ({ kernel, rows, preferences, siteTimeZone }: Ports) => {
  const { strapi, log } = kernel;

  const hourAt = (moment: Date): number =>
    Number(
      new Intl.DateTimeFormat('en-GB', {
        timeZone: siteTimeZone,
        hour: '2-digit',
        hourCycle: 'h23',
      }).format(moment)
    );

  /** The hour or day whose digest is due now; null: none. */
  const periodOf = (digest: 'never' | 'hourly' | 'daily', now: Date): string | null => {
    if (digest === 'never') return null;
    const day = siteDay(now, siteTimeZone);
    if (digest === 'hourly') return `${day}T${String(hourAt(now)).padStart(2, '0')}`;
    return hourAt(now) >= DAILY_FROM_HOUR ? day : null;
  };

  const letterOf = (user: AdminUser, notices: NoticeRow[]) => {
    const language = languageOf(user);
    const { subject, more, open } = words[language];
    const lines = notices
      .slice(0, MOST_LINES)
      .map((notice) => (language === 'zh' ? notice.textZh : notice.textEn));
    const rest = notices.length - lines.length;
    const all = rest > 0 ? [...lines, more(rest)] : lines;
    const admin = strapi.config.get<string>('admin.absoluteUrl', '');
    const link = `${admin.replace(/\/$/, '')}/plugins/asset-provenance/notices`;
    return {
      to: user.email,
      subject: subject(notices.length),
      text: `${all.map((line) => `- ${line}`).join('\n')}\n\n${open}: ${link}\n`,
      html: `<ul>${all.map((line) => `<li>${escapeHtml(line)}</li>`).join('')}</ul><p><a href="${escapeHtml(link)}">${open}</a></p>`,
    };
  };

  const sendTo = async (user: AdminUser, now: Date): Promise<void> => {
    const { digest } = await preferences.of(user.documentId);
    const period = periodOf(digest, now);
    if (!period) return;
    const waiting = await rows.unmailed(user.documentId);
    if (waiting.length === 0 || !(await preferences.claimDigest(user.documentId, period))) return;
    const mine = await rows.claimForMail(waiting);
    if (mine.length === 0) return;
    // Marked first: a letter that is lost is better than the same one every hour.
    await strapi.plugin('email').service('email').send(letterOf(user, mine));
  };

  /** Sends what is due to everybody; what fails for one does not stop the others. */
  const run = async (signal: AbortSignal): Promise<Date> => {
    const now = new Date();
    const users = (await strapi.db.query('admin::user').findMany({
      where: { isActive: true, $or: [{ blocked: false }, { blocked: null }] },
      select: ['documentId', 'email', 'preferedLanguage'],
    })) as unknown as AdminUser[];
    for (const user of users) {
      if (signal.aborted) break;
      await sendTo(user, now).catch((error: unknown) => {
        log.warn(
          `A digest of notices was not sent: ${error instanceof Error ? error.name : 'unknown error'}. Check the e-mail provider.`
        );
      });
    }
    return new Date(Math.floor(now.getTime() / HOUR + 1) * HOUR);
  };

  return { run };
};
