import { RECORD_FORMAT, RECORD_VERSION, recordEntries } from '../../../../shared';
import type {
  Actor,
  ExportedFile,
  FullRecord,
  LeftOut,
  PublicRecord,
  RecordManifest,
  RecordProof,
} from '../../../../shared';
import type { RecordEvidence } from '../../audit/service';
import { canonicalText, product, sha256 } from '../../kernel';
import type { Carried } from './files';
import { pageOf, publicPageOf } from './page';
import { provOf, publicProvOf } from './prov';
import { publicTimelineCsv, timelineCsv } from './timeline-csv';
import type { Language } from './timeline-csv';
import type { Text } from './zip';

export type Circumstances = { at: string; by: Actor; language: Language; leftOut: LeftOut[] };

const text = (name: string, content: string): Text => ({ name, content: Buffer.from(content) });

const evidenceTexts = (
  proofs: readonly RecordProof[],
  { checkpoint, keys }: Pick<RecordEvidence, 'checkpoint' | 'keys'>
): Text[] => [
  text(recordEntries.proofs, proofs.map((proof) => `${canonicalText(proof)}\n`).join('')),
  ...(checkpoint ? [text(recordEntries.checkpoint, checkpoint)] : []),
  text(recordEntries.keys, canonicalText(keys)),
];

/** Everything but manifest and files, for the full variant. */
export const fullTexts = (
  record: FullRecord,
  evidence: RecordEvidence,
  { at, by, language, leftOut }: Circumstances
): Text[] => [
  text(recordEntries.record, canonicalText(record)),
  text(recordEntries.timeline, timelineCsv(record, evidence.proofs, language)),
  text(recordEntries.page, pageOf(record, evidence.proofs, { at, by: by.name, leftOut }, language)),
  text(recordEntries.prov, canonicalText(provOf(record))),
  ...evidenceTexts(evidence.proofs, evidence),
];

/** An address that was signed for this reader opens the file to everybody who has it. */
const unsigned = (address: string): string => address.replace(/[?#].*$/s, '');

/** What the events say is nobody's business; that they are sealed is. */
const sealsOf = (proofs: readonly RecordProof[]): RecordProof[] =>
  proofs.map(({ hash, seal }) => ({ text: null, salt: null, noteSalt: null, hash, seal }));

/** The names of files tell what they show and for which task. */
const publicFileOf = ({
  role,
  fileDocumentId,
  mime,
  entry,
  sha256: hash,
  isChanged,
  bytes,
}: ExportedFile) => ({
  role,
  fileDocumentId,
  mime,
  entry,
  sha256: hash,
  isChanged,
  bytes,
});

/** The same for the public variant: the allow-listed record, and nothing beside it. */
export const publicTexts = (
  allowed: PublicRecord,
  files: ExportedFile[],
  evidence: RecordEvidence,
  { at, language, leftOut }: Circumstances
): Text[] => {
  const record = { ...allowed, contentUrl: unsigned(allowed.contentUrl) };
  return [
    text(recordEntries.record, canonicalText({ ...record, files: files.map(publicFileOf) })),
    text(recordEntries.timeline, publicTimelineCsv(record, language)),
    text(recordEntries.page, publicPageOf(record, { at, by: null, leftOut }, language)),
    text(recordEntries.prov, canonicalText(publicProvOf(record))),
    ...evidenceTexts(sealsOf(evidence.proofs), evidence),
  ];
};

/** Lists every other entry, so that one signature stands for all. */
export const manifestOf = (
  texts: Text[],
  carried: Carried[],
  said: Pick<RecordManifest, 'variant' | 'madeAt' | 'madeBy' | 'outputId' | 'fileDocumentId'> & {
    leftOut: LeftOut[];
  }
): Text => {
  const manifest: RecordManifest = {
    format: RECORD_FORMAT,
    version: RECORD_VERSION,
    madeWith: product,
    ...said,
    entries: [
      ...texts.map(({ name, content }) => ({
        name,
        sha256: sha256(content),
        bytes: content.length,
      })),
      ...carried.map(({ entry, atHand }) => ({
        name: entry,
        sha256: atHand.sha256,
        bytes: atHand.bytes,
      })),
    ],
  };
  return text(recordEntries.manifest, canonicalText(manifest));
};
