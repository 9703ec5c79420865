import { batchColumns, cameraMotions, inputTypes, qualities, stages } from '../../../shared';
import type { Bilingual, BatchColumnName, FieldProblem, Term } from '../../../shared';
import type { PluginConfig } from '../config';
import type { Providers } from '../providers/service';

type Words = Record<string, Bilingual | Term>;

const YES = ['yes', 'true', '1', 'on', 'with', '是', '有', '开'];
const NO = ['no', 'false', '0', 'off', 'without', '否', '无', '关'];

const isSame = (one: string, other: string): boolean =>
  one.trim().toLowerCase() === other.trim().toLowerCase();

/** The key of a term that is written as its key or by its name in one of the languages. */
const keyIn = (words: Words, cell: string): string | null =>
  Object.entries(words).find(
    ([key, { en, zh }]) => isSame(key, cell) || isSame(en, cell) || isSame(zh, cell)
  )?.[0] ?? null;

const namesOf = (words: Words, language: 'en' | 'zh'): string =>
  Object.values(words)
    .map((word) => word[language])
    .join(language === 'zh' ? '、' : ', ');

/** What a cell says, or why it says nothing. */
export type CellValue = { value: string | number | boolean } | { problem: FieldProblem };
export type CellReader = (name: BatchColumnName, cell: string) => CellValue;

/** Of a provider's own parameters nothing is known here: figures and yes or no are taken as such. */
export const extraOf = (cell: string): string | number | boolean => {
  if (/^(true|false)$/i.test(cell)) return cell.toLowerCase() === 'true';
  return /^-?\d+(\.\d+)?$/.test(cell) ? Number(cell) : cell;
};

/** Reads cells as people write them: names of terms in either language, `1024×1024`, `5 s`, `是`. */
export const createCellReader = (config: PluginConfig, providers: Providers): CellReader => {
  const problemAt = (name: BatchColumnName, message: string, zh: string): CellValue => ({
    problem: { path: batchColumns[name].path, message, zh },
  });

  const term = (words: Words) => (name: BatchColumnName, cell: string) => {
    const key = keyIn(words, cell);
    return key
      ? { value: key }
      : problemAt(
          name,
          `“${cell}” is not known; there are ${namesOf(words, 'en')}`,
          `“${cell}”无法识别；可选：${namesOf(words, 'zh')}`
        );
  };

  const number = (name: BatchColumnName, cell: string): CellValue => {
    const figure = /^(\d+(?:\.\d+)?)\s*(?:s|sec|seconds|秒|fps|张|个)?$/i.exec(cell)?.[1];
    return figure
      ? { value: Number(figure) }
      : problemAt(name, `“${cell}” is not a number`, `“${cell}”不是数字`);
  };

  const flag = (name: BatchColumnName, cell: string): CellValue => {
    const word = cell.toLowerCase();
    if (YES.includes(word) || NO.includes(word)) return { value: YES.includes(word) };
    return problemAt(name, `“${cell}” is neither yes nor no`, `“${cell}”应为“是”或“否”`);
  };

  const text = (_name: BatchColumnName, cell: string): CellValue => ({ value: cell });
  const size = (_name: BatchColumnName, cell: string): CellValue => ({
    value: cell.replace(/\s/g, '').replace(/[×*X]/, 'x'),
  });
  const ratio = (_name: BatchColumnName, cell: string): CellValue => ({
    value: cell.replace(/\s/g, '').replace(/[：/]/, ':'),
  });
  const provider = (_name: BatchColumnName, cell: string): CellValue => ({
    value:
      providers.list().find(({ id, name }) => isSame(id, cell) || isSame(name, cell))?.id ?? cell,
  });
  const model = (_name: BatchColumnName, cell: string): CellValue => ({
    value:
      providers
        .list()
        .flatMap(({ models }) => models)
        .find(({ id, name }) => isSame(id, cell) || isSame(name, cell))?.id ?? cell,
  });

  const readers: Record<BatchColumnName, CellReader> = {
    prompt: text,
    negativePrompt: text,
    subject: text,
    brand: text,
    series: text,
    purpose: term(config.purposes),
    channel: term(config.channels),
    specification: text,
    stage: term(stages),
    provider,
    model,
    inputType: term(inputTypes),
    aspectRatio: ratio,
    size,
    quality: term(qualities),
    count: number,
    seed: number,
    durationSeconds: number,
    resolution: text,
    frameRate: number,
    cameraMotion: term(cameraMotions),
    audio: flag,
    finalReason: text,
  };
  return (name, cell) => readers[name](name, cell);
};
