import type { Bilingual } from '../shared/api';

const isChinese = (): boolean => {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  return (LC_ALL || LC_MESSAGES || LANG || '').toLowerCase().startsWith('zh');
};

/** Writes a line in the language of the terminal. */
export const say = ({ en, zh }: Bilingual, stream: NodeJS.WriteStream = process.stdout): void => {
  stream.write(`${isChinese() ? zh : en}\n`);
};
