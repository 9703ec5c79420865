import type { Core } from '@strapi/strapi';
import type { FieldProblem } from '../../../shared';
import { invalid } from '../kernel';

/** From this length on, a text that contains the prompt was copied from it, not described anew. */
const COPIED_FROM_CHARACTERS = 16;

/** Alternative texts of one output: in the site's default language, and by locale in others. */
export type AlternativeTexts = {
  alternativeText: string | null;
  alternativeTexts: Record<string, string>;
};

const comparable = (text: string): string =>
  text.normalize('NFKC').toLowerCase().replace(/\s+/gu, '');

/** Whether `text` is the prompt or holds the whole of it; case and spaces do not matter. */
export const repeatsPrompt = (text: string, prompt: string): boolean => {
  const [given, asked] = [comparable(text), comparable(prompt)];
  if (asked === '') return false;
  return given === asked || (asked.length >= COPIED_FROM_CHARACTERS && given.includes(asked));
};

const textsByField = ({ alternativeText, alternativeTexts }: AlternativeTexts) => [
  ...(alternativeText ? [['alternativeText', alternativeText] as const] : []),
  ...Object.entries(alternativeTexts).map(
    ([locale, text]) => [`alternativeTexts.${locale}`, text] as const
  ),
];

/**
 * Prompts never become alternative text: it is public, and they say what was wanted, not what is seen.
 * @throws Refusal 400 that names every field that repeats one.
 */
export const assertNotThePrompt = (
  texts: AlternativeTexts,
  prompts: (string | null | undefined)[]
): void => {
  const fields = textsByField(texts)
    .filter(([, text]) => prompts.some((prompt) => prompt && repeatsPrompt(text, prompt)))
    .map(([path]) => ({
      path,
      message: 'repeats the prompt; prompts are private',
      zh: '与提示词重复；提示词属私有内容',
    }));
  if (fields.length === 0) return;
  throw invalid(
    fields,
    {
      en: 'Describe what can be seen, for people who do not see the picture.',
      zh: '请为看不到画面的人描述画面内容，不要使用提示词。',
    },
    'prompt_as_alternative_text'
  );
};

/**
 * Who does not see the picture is told what it shows, wherever the public meets it.
 * @throws Refusal 400 that names `alternativeText`.
 */
export const assertDescribed = (
  { alternativeText }: Pick<AlternativeTexts, 'alternativeText'>,
  { isPublicUseAllowed }: { isPublicUseAllowed: boolean }
): void => {
  if (alternativeText || !isPublicUseAllowed) return;
  throw invalid(
    [
      {
        path: 'alternativeText',
        message: 'is required for public use',
        zh: '可公开使用的素材必须填写替代文本',
      },
    ],
    {
      en: 'Describe what can be seen, or do not allow public use.',
      zh: '请描述画面内容，或不允许公开使用。',
    },
    'alternative_text_missing'
  );
};

type Locales = { find: () => Promise<{ code: string }[]>; getDefaultLocale: () => Promise<string> };

/** The languages of the site, the default one apart; none without the i18n plugin. */
const localesOf = async (
  strapi: Core.Strapi
): Promise<{ initial: string | null; others: string[] }> => {
  const service = strapi.plugin('i18n')?.service('locales') as Locales | undefined;
  if (!service) return { initial: null, others: [] };
  const initial = await service.getDefaultLocale();
  const codes = (await service.find()).map(({ code }) => code);
  return { initial, others: codes.filter((code) => code !== initial) };
};

/** @throws Refusal 400 that names every locale that the site does not have. */
export const assertKnownLocales = async (
  strapi: Core.Strapi,
  texts: Record<string, string>
): Promise<void> => {
  if (Object.keys(texts).length === 0) return;
  const { initial, others } = await localesOf(strapi);
  const problems: FieldProblem[] = Object.keys(texts)
    .filter((locale) => !others.includes(locale))
    .map((locale) => ({
      path: `alternativeTexts.${locale}`,
      ...(locale === initial
        ? {
            message: 'is the default language: its text is alternativeText',
            zh: '为默认语言，请填写在 alternativeText 中',
          }
        : {
            message: `is not a further language of this site; it has ${others.join(', ') || 'none'}`,
            zh: `不是本站的其他语言；可选：${others.join('、') || '无'}`,
          }),
    }));
  if (problems.length > 0) throw invalid(problems);
};
