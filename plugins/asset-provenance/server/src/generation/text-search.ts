import type { Core, UID } from '@strapi/strapi';
import { generationTasks } from './content-types/generation-task';
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

/** Their ids as a sub-query: a list of them could be long. */
export const taskIdsWithText = (strapi: Core.Strapi, text: string, reader: Reader): unknown =>
  strapi.db
    .queryBuilder(generationTasks.uid as UID.ContentType)
    .select('documentId')
    .where(textWhere(text, reader))
    .getKnexQuery();
