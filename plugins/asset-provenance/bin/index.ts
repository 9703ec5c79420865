#!/usr/bin/env node
import { rebuildUsage } from './rebuild-usage';
import { say } from './say';

const commands: Record<string, (args: string[]) => Promise<number>> = {
  'rebuild-usage': rebuildUsage,
};

const HELP = {
  en: [
    'Usage: asset-provenance <command>',
    '',
    '  rebuild-usage   Looks through every entry of the Strapi project in this folder and corrects',
    '                  the list of where files are used.',
    '',
    'Run it in the folder of the project, built as for `strapi start`.',
  ].join('\n'),
  zh: [
    '用法：asset-provenance <命令>',
    '',
    '  rebuild-usage   检查当前目录中 Strapi 项目的所有条目，更正文件使用位置的记录。',
    '',
    '请在项目目录中运行，项目须已构建（与 `strapi start` 相同）。',
  ].join('\n'),
};

const run = async ([name = '', ...args]: string[]): Promise<number> => {
  if (['help', '--help', '-h'].includes(name)) {
    say(HELP);
    return 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command) return command(args);
  say(HELP, process.stderr);
  return 2;
};

run(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    say({ en: `It failed: ${reason}`, zh: `执行失败：${reason}` }, process.stderr);
    process.exit(1);
  }
);
