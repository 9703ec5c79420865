import { invalid } from '../kernel';

/** From this length on, a text that contains the prompt was copied from it, not described anew. */
const COPIED_FROM_CHARACTERS = 16;

const comparable = (text: string): string =>
  text.normalize('NFKC').toLowerCase().replace(/\s+/gu, '');

/** Whether `text` is the prompt or holds the whole of it; case and spaces do not matter. */
export const repeatsPrompt = (text: string, prompt: string): boolean => {
  const [given, asked] = [comparable(text), comparable(prompt)];
  if (asked === '') return false;
  return given === asked || (asked.length >= COPIED_FROM_CHARACTERS && given.includes(asked));
};

/**
 * Prompts never become alternative text: it is public, and they say what was wanted, not what is seen.
 * @throws Refusal 400 that names `alternativeText`.
 */
export const assertNotThePrompt = (
  alternativeText: string,
  prompts: (string | null | undefined)[]
): void => {
  if (!prompts.some((prompt) => prompt && repeatsPrompt(alternativeText, prompt))) return;
  throw invalid(
    [
      {
        path: 'alternativeText',
        message: 'repeats the prompt; prompts are private',
        zh: '与提示词重复；提示词属私有内容',
      },
    ],
    {
      en: 'Describe what can be seen, for people who do not see the picture.',
      zh: '请为看不到画面的人描述画面内容，不要使用提示词。',
    },
    'prompt_as_alternative_text'
  );
};
