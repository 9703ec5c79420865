import type { Bilingual } from '../shared/api';

const isChinese = (): boolean => {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  return (LC_ALL || LC_MESSAGES || LANG || '').toLowerCase().startsWith('zh');
};

const writeOut = process.stdout.write.bind(process.stdout);

/** From now on only what is said here goes to stdout: Strapi writes its log there, too. */
export const keepOutClean = (): void => {
  process.stdout.write = process.stderr.write.bind(process.stderr) as typeof process.stdout.write;
};

/** Writes a text as it is. */
export const print = (text: string): void => void writeOut(text);

/** Writes a line in the language of the terminal. */
export const say = ({ en, zh }: Bilingual, stream: 'out' | 'err' = 'out'): void => {
  const line = `${isChinese() ? zh : en}\n`;
  if (stream === 'out') print(line);
  else process.stderr.write(line);
};
