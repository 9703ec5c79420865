import { recordEntries } from '../../../../shared';
import type { KeptCheckpoints, RecordManifest, RecordReport } from '../../../../shared';
import { readCheckpoint } from '../checkpoint';
import type { Checkpoint } from '../checkpoint';
import { exportKeysSchema } from '../export-file';
import { vouchedKeys } from '../keys';
import { readManifestNote, signedBy } from '../manifest-note';
import type { VerifierKey } from '../note';
import type { OutsideCheckpoint } from '../verify-export';
import type { RecordFindings } from './findings';
import { jsonIn } from './json';
import type { ReadEntry } from './read-zip';

/** A checkpoint that was kept elsewhere, if it is signed: what anybody may have written says nothing. */
const believedOutside = (
  { note, subject }: OutsideCheckpoint,
  keys: readonly VerifierKey[],
  findings: RecordFindings
): Checkpoint | null => {
  const kept = readCheckpoint(note);
  if (!kept) {
    findings.add({ kind: 'kept_checkpoint_forged', subject, field: 'form' });
    return null;
  }
  const signed = signedBy(kept.note, kept.origin, keys);
  if (signed.by) return kept;
  findings.add({ kind: `kept_checkpoint_${signed.why}`, subject });
  return null;
};

/** One over as many events as that of the record must have the same root; others cannot be compared. */
export const compareOutside = (
  checkpoint: Checkpoint | null,
  outside: readonly OutsideCheckpoint[],
  keys: readonly VerifierKey[],
  findings: RecordFindings
): KeptCheckpoints => {
  let compared = 0;
  for (const each of outside) {
    const kept = believedOutside(each, keys, findings);
    if (!kept || !checkpoint) continue;
    if (kept.origin !== checkpoint.origin || kept.size !== checkpoint.size) continue;
    compared += 1;
    if (kept.root !== checkpoint.root)
      findings.add({
        kind: 'checkpoint_contradicted',
        entry: recordEntries.checkpoint,
        subject: each.subject,
        expected: kept.root,
        found: checkpoint.root,
      });
  }
  return { given: outside.length, compared };
};

/** Keys that may sign: those that are trusted, and those that they vouch for. */
export const keysIn = (
  content: Buffer | null,
  trusted: readonly string[],
  findings: RecordFindings
): VerifierKey[] => {
  const keys = exportKeysSchema.safeParse(content ? jsonIn(content) : []);
  if (!keys.success) findings.add({ kind: 'entry_malformed', entry: recordEntries.keys });
  const newest = keys.data?.at(-1)?.key;
  return vouchedKeys(
    trusted.length > 0 ? trusted : newest ? [newest] : [],
    (keys.data ?? []).flatMap(({ change }) => change ?? [])
  );
};

export const verifySignature = (
  content: Buffer | null,
  manifest: ReadEntry,
  { keys, isTrusting }: { keys: VerifierKey[]; isTrusting: boolean },
  findings: RecordFindings
): RecordReport['signature'] => {
  const entry = recordEntries.signature;
  const invalid = { state: 'invalid', key: null, isTrusted: false, isDevelopment: false } as const;
  if (!content) return { ...invalid, state: 'unsigned' };
  const said = readManifestNote(content.toString('utf8'));
  if (!said) {
    findings.add({ kind: 'signature_forged', entry, field: 'form' });
    return invalid;
  }
  const signed = signedBy(said.note, said.origin, keys);
  if (!signed.by) {
    findings.add({ kind: `signature_${signed.why}`, entry });
    return invalid;
  }
  if (said.sha256 !== manifest.sha256) {
    findings.add({
      kind: 'manifest_altered',
      entry: manifest.name,
      expected: said.sha256,
      found: manifest.sha256,
    });
    return invalid;
  }
  const { isDevelopment } = said;
  return { state: 'signed', key: signed.by.text, isTrusted: isTrusting, isDevelopment };
};

/**
 * Without a signature a manifest can be made to fit whatever was changed. Where the server could not
 * sign, it wrote so into the manifest; anybody else can write that, too, so that nothing is proven then.
 */
export const tellUnsigned = (
  { leftOut }: RecordManifest,
  signature: RecordReport['signature'],
  findings: RecordFindings
): void => {
  if (signature.state !== 'unsigned') return;
  const isSaid = leftOut.some(({ reason }) => reason === 'signature');
  findings.add({
    kind: isSaid ? 'manifest_unsigned' : 'signature_missing',
    entry: recordEntries.signature,
  });
};

export const verifyCheckpointIn = (
  content: Buffer | null,
  keys: VerifierKey[],
  findings: RecordFindings
): Checkpoint | null => {
  if (!content) return null;
  const entry = recordEntries.checkpoint;
  const given = readCheckpoint(content.toString('utf8'));
  if (!given) {
    findings.add({ kind: 'checkpoint_forged', entry, field: 'form' });
    return null;
  }
  const { note, ...checkpoint } = given;
  const signed = signedBy(note, checkpoint.origin, keys);
  if (!signed.by) findings.add({ kind: `checkpoint_${signed.why}`, entry });
  // The proofs are followed all the same, so that the report says where they lead.
  return checkpoint;
};
