import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { verifyExport, verifyRecord } from '../server/src/evidence';
import type { Bilingual } from '../shared/api';
import type { LedgerState } from '../shared/ledger';
import type { RecordState } from '../shared/record-export';
import { EXIT, readArguments } from './arguments';
import { reportLines } from './ledger-words';
import { recordLines } from './record-words';
import { print, say } from './say';
import { Unusable, trustFrom } from './trust';
import type { Trust } from './trust';

const USAGE = {
  en: [
    'Usage: asset-provenance verify <record.zip or ledger.jsonl> [--key <verifier key or file>]…',
    '         [--checkpoints <file or folder>]… [--json]',
    '',
    '  --key          A public key that you were given by another way. Without one, the newest key of',
    '                 the file itself is believed.',
    '  --checkpoints  Checkpoints that were kept elsewhere: the ledger must begin with what they sign.',
    '                 A record is compared with one over as many events as its own.',
    '',
    'Ends with 0 when it is intact, 3 when it is not, 1 when it cannot be read, or is of a newer format,',
    '2 when it was called wrongly, or a key or checkpoint is none.',
  ].join('\n'),
  zh: [
    '用法：asset-provenance verify <record.zip 或 ledger.jsonl> [--key <公钥或文件>]…',
    '         [--checkpoints <文件或目录>]… [--json]',
    '',
    '  --key          通过其他途径取得的公钥；未提供时以文件中最新的密钥为准。',
    '  --checkpoints  另行保存的检查点：审计链必须以其所签内容开头；',
    '                 档案则与事件数相同的检查点比对。',
    '',
    '退出码：0 完整，3 不完整，1 无法读取或格式更新，2 用法有误或所给公钥、检查点无效。',
  ].join('\n'),
};

const fromTheFile = {
  en: 'The keys come from the file itself, which so vouches for itself only: compare them with what you were given, or use --key.',
  zh: '密钥来自文件本身，即文件仅为自身担保：请与您另行取得的公钥比对，或使用 --key。',
};

/** What is printed, and how the command ends. */
type Verified = { report: object; lines: Bilingual[]; code: number };

/** Every zip begins so, also one of which the end is missing; every ledger with its head. */
const ZIP_BEGINS = 'PK';
const LEDGER_BEGINS = '{';

/** What begins like neither is answered as what its name says that it is. */
const isRecord = async (file: string): Promise<boolean> => {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(ZIP_BEGINS.length), 0);
    const begins = buffer.toString('latin1', 0, bytesRead);
    if (begins === ZIP_BEGINS) return true;
    return path.extname(file).toLowerCase() === '.zip' && !begins.startsWith(LEDGER_BEGINS);
  } finally {
    await handle.close();
  }
};

const codes: Record<RecordState | LedgerState, number> = {
  intact: EXIT.ok,
  altered: EXIT.notIntact,
  truncated: EXIT.notIntact,
  forged: EXIT.notIntact,
  unsigned: EXIT.notIntact,
  unsupported: EXIT.failed,
  unreadable: EXIT.failed,
};

const verifyRecordFile = async (file: string, trust: Trust): Promise<Verified> => {
  const report = await verifyRecord(file, trust);
  return { report, lines: recordLines(report), code: codes[report.state] };
};

const verifyLedgerFile = async (file: string, trust: Trust): Promise<Verified> => {
  const report = await verifyExport(createReadStream(file), trust);
  return { report, lines: reportLines(report), code: codes[report.state] };
};

/** Says why it is not verified; as data for who asked for data. @returns the exit code. */
const refuse = ({ given, problem }: Unusable, isJson: boolean): number => {
  if (isJson) print(`${JSON.stringify({ refused: { given, ...problem } }, null, 2)}\n`);
  else say({ en: `${given}: ${problem.en}`, zh: `${given}：${problem.zh}` }, 'err');
  return EXIT.usage;
};

/** Verifies an exported asset record or ledger, offline. @returns the exit code. */
export const verify = async (args: string[]): Promise<number> => {
  const read = readArguments(args, {
    options: {
      key: { type: 'string', multiple: true },
      checkpoints: { type: 'string', multiple: true },
      json: { type: 'boolean' },
    },
    positionals: 1,
    usage: USAGE,
  });
  if (!read) return EXIT.usage;
  const { key = [], checkpoints = [], json = false } = read.values;
  const file = read.positionals[0] ?? '';
  const trust = await trustFrom(key, checkpoints);
  if (trust instanceof Unusable) return refuse(trust, json);
  const verifyFile = (await isRecord(file)) ? verifyRecordFile : verifyLedgerFile;
  const { report, lines, code } = await verifyFile(file, trust);
  if (json) print(`${JSON.stringify(report, null, 2)}\n`);
  else {
    lines.forEach((line) => say(line));
    if (key.length === 0 && code !== EXIT.failed) say(fromTheFile);
  }
  return code;
};
