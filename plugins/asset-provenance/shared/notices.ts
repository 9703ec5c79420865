import { z } from 'zod';
import type { NoticeKind } from './vocabulary';
import { NOTICE_KINDS } from './vocabulary';

/** One notice to one person. Its text never holds a prompt. */
export type Notice = {
  noticeId: string;
  kind: NoticeKind;
  /** What happened, in one sentence. */
  text: { en: string; zh: string };
  /** Path below the plugin's pages in the admin, `review/abc`. */
  path: string;
  at: string;
  isRead: boolean;
};
/** Query of `GET /notices`. */
export const noticeListSchema = z.object({
  isRead: z.stringbool().optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});
export type NoticeListQuery = z.input<typeof noticeListSchema>;

/** Body of `POST /notices/read`; no ids: all of them. */
export const readNoticesSchema = z.object({
  noticeIds: z.array(z.string().max(64)).max(100).optional(),
});

/** Body of `PUT /notices/preferences`. */
export const noticePreferencesSchema = z.object({
  /** How often unread notices are sent by e-mail. */
  digest: z.enum(['never', 'hourly', 'daily']),
  /** Kinds that are not wanted. */
  muted: z.array(z.enum(NOTICE_KINDS)),
});
export type NoticePreferences = z.infer<typeof noticePreferencesSchema>;

/** A webhook of the configuration as an administrator sees it: never its address. */
export type NoticeWebhook = {
  id: string;
  template: 'generic' | 'wecom' | 'feishu' | 'dingtalk';
  host: string;
  kinds: NoticeKind[];
  lastSentAt: string | null;
  lastProblem: string | null;
};
