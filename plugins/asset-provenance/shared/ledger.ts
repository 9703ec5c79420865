import { z } from 'zod';
import type { Bilingual } from './api';

/** What a verification says of the whole ledger. */
export const LEDGER_STATES = [
  'intact',
  'altered',
  'truncated',
  'forged',
  'unsigned',
  'unsupported',
  'unreadable',
] as const;
export type LedgerState = (typeof LEDGER_STATES)[number];

export const ledgerStates: Record<LedgerState, Bilingual> = {
  intact: { en: 'Intact', zh: '完整无改动' },
  altered: { en: 'Altered', zh: '已被改动' },
  truncated: { en: 'Truncated', zh: '末尾被截断' },
  forged: { en: 'Checkpoint forged', zh: '检查点系伪造' },
  unsigned: { en: 'Unsigned', zh: '未签名' },
  unsupported: { en: 'Not supported', zh: '不支持' },
  unreadable: { en: 'Unreadable', zh: '无法读取' },
};

type FindingTerm = Bilingual & { state: Exclude<LedgerState, 'intact'> };

/** Everything that a verification can find, and what it makes of the ledger. */
export const ledgerFindings = {
  no_ledger: {
    state: 'unreadable',
    en: 'The file begins neither like an exported ledger nor like an exported record.',
    zh: '文件开头既不是导出的审计链，也不是导出的素材档案。',
  },
  newer_version: {
    state: 'unsupported',
    en: 'It has a newer format than this program knows. Take a newer version of the plugin.',
    zh: '其格式比本程序所支持的更新，请使用更新版本的插件。',
  },
  malformed: {
    state: 'altered',
    en: 'This is not in the form of a ledger.',
    zh: '不符合审计链的格式。',
  },
  text_altered: {
    state: 'altered',
    en: 'The text of the event is not the one that was hashed.',
    zh: '事件文本与记录时的哈希不符。',
  },
  seal_altered: {
    state: 'altered',
    en: 'Sequence number, previous hash or hash are not those that were sealed.',
    zh: '序号、前序哈希或哈希与封存时不符。',
  },
  chain_broken: {
    state: 'altered',
    en: 'The event does not follow the one before it: one of the two was altered, exchanged or put in.',
    zh: '该事件与前一事件不相接：其中之一被改动、调换或插入。',
  },
  events_missing: { state: 'altered', en: 'Events are missing here.', zh: '此处缺少事件。' },
  out_of_order: {
    state: 'altered',
    en: 'The event stands in the wrong place, or twice.',
    zh: '事件位置错误或重复。',
  },
  version_gap: {
    state: 'altered',
    en: 'The versions of this thing do not follow each other: an event about it was removed, put in or moved.',
    zh: '该对象的版本不连续：有相关事件被删除、插入或移动。',
  },
  back_dated: {
    state: 'altered',
    en: 'The event claims to be older than a checkpoint that was made before it was sealed.',
    zh: '事件声称的时间早于其封存之前的检查点。',
  },
  column_altered: {
    state: 'altered',
    en: 'A column beside the sealed text says something else than the text.',
    zh: '封存文本旁的字段与文本内容不一致。',
  },
  history_rewritten: {
    state: 'altered',
    en: 'The events lead to another root than the checkpoint: one of these was rewritten together with all hashes after it.',
    zh: '事件推算的根哈希与检查点不符：其中某一事件连同其后全部哈希被改写。',
  },
  tree_altered: {
    state: 'altered',
    en: 'A stored hash of the tree is not that of the events below it. The events are not concerned; proofs are.',
    zh: '存储的树节点哈希与其下事件不符。事件本身不受影响，但证明会出错。',
  },
  row_altered: {
    state: 'altered',
    en: 'A row in use says something else than the ledger.',
    zh: '正在使用的数据行与审计链不一致。',
  },
  row_missing: {
    state: 'altered',
    en: 'The ledger speaks of a row that is not there any more.',
    zh: '审计链记录的数据行已不存在。',
  },
  row_unknown: {
    state: 'altered',
    en: 'A row is in use of which the ledger knows nothing.',
    zh: '有数据行在使用，但审计链中没有记录。',
  },
  events_truncated: {
    state: 'truncated',
    en: 'A checkpoint was signed for events that are not there any more.',
    zh: '检查点所签署的部分事件已不存在。',
  },
  checkpoint_forged: {
    state: 'forged',
    en: 'A checkpoint is not signed by the key that it names, or is of another ledger.',
    zh: '检查点并非由其所称密钥签署，或属于其他审计链。',
  },
  checkpoint_unvouched: {
    state: 'forged',
    en: 'A checkpoint is signed by a key that no trusted key vouches for.',
    zh: '检查点的签名密钥未获任何可信密钥担保。',
  },
  not_covered: {
    state: 'unsigned',
    en: 'No signed checkpoint covers these events: nothing vouches for them, anybody could have written them.',
    zh: '这些事件未被任何已签名的检查点涵盖：没有任何担保，任何人都可能编写。',
  },
} as const satisfies Record<string, FindingTerm>;
export type LedgerFindingKind = keyof typeof ledgerFindings;

/** One thing that is not as it was sealed, and where. */
export type LedgerFinding = {
  kind: LedgerFindingKind;
  /** Of the event, or of the first of several; null for what is not sealed yet, and for files. */
  sequence: number | null;
  /** Of the last of several. */
  untilSequence: number | null;
  eventId: string | null;
  /** Which thing, row, line or checkpoint. */
  subject: string | null;
  /** Name of what differs. */
  field: string | null;
  /** As the ledger has it; never words or names of people. */
  expected: string | null;
  found: string | null;
};

export type LedgerKey = {
  /** C2SP signed-note verifier key: `<origin>+<id>+<base64>`. */
  verifierKey: string;
  /** Made by the server itself because none was given: it proves nothing to others. */
  isDevelopment: boolean;
  /** Signed by the key before it and by itself; true for the first. */
  isVouched: boolean;
  /** How many events were sealed when it came. */
  since: number;
  addedAt: string;
};

export type LedgerReport = {
  state: LedgerState;
  origin: string | null;
  /** Sealed events that were looked at. */
  size: number;
  /** Merkle root over them in hexadecimal; null where one is missing. */
  root: string | null;
  /** Events that are not sealed yet. */
  unsealed: number;
  checkpoints: {
    checked: number;
    /** Of these, read from outside the database. */
    exported: number;
    /** Events that an intact, exported checkpoint covers. */
    covered: number;
    newest: { size: number; time: string } | null;
  };
  /** Names and words that were erased on purpose; they cannot be compared. */
  erased: { actors: number; notes: number };
  /** Rows in use that were compared with the ledger. */
  rows: number;
  keys: LedgerKey[];
  /** At most 100. */
  findings: LedgerFinding[];
  furtherFindings: number;
};

/** Checkpoints that somebody kept elsewhere, and gave to a verification. */
export type KeptCheckpoints = {
  given: number;
  /** Of these, believed, and held against as many events. */
  compared: number;
};

/** Answer of `asset-provenance verify <ledger.jsonl> --json`. */
export type LedgerFileReport = LedgerReport & {
  /** Whether a key was given by another way; without one, the file vouches for itself. */
  isTrusted: boolean;
  kept: KeptCheckpoints;
  /** Line at which reading ended, since too much was not in the form of a ledger; null: read to its end. */
  unreadFrom: number | null;
};

/** A verification that runs in the background. */
export type LedgerVerification = {
  verificationId: string;
  state: 'waiting' | 'running' | 'done' | 'failed';
  requestedAt: string;
  finishedAt: string | null;
  /** Events looked at so far. */
  checked: number;
  of: number;
  report: LedgerReport | null;
  problem: string | null;
};

export type LedgerExportStanding = {
  exportId: string;
  /** Events up to the last checkpoint that reached it. */
  size: number;
  at: string | null;
  /** Why the last attempt failed. */
  problem: string | null;
};

export type LedgerCheckpoint = {
  origin: string;
  size: number;
  /** Hexadecimal. */
  root: string;
  time: string;
  /** The signed note as it is exported. */
  note: string;
};

export type LedgerStanding = {
  origin: string | null;
  size: number;
  unsealed: number;
  key: LedgerKey | null;
  /** Why nothing is signed here. */
  keyProblem: Bilingual | null;
  checkpoint: LedgerCheckpoint | null;
  exports: LedgerExportStanding[];
  verification: LedgerVerification | null;
};

/** That one event stands in the ledger that a checkpoint signs. Hashes in hexadecimal. */
export type LedgerInclusion = {
  eventId: string;
  canonical: string;
  hash: string;
  sequence: number;
  previousHash: string;
  sealedHash: string;
  checkpoint: LedgerCheckpoint;
  /** RFC 9162 §2.1.3, from the leaf up; the index of the leaf is the sequence number less one. */
  proof: string[];
  keys: LedgerKey[];
};

/** That the later state of the ledger begins with the earlier one. */
export type LedgerConsistency = {
  from: { size: number; root: string };
  to: { size: number; root: string };
  /** RFC 9162 §2.1.4. */
  proof: string[];
};

const sizeSchema = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER);

/** Query of `GET /ledger/consistency`. Without `to`: the newest checkpoint. */
export const ledgerConsistencySchema = z.object({ from: sizeSchema, to: sizeSchema.optional() });
