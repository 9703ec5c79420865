import type { NoticeWebhook } from '../../../shared';
import type { NoticeWebhookConfig, PluginConfig } from '../config';
import type { Dispatch, Handler } from '../dispatch/service';
import { backoff } from '../kernel';
import type { Kernel, RowOf, Transaction } from '../kernel';
import type { Network } from '../network/service';
import { noticeMessages } from './content-types/notice-message';
import type { Told } from './notice-rows';
import { templates } from './templates';

type MessageRow = RowOf<typeof noticeMessages>;
type Ports = {
  kernel: Kernel;
  config: PluginConfig['notices'];
  dispatch: Dispatch;
  network: Network;
};

const KIND = 'notice.send';
const TIMEOUT_MS = 15_000;
const MAX_ANSWER_BYTES = 65_536;
/** After these a message is given up: some hours. */
const MOST_ATTEMPTS = 8;
const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 3_600_000;

const wants = ({ kinds }: NoticeWebhookConfig, { kind }: Told): boolean =>
  kinds.length === 0 || kinds.includes(kind);

/** What goes to the webhooks of the configuration: written with the event, sent afterwards. */
export const createMessages = ({ kernel, config, dispatch, network }: Ports) => {
  const { store, strapi } = kernel;
  const client = network.client(config.allowedHosts);

  const linkTo = (path: string): string | null => {
    const admin = strapi.config.get<string>('admin.absoluteUrl', '');
    return /^https?:\/\//.test(admin)
      ? `${admin.replace(/\/$/, '')}/plugins/asset-provenance/${path}`
      : null;
  };

  const put = async (tx: Transaction, told: Told): Promise<void> => {
    for (const [webhookId, webhook] of Object.entries(config.webhooks)) {
      if (!wants(webhook, told)) continue;
      await kernel.serialise(tx, `notice:${webhookId}:${told.subject}`);
      if (await store.findOne(noticeMessages, { webhookId, subject: told.subject })) continue;
      await store.insert(noticeMessages, {
        webhookId,
        kind: told.kind,
        textEn: told.en,
        textZh: told.zh,
        path: told.path,
        subject: told.subject,
        at: tx.at.toISOString(),
        state: 'pending',
        nextAttemptAt: tx.at.toISOString(),
      });
      await dispatch.enqueue(tx, KIND, webhookId);
    }
  };

  /** @returns what went wrong; null when it was taken. */
  const send = async (webhook: NoticeWebhookConfig, row: MessageRow): Promise<string | null> => {
    const template = templates[webhook.template];
    const message = {
      id: row.documentId,
      kind: row.kind,
      text: { en: row.textEn, zh: row.textZh },
      link: linkTo(row.path),
      at: row.at,
    };
    try {
      const answer = await client.exchange({
        method: 'POST',
        ...template.pack(message, webhook, new Date()),
        timeoutMs: TIMEOUT_MS,
        maxBytes: MAX_ANSWER_BYTES,
      });
      return template.problemIn(answer);
    } catch (error) {
      // Messages of the network may name the address, which holds a key.
      return `No answer came (${error instanceof Error ? error.name : 'unknown'}).`;
    }
  };

  const record = async (row: MessageRow, problem: string | null): Promise<void> => {
    const attempts = row.attempts + 1;
    const now = new Date();
    const isOver = problem === null || attempts >= MOST_ATTEMPTS;
    const wait = backoff(attempts, { baseMs: FIRST_WAIT_MS, maxMs: LONGEST_WAIT_MS });
    await store.compareAndSet(
      noticeMessages,
      { documentId: row.documentId, state: 'pending', attempts: row.attempts },
      {
        attempts,
        problem,
        ...(isOver
          ? { state: problem === null ? 'sent' : 'given_up', endedAt: now.toISOString() }
          : { nextAttemptAt: new Date(now.getTime() + wait).toISOString() }),
      }
    );
  };

  const giveUpAll = async (webhookId: string): Promise<void> => {
    for (const row of await pendingOf(webhookId, 1000))
      await store.compareAndSet(
        noticeMessages,
        { documentId: row.documentId, state: 'pending' },
        { state: 'given_up', problem: 'The webhook is not configured any more.' }
      );
  };

  const pendingOf = (webhookId: string, limit: number) =>
    store.find(noticeMessages, {
      where: { webhookId, state: 'pending' },
      orderBy: { id: 'asc' },
      limit,
    });

  /** One after the other, so that a group reads them in their order. */
  const handler: Handler = async (webhookId, { signal, holdsLease }) => {
    const webhook = config.webhooks[webhookId];
    if (!webhook) {
      await giveUpAll(webhookId);
      return 'done';
    }
    for (;;) {
      const [next] = await pendingOf(webhookId, 1);
      if (!next) return 'done';
      const due = new Date(next.nextAttemptAt);
      if (due.getTime() > Date.now()) return { againAt: due };
      if (signal.aborted || !holdsLease()) return { againAt: new Date() };
      await record(next, await send(webhook, next));
    }
  };
  dispatch.handle(KIND, handler);

  const standingOf = async (id: string, webhook: NoticeWebhookConfig): Promise<NoticeWebhook> => {
    const [lastSent] = await store.find(noticeMessages, {
      where: { webhookId: id, state: 'sent' },
      orderBy: { id: 'desc' },
      limit: 1,
    });
    const [last] = await store.find(noticeMessages, {
      where: { webhookId: id },
      orderBy: { id: 'desc' },
      limit: 1,
    });
    return {
      id,
      template: webhook.template,
      host: new URL(webhook.url).host,
      kinds: webhook.kinds,
      lastSentAt: lastSent?.endedAt ?? null,
      lastProblem: last?.problem ?? null,
    };
  };

  return {
    put,
    /** The webhooks of the configuration, for administrators. */
    standings: (): Promise<NoticeWebhook[]> =>
      Promise.all(Object.entries(config.webhooks).map(([id, webhook]) => standingOf(id, webhook))),
  };
};
export type Messages = ReturnType<typeof createMessages>;
