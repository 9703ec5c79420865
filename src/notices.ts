import type { Core } from '@strapi/strapi';

type Env = Core.Config.Shared.ConfigParams['env'];

/** Strapi's e-mail plugin through an SMTP server; without one it keeps its own default. */
export const emailFrom = (env: Env) => {
  const host = env('SMTP_HOST');
  if (!host) return {};
  const username = env('SMTP_USERNAME');
  const from = env('SMTP_FROM', 'provenance@example.org');
  return {
    email: {
      config: {
        provider: 'nodemailer',
        providerOptions: {
          host,
          port: env.int('SMTP_PORT', 587),
          secure: env.bool('SMTP_SECURE', false),
          ...(username ? { auth: { user: username, pass: env('SMTP_PASSWORD') } } : {}),
        },
        settings: { defaultFrom: from, defaultReplyTo: from },
      },
    },
  };
};

/** How people are told what concerns them; what is not set keeps the plugin's default. */
export const noticesFrom = (env: Env) => ({
  digest: env('NOTICE_DIGEST', 'never'),
  expiringDays: env.int('NOTICE_EXPIRING_DAYS', 30),
  webhooks: env.json('NOTICE_WEBHOOKS', {}),
  allowedHosts: env.array('NOTICE_ALLOWED_HOSTS', []),
});
