import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import type { LedgerReport } from '../shared/ledger';
import { PLUGIN_ID } from '../shared/permissions';
import { EXIT, readArguments } from './arguments';
import { reportLines } from './ledger-words';
import { print, say } from './say';
import { loadStrapiIn } from './strapi-here';

type LedgerService = {
  sealNow: () => Promise<void>;
  verifyNow: () => Promise<LedgerReport>;
  file: () => AsyncIterable<string>;
};

const USAGE = {
  en: [
    'Usage: asset-provenance ledger verify [--json]',
    '       asset-provenance ledger export <file>',
    '',
    '  verify   Compares the whole ledger of the project in this folder with its checkpoints, those that',
    '           were exported too, and with the rows in use.',
    '  export   Seals and signs what is there and writes it into a new file, which',
    '           "asset-provenance verify" can verify anywhere.',
    '',
    'Ends with 0 when all is well, 3 when the ledger is not intact, 1 when it failed.',
  ].join('\n'),
  zh: [
    '用法：asset-provenance ledger verify [--json]',
    '      asset-provenance ledger export <文件>',
    '',
    '  verify   将当前目录项目的整条审计链与其检查点（含已导出的）及在用数据行比对。',
    '  export   封存并签署现有内容，写入新文件，可在任何地方用“asset-provenance verify”验证。',
    '',
    '退出码：0 正常，3 审计链不完整，1 执行失败。',
  ].join('\n'),
};

const withLedger = async <T>(work: (ledger: LedgerService) => Promise<T>): Promise<T> => {
  const strapi = await loadStrapiIn(process.cwd());
  try {
    const ledger = strapi.plugin(PLUGIN_ID)?.service('ledger') as LedgerService | undefined;
    if (!ledger)
      throw new Error(`The plugin ${PLUGIN_ID} is not enabled. 插件 ${PLUGIN_ID} 未启用。`);
    return await work(ledger);
  } finally {
    await strapi.destroy();
  }
};

const verifyHere = async (isJson: boolean): Promise<number> => {
  const report = await withLedger(({ verifyNow }) => verifyNow());
  if (isJson) print(`${JSON.stringify(report, null, 2)}\n`);
  else reportLines(report).forEach((line) => say(line));
  return report.state === 'intact' ? EXIT.ok : EXIT.notIntact;
};

/** Never over another file: it may be the only export of an earlier state. */
const exportHere = async (file: string): Promise<number> => {
  await withLedger(async (ledger) => {
    await ledger.sealNow();
    const output = createWriteStream(file, { flags: 'wx' });
    await once(output, 'open');
    for await (const text of ledger.file()) if (!output.write(text)) await once(output, 'drain');
    output.end();
    await finished(output);
  });
  say({ en: `Written: ${file}`, zh: `已写入：${file}` });
  return EXIT.ok;
};

/** @returns the exit code. */
export const ledger = async ([action = '', ...args]: string[]): Promise<number> => {
  const read = readArguments(args, {
    options: { json: { type: 'boolean' } },
    positionals: action === 'export' ? 1 : 0,
    usage: USAGE,
  });
  if (!read) return EXIT.usage;
  if (action === 'verify') return verifyHere(read.values.json ?? false);
  if (action === 'export' && !read.values.json) return exportHere(read.positionals[0] ?? '');
  say(USAGE, 'err');
  return EXIT.usage;
};
