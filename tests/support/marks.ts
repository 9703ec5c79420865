import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** What the server of the tests writes into files, beside what it does by default. */
export const testMarks = {
  MARK_CREDIT: 'Zephyr Ltd, made with AI',
  MARK_RIGHTS: '© 2026 Zephyr 帆布 <Ltd> & Co',
  MARK_USAGE_TERMS: 'Ask first.',
  MARK_DATA_MINING: 'prohibited_training',
  MARK_AIGC_PRODUCER: '001191110102MACQD9K64018705',
};

export type File = { bytes: Buffer; mime: string };

/** Files on the disk for as long as something else looks at them. */
const onDisk = <T>(files: File[], look: (paths: string[]) => T): T => {
  const folder = mkdtempSync(path.join(tmpdir(), 'marks-'));
  try {
    return look(
      files.map(({ bytes, mime }, index) => {
        const file = path.join(folder, `${index}.${mime.split('/')[1] ?? ''}`);
        writeFileSync(file, bytes);
        return file;
      })
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

type Manifest = {
  claim_generator_info: { name: string; version: string }[];
  assertions: { label: string; data: Record<string, unknown> }[];
  ingredients?: { relationship: string; active_manifest?: string }[];
  signature_info: { common_name: string };
};
export type Read = {
  /** null: there are no content credentials. */
  reference: {
    state: string;
    activeId: string;
    manifests: Record<string, Manifest>;
    codes: string[];
    error?: string;
  } | null;
  /** Another implementation; null: it does not know the format. */
  independent: { isValid: boolean; codes: string[] } | null;
};

/** What two implementations say of the content credentials of files. */
export const readCredentials = (files: File[], anchor?: string): Read[] =>
  onDisk(files, (paths) => {
    const input = {
      files: paths.map((file, index) => ({ path: file, mime: files[index]?.mime })),
      anchor,
    };
    const { status, stdout, stderr } = spawnSync('node', [path.join(__dirname, 'c2pa-read.mjs')], {
      input: JSON.stringify(input),
      encoding: 'utf8',
      maxBuffer: 100_000_000,
    });
    if (status !== 0) throw new Error(`Reading failed: ${stderr}`);
    return JSON.parse(stdout) as Read[];
  });

export const actionsOf = ({ reference }: Read) => {
  const manifest = reference?.manifests[reference.activeId];
  const actions = manifest?.assertions.find(({ label }) => label.startsWith('c2pa.actions'))?.data;
  return (actions?.actions ?? []) as { action: string; digitalSourceType?: string }[];
};
export const activeOf = ({ reference }: Read): Manifest | undefined =>
  reference?.manifests[reference.activeId];
export const assertionOf = (read: Read, wanted: string): Record<string, unknown> | undefined =>
  activeOf(read)?.assertions.find(({ label }) => label === wanted)?.data;

const hasExiftool = spawnSync('exiftool', ['-ver']).status === 0;
/**
 * Whether Debian's exiftool is there. The run on PostgreSQL comes after it was installed, so that
 * there it must be.
 */
export const canAskExiftool = (): boolean => {
  if (!hasExiftool && process.env.DATABASE_CLIENT === 'postgres')
    throw new Error('exiftool is not installed (Debian: libimage-exiftool-perl).');
  return hasExiftool;
};

/** Every field of XMP and of a video's keys, by group and name: `XMP-dc:Rights`. */
const OF_MARKS = ['-XMP:all', '-Keys:all', '-Warning', '-Error'];
/** Also what it finds twice, or does not know. */
export const EVERY_FIELD = ['-a', '-u', '-ee'];

export const askExiftool = (files: File[], fields = OF_MARKS): Record<string, unknown>[] =>
  onDisk(files, (paths) => {
    const args = ['-json', '-G1', ...fields, ...paths];
    const { stdout, stderr } = spawnSync('exiftool', args, { encoding: 'utf8' });
    if (!stdout) throw new Error(`exiftool: ${stderr}`);
    return JSON.parse(stdout) as Record<string, unknown>[];
  });

/** The content of the boxes of this type on the highest level of a video. */
export const boxesOf = (bytes: Buffer, type: string): Buffer[] => {
  const found: Buffer[] = [];
  for (let at = 0; at + 8 <= bytes.length;) {
    const length = bytes.readUInt32BE(at) || bytes.length - at;
    if (bytes.toString('latin1', at + 4, at + 8) === type)
      found.push(bytes.subarray(at + 8, at + length));
    at += length;
  }
  return found;
};

/** The development certificate of this repository. */
export const developmentRoot = (): string => {
  const file = path.resolve(__dirname, '../../.asset-provenance/development-certificate.json');
  const { chain } = JSON.parse(readFileSync(file, 'utf8')) as { chain: string };
  return chain.slice(chain.lastIndexOf('-----BEGIN'));
};
