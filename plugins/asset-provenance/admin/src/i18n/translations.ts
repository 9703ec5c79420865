import { PLUGIN_ID } from '../../../shared/permissions';
import { en } from './en';
import type { MessageKey } from './en';

type Messages = Record<MessageKey, string>;

/** Locale codes of Strapi's admin. `zh` is its code for Traditional Chinese: readers get Simplified rather than English. */
const loaders: Record<string, () => Promise<Messages>> = {
  en: () => Promise.resolve(en),
  'zh-Hans': () => import('./zh-Hans').then((module) => module.default),
  zh: () => import('./zh-Hans').then((module) => module.default),
};

export const messageId = (key: MessageKey) => `${PLUGIN_ID}.${key}`;

const withPrefix = (messages: Messages): Record<string, string> =>
  Object.fromEntries(Object.entries(messages).map(([key, text]) => [`${PLUGIN_ID}.${key}`, text]));

/** The texts of one locale as Strapi wants them; empty where English stands in. */
export const loadTranslation = async (locale: string) => ({
  locale,
  data: withPrefix((await loaders[locale]?.()) ?? en),
});
