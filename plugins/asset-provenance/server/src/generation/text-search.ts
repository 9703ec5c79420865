import type { Reader } from './present';

/**
 * Tasks that hold a text. Two-character Chinese words are found, since it looks for the characters
 * and not for words; prompts are searched only where the reader may read them.
 */
export const textWhere = (text: string | undefined, reader: Reader): Record<string, unknown> => {
  if (!text) return {};
  const anywhere = ['subject', 'series', 'brand', 'parameterSummary'].map((field) => ({
    [field]: { $containsi: text },
  }));
  const inPrompt = { prompt: { $containsi: text } };
  return {
    $or: [
      ...anywhere,
      reader.mayReadPrompts ? inPrompt : { $and: [inPrompt, { ownerId: reader.userId }] },
    ],
  };
};
