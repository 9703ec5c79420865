import { eventTypes } from '../../../../shared';
import type { Bilingual, FullRecord, PublicRecord, RecordProof } from '../../../../shared';
import { csvHead, csvLine } from '../../kernel';

export type Language = keyof Bilingual;

const columns: Record<string, Bilingual> = {
  at: { en: 'When (UTC)', zh: '时间（UTC）' },
  what: { en: 'What happened', zh: '事件' },
  type: { en: 'Type', zh: '类型' },
  who: { en: 'Who', zh: '操作人' },
  about: { en: 'About', zh: '对象' },
  id: { en: 'ID', zh: 'ID' },
  words: { en: 'In their words', zh: '原文' },
  facts: { en: 'Facts', zh: '数据' },
  sequence: { en: 'Place in the ledger', zh: '审计链序号' },
  hash: { en: 'SHA-256 of the event', zh: '事件 SHA-256' },
};

const headIn = (language: Language): string =>
  csvHead(Object.values(columns).map((column) => column[language]));

/** What happened, as a label; a type that is newer than the label stands as it is. */
export const labelOf = (type: string, language: Language): string =>
  (eventTypes as Record<string, Bilingual>)[type]?.[language] ?? type;

/** Each event in a line, oldest first, for spreadsheets. */
export const timelineCsv = (
  { timeline }: Pick<FullRecord, 'timeline'>,
  proofs: readonly RecordProof[],
  language: Language
): string => {
  const sequenceOf = new Map(proofs.map(({ hash, seal }) => [hash, seal?.sequence ?? null]));
  const lines = timeline.map(({ at, type, actor, aggregateType, aggregateId, note, data, hash }) =>
    csvLine([
      at,
      labelOf(type, language),
      type,
      actor.name,
      aggregateType,
      aggregateId,
      note,
      JSON.stringify(data),
      sequenceOf.get(hash) ?? null,
      hash,
    ])
  );
  return headIn(language) + lines.join('');
};

const days: Record<'madeOn' | 'usableFrom' | 'usableUntil', Bilingual> = {
  madeOn: { en: 'Made', zh: '生成' },
  usableFrom: { en: 'Usable from', zh: '可用起始日' },
  usableUntil: { en: 'Usable until', zh: '可用截止日' },
};

/** The days that the site tells the public, if it tells any. */
export const publicTimelineCsv = ({ dates }: PublicRecord, language: Language): string => {
  const lines = (Object.keys(days) as (keyof typeof days)[]).map((day) =>
    dates?.[day]
      ? csvLine([dates[day], days[day][language], null, null, null, null, null, null, null, null])
      : ''
  );
  return headIn(language) + lines.join('');
};
