import { z } from 'zod';
import type { Bilingual } from './api';
import type { KeptCheckpoints } from './ledger';

/** Name and version of the format; a reader refuses versions that it does not know. */
export const RECORD_FORMAT = 'asset-provenance-record';
export const RECORD_VERSION = 1;

export const RECORD_VARIANTS = ['public', 'full'] as const;
export type RecordVariant = (typeof RECORD_VARIANTS)[number];

export const recordVariants: Record<RecordVariant, Bilingual> = {
  public: { en: 'Public', zh: '公开版' },
  full: { en: 'Full', zh: '完整版' },
};

/** Query of `GET /trace/outputs/:outputId/export`; the answer is a zip file. */
export const recordExportSchema = z.object({
  variant: z.enum(RECORD_VARIANTS),
  /** Whether the files go along; without, their hashes stand in the record. */
  files: z.stringbool().default(false),
  /** Of the printable page and the table; without, the reader's own. */
  language: z.enum(['en', 'zh']).optional(),
});
export type RecordExportQuery = z.input<typeof recordExportSchema>;

/** What a zip holds, besides `files/`. */
export const recordEntries = {
  manifest: 'manifest.json',
  /** C2SP signed note over the SHA-256 of the manifest; absent where no key could sign. */
  signature: 'manifest-signature.txt',
  record: 'record.json',
  timeline: 'timeline.csv',
  page: 'record.html',
  prov: 'prov.json',
  /** JSON Lines: each event with its seal and its proof. */
  proofs: 'proofs.jsonl',
  /** C2SP signed note; absent where nothing was signed yet. */
  checkpoint: 'checkpoint.txt',
  keys: 'keys.json',
} as const;
export const FILES_FOLDER = 'files/';

/** Why something that could be expected is not in a zip. */
export const leftOutReasons = {
  not_public: {
    en: 'Everything that is not public: people, prompts, tasks, models, costs, and the texts of the events.',
    zh: '所有非公开内容：人员、提示词、任务、模型、费用及事件文本。',
  },
  prompts: {
    en: 'Prompts: they are part of the private record, which the person who exported it may not read.',
    zh: '提示词：属于私有记录，导出人无权查看。',
  },
  files_not_asked: {
    en: 'Files: they were not asked for; their hashes stand in the record.',
    zh: '文件：导出时未选择包含；其哈希见记录。',
  },
  file_missing: {
    en: 'A file that is gone, or could not be read.',
    zh: '文件已不存在或无法读取。',
  },
  file_too_large: {
    en: 'A file that is too large to go along.',
    zh: '文件过大，未包含。',
  },
  file_changed: {
    en: 'A file that holds other bytes than any event states.',
    zh: '文件内容与所有事件所记录的均不一致。',
  },
  signature: {
    en: 'The signature: no key could sign here.',
    zh: '签名：此处没有可用的签名密钥。',
  },
  proofs: {
    en: 'Proofs of the newest events: no checkpoint covers them yet.',
    zh: '最新事件的证明：尚无检查点涵盖。',
  },
  older_events: {
    en: 'Events beyond the first two thousand.',
    zh: '前两千个之后的事件。',
  },
} as const satisfies Record<string, Bilingual>;
export type LeftOutReason = keyof typeof leftOutReasons;
const LEFT_OUT_REASONS = Object.keys(leftOutReasons) as [LeftOutReason, ...LeftOutReason[]];
/** `of`: documentId of the file; null where it is about no single one. */
export type LeftOut = { reason: LeftOutReason; of: string | null };

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const short = z.string().max(400);
const whole = z.number().int().min(0);

/** Enough to know that it is one of ours, and whether this reader knows its version. */
export const recordFormatSchema = z.object({
  format: z.literal(RECORD_FORMAT),
  version: z.number().int().min(1),
});

export const recordManifestSchema = z.strictObject({
  format: z.literal(RECORD_FORMAT),
  version: z.literal(RECORD_VERSION),
  variant: z.enum(RECORD_VARIANTS),
  madeAt: short,
  /** null in the public variant. */
  madeBy: z.strictObject({ id: short.nullable(), name: short }).nullable(),
  madeWith: short,
  /** null in the public variant. */
  outputId: short.nullable(),
  fileDocumentId: short.nullable(),
  /** Every entry but the manifest and its signature, in the order of the zip. */
  entries: z.array(z.strictObject({ name: short, sha256: hash, bytes: whole })).max(200),
  leftOut: z.array(z.strictObject({ reason: z.enum(LEFT_OUT_REASONS), of: short.nullable() })),
});
export type RecordManifest = z.infer<typeof recordManifestSchema>;

/** One line of `proofs.jsonl`. */
export const recordProofSchema = z.strictObject({
  /** The text that was hashed, to the byte; null in the public variant. */
  text: z.string().nullable(),
  /** Opens the hashes of name and, where they have none of their own, words in the text; null where they were erased, or are not told. */
  salt: short.nullable(),
  /** The same of words that have a salt of their own; null: they have none, or those above. */
  noteSalt: short.nullable(),
  hash,
  /** null: not sealed yet. */
  seal: z
    .strictObject({
      sequence: z.number().int().min(1),
      previousHash: hash,
      sealedHash: hash,
      /** RFC 9162 §2.1.3, from the leaf up; null: the checkpoint does not cover it. */
      proof: z.array(hash).max(64).nullable(),
    })
    .nullable(),
});
export type RecordProof = z.infer<typeof recordProofSchema>;

/** What a verification says of a whole zip. */
export const RECORD_STATES = [
  'intact',
  'altered',
  'forged',
  'unsigned',
  'unsupported',
  'unreadable',
] as const;
export type RecordState = (typeof RECORD_STATES)[number];

export const recordStates: Record<RecordState, Bilingual> = {
  intact: { en: 'Intact', zh: '完整无改动' },
  altered: { en: 'Altered', zh: '已被改动' },
  forged: { en: 'Checkpoint forged', zh: '检查点系伪造' },
  unsigned: { en: 'Unsigned', zh: '未签名' },
  unsupported: { en: 'Not supported', zh: '不支持' },
  unreadable: { en: 'Unreadable', zh: '无法读取' },
};

type FindingTerm = Bilingual & { state: Exclude<RecordState, 'intact'> };
const altered = (en: string, zh: string) => ({ state: 'altered' as const, en, zh });
const unreadable = (en: string, zh: string) => ({ state: 'unreadable' as const, en, zh });

/** Everything that a verification can find in a zip, and what it makes of it. */
export const recordFindings = {
  newer_version: {
    state: 'unsupported',
    en: 'It has a newer format than this program knows. Take a newer version of the plugin.',
    zh: '其格式比本程序所支持的更新，请使用更新版本的插件。',
  },
  no_zip: unreadable('This is no zip, or not the whole of one.', '不是 zip 文件，或文件不完整。'),
  no_record: unreadable('This zip is no asset record.', '该 zip 不是素材档案。'),
  unsafe_name: unreadable(
    'The name of an entry leads out of the zip, or is no plain name.',
    '条目名称指向 zip 之外，或不是普通名称。'
  ),
  duplicate_name: unreadable('Two entries have one name.', '存在同名条目。'),
  too_many_entries: unreadable(
    'It holds more entries than an asset record may have.',
    '条目数量超过素材档案的上限。'
  ),
  too_large: unreadable(
    'It, or an entry, is larger than an asset record may be.',
    '文件或条目大小超过素材档案的上限。'
  ),
  too_compressed: unreadable(
    'An entry unpacks to so many times its size that it is not unpacked.',
    '条目的解压倍率过高，已拒绝解压。'
  ),
  not_plain: unreadable(
    'An entry is encrypted, or packed in a way that an asset record never is.',
    '条目已加密，或采用了素材档案不会使用的打包方式。'
  ),
  manifest_malformed: unreadable('The manifest cannot be read.', '清单无法读取。'),
  container_altered: altered(
    'The zip around the entries is not as it was written: changed, or packed again by another program.',
    '条目之外的 zip 结构与写入时不符：被改动，或由其他程序重新打包。'
  ),
  entry_damaged: altered(
    'The entry does not have the size and checksum that the zip states.',
    '条目的大小或校验和与 zip 所载不符。'
  ),
  entry_altered: altered(
    'The entry does not have the hash that the manifest states.',
    '条目的哈希与清单不符。'
  ),
  entry_missing: altered('The manifest lists an entry that is not there.', '清单所列条目不存在。'),
  entry_unlisted: altered(
    'There is an entry that the manifest does not list.',
    '存在清单未列出的条目。'
  ),
  entry_malformed: altered('The entry is not in its form.', '条目不符合其格式。'),
  manifest_altered: altered('The manifest is not the one that was signed.', '清单与签名时不符。'),
  signature_missing: altered(
    'The signature is not there, and the manifest does not say that none could be made: it was taken away.',
    '签名不存在，而清单并未说明无法签名：签名已被移除。'
  ),
  manifest_unsigned: {
    state: 'unsigned',
    en: 'The manifest says that nobody could sign it: anybody could have written it.',
    zh: '清单称当时无法签名：任何人都可能编写。',
  },
  signature_forged: altered(
    'The signature of the manifest is not by the key that it names, or is no signature.',
    '清单签名并非由其所称密钥签署，或不是签名。'
  ),
  signature_unvouched: altered(
    'The manifest is signed by a key that no trusted key vouches for.',
    '清单的签名密钥未获任何可信密钥担保。'
  ),
  checkpoint_forged: altered(
    'The checkpoint is not signed by the key that it names, or is of another ledger.',
    '检查点并非由其所称密钥签署，或属于其他审计链。'
  ),
  checkpoint_unvouched: altered(
    'The checkpoint is signed by a key that no trusted key vouches for.',
    '检查点的签名密钥未获任何可信密钥担保。'
  ),
  kept_checkpoint_forged: {
    state: 'forged',
    en: 'A checkpoint that was kept elsewhere is not signed by the key that it names, or is none: it was not compared.',
    zh: '另行保存的检查点并非由其所称密钥签署，或不是检查点：未予比对。',
  },
  kept_checkpoint_unvouched: {
    state: 'forged',
    en: 'A checkpoint that was kept elsewhere is signed by a key that no trusted key vouches for: it was not compared.',
    zh: '另行保存的检查点的签名密钥未获任何可信密钥担保：未予比对。',
  },
  checkpoint_contradicted: altered(
    'A checkpoint that was kept elsewhere has another root for as many events.',
    '另行保存的检查点在相同事件数下根哈希不同。'
  ),
  text_altered: altered(
    'The text of the event is not the one that was hashed.',
    '事件文本与记录时的哈希不符。'
  ),
  seal_altered: altered(
    'Sequence number, previous hash or hash are not those that were sealed.',
    '序号、前序哈希或哈希与封存时不符。'
  ),
  proof_broken: altered(
    'The proof does not lead from the event to the checkpoint.',
    '证明无法由该事件推算到检查点。'
  ),
  person_altered: altered('Who did it is not whom the event names.', '操作人与事件所载不符。'),
  words_altered: altered('The words are not those of the event.', '文字与事件所载不符。'),
  timeline_differs: altered(
    'The timeline of the record does not tell of the events that are proven.',
    '记录的时间线与所证明的事件不一致。'
  ),
  record_differs: altered(
    'The record says something else than the events.',
    '记录内容与事件不一致。'
  ),
  record_unfounded: altered(
    'The record speaks of something of which no event tells.',
    '记录提及的内容没有任何事件可以佐证。'
  ),
  record_incomplete: altered(
    'An event tells of something on which the record is silent.',
    '事件所载内容在记录中缺失。'
  ),
  file_differs: altered(
    'The file is not the one of which record and events speak.',
    '文件与记录及事件所载的不是同一文件。'
  ),
} as const satisfies Record<string, FindingTerm>;
export type RecordFindingKind = keyof typeof recordFindings;

/** One thing that is not as it was exported, and where. */
export type RecordFinding = {
  kind: RecordFindingKind;
  /** Name of the entry; null: the zip itself. */
  entry: string | null;
  /** Which line, event or thing of it. */
  subject: string | null;
  /** Name of what differs. */
  field: string | null;
  /** As events, manifest or signature have it; never words or names of people. */
  expected: string | null;
  found: string | null;
};

/** Answer of `asset-provenance verify <record.zip> --json`. */
export type RecordReport = {
  state: RecordState;
  format: { version: number; variant: RecordVariant | null } | null;
  madeAt: string | null;
  /** Who exported it; null in the public variant. */
  madeBy: string | null;
  outputId: string | null;
  fileDocumentId: string | null;
  signature: {
    /** `unsigned`: no key could sign when it was made; what only the manifest states proves nothing. */
    state: 'signed' | 'unsigned' | 'invalid';
    key: string | null;
    /** Whether the key was given by another way, or vouched for by one that was. */
    isTrusted: boolean;
    isDevelopment: boolean;
  };
  checkpoint: { origin: string; size: number; root: string; time: string } | null;
  events: {
    total: number;
    /** Up to the signed checkpoint. */
    proven: number;
    /** Sealed, but not covered by the checkpoint; and not sealed at all. */
    unproven: number;
  };
  /** Kept elsewhere; a record is compared with one over as many events as its own. */
  kept: KeptCheckpoints;
  /** Statements of the record that were compared with the events. */
  compared: number;
  files: { there: number; bytes: number };
  leftOut: LeftOut[];
  /** At most 100. */
  findings: RecordFinding[];
  furtherFindings: number;
};
