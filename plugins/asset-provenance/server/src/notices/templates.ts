import { createHmac } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import type { NoticeWebhookConfig } from '../config';
import type { NoticeKind } from '../../../shared';

/** What a webhook is told. */
export type Message = {
  id: string;
  kind: NoticeKind;
  text: { en: string; zh: string };
  /** Address of the page in the admin; null where the server does not know its own. */
  link: string | null;
  at: string;
};
export type Outgoing = { url: string; headers: Record<string, string>; body: string };
export type Answer = { status: number; body: Buffer };

type Template = {
  pack: (message: Message, webhook: NoticeWebhookConfig, now: Date) => Outgoing;
  /** null when it was taken; else what the service said, without addresses. */
  problemIn: (answer: Answer) => string | null;
};

const json = { 'content-type': 'application/json' };

const base64Hmac = (key: string, text: string) =>
  createHmac('sha256', key).update(text).digest('base64');

const lines = ({ text, link }: Message, language: NoticeWebhookConfig['language']) =>
  [text[language], ...(link ? [link] : [])].join('\n');

const statusProblem = ({ status }: Answer): string | null =>
  status >= 200 && status < 300 ? null : `It answered ${status}.`;

/** Services that answer 200 and say in a field of the body whether they took it. */
const bodyProblem =
  (field: string) =>
  (answer: Answer): string | null => {
    const problem = statusProblem(answer);
    if (problem) return problem;
    try {
      const body = JSON.parse(answer.body.toString('utf8')) as Record<string, unknown>;
      const code = body[field];
      if (code === 0) return null;
      if (typeof code === 'number') return `It answered 200 with ${field} ${code}.`;
    } catch {
      // Falls through: what is no JSON says nothing.
    }
    return 'It answered 200, but not in the form of this service.';
  };

/**
 * How each service wants to be told. Sources: Standard Webhooks (generic); the services' own pages on
 * group robots (企业微信, 飞书, 钉钉). The address holds their key, so it is never shown.
 */
export const templates: Record<NoticeWebhookConfig['template'], Template> = {
  generic: {
    pack: (message, { url, secret }, now) => {
      const body = JSON.stringify({
        type: `notice.${message.kind}`,
        timestamp: message.at,
        data: { text: message.text, link: message.link },
      });
      return {
        url,
        headers: {
          ...json,
          'webhook-id': message.id,
          'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
          ...(secret
            ? { 'webhook-signature': new Webhook(secret).sign(message.id, now, body) }
            : {}),
        },
        body,
      };
    },
    problemIn: statusProblem,
  },

  wecom: {
    pack: (message, { url, language }) => ({
      url,
      headers: json,
      body: JSON.stringify({ msgtype: 'text', text: { content: lines(message, language) } }),
    }),
    problemIn: bodyProblem('errcode'),
  },

  feishu: {
    pack: (message, { url, secret, language }, now) => {
      const timestamp = String(Math.floor(now.getTime() / 1000));
      return {
        url,
        headers: json,
        body: JSON.stringify({
          // The text to be signed is the key, and what is signed is empty: so the service wants it.
          ...(secret ? { timestamp, sign: base64Hmac(`${timestamp}\n${secret}`, '') } : {}),
          msg_type: 'text',
          content: { text: lines(message, language) },
        }),
      };
    },
    problemIn: bodyProblem('code'),
  },

  dingtalk: {
    pack: (message, { url, secret, language }, now) => {
      const address = new URL(url);
      if (secret) {
        const timestamp = String(now.getTime());
        address.searchParams.set('timestamp', timestamp);
        address.searchParams.set('sign', base64Hmac(secret, `${timestamp}\n${secret}`));
      }
      return {
        url: address.toString(),
        headers: json,
        body: JSON.stringify({ msgtype: 'text', text: { content: lines(message, language) } }),
      };
    },
    problemIn: bodyProblem('errcode'),
  },
};
