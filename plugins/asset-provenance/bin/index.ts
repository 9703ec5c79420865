#!/usr/bin/env node
import { ledger } from './ledger';
import { rebuildUsage } from './rebuild-usage';
import { say } from './say';
import { verify } from './verify';

const commands: Record<string, (args: string[]) => Promise<number>> = {
  'rebuild-usage': rebuildUsage,
  ledger,
  verify,
};

const HELP = {
  en: [
    'Usage: asset-provenance <command>',
    '',
    '  rebuild-usage   Looks through every entry of the Strapi project in this folder and corrects',
    '                  the list of where files are used.',
    '  ledger verify   Verifies the ledger of the Strapi project in this folder.',
    '  ledger export   Writes it into a file.',
    '  verify          Verifies such a file, or an exported asset record (a zip), anywhere, without',
    '                  a database.',
    '',
    'Run the first three in the folder of the project, built as for `strapi start`.',
  ].join('\n'),
  zh: [
    '用法：asset-provenance <命令>',
    '',
    '  rebuild-usage   检查当前目录中 Strapi 项目的所有条目，更正文件使用位置的记录。',
    '  ledger verify   验证当前目录中 Strapi 项目的审计链。',
    '  ledger export   将审计链写入文件。',
    '  verify          在任何地方验证该文件或导出的素材档案（zip），无需数据库。',
    '',
    '前三个命令请在项目目录中运行，项目须已构建（与 `strapi start` 相同）。',
  ].join('\n'),
};

const run = async ([name = '', ...args]: string[]): Promise<number> => {
  if (['help', '--help', '-h'].includes(name)) {
    say(HELP);
    return 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command) return command(args);
  say(HELP, 'err');
  return 2;
};

run(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    say({ en: `It failed: ${reason}`, zh: `执行失败：${reason}` }, 'err');
    process.exit(1);
  }
);
