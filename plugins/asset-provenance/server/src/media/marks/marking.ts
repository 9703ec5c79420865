import { AsyncLocalStorage } from 'node:async_hooks';
import { createReadStream } from 'node:fs';
import { file as units } from '@strapi/utils';
import type { WrittenMark } from '../../../../shared';
import type { MarksConfig } from '../../config-marks';
import type { Kernel } from '../../kernel';
import type { AtHand } from '../bytes';
import { hashFile } from '../receive';
import type { Receiver } from '../receive';
import type { Binary, StoredFile } from '../upload-seam';
import type { Act } from './c2pa/manifest';
import { createSigner } from './c2pa/credentials';
import type { Credentials } from './c2pa/sign';
import { planOf, uuidOf } from './facts';
import type { MarkFacts } from './facts';
import type { Marker } from './marker';
import { reportOfFailure, wantedIn } from './plan';
import type { Answer, MarkReport, ParentFile, Question } from './plan';
import { CannotMark } from './problem';
import type { MarkRecord } from './records';

export type MarkedBinary = {
  /** A copy of the description that leads to the marked bytes: others still read the one that came. */
  binary: Binary;
  record: MarkRecord;
};

type Ports = {
  kernel: Kernel;
  config: MarksConfig;
  marker: Marker;
  receiver: Receiver;
  /** What these bytes are marked with, if they were the original of this file before. */
  recordOf: (fileHash: string, sha256: string) => Promise<MarkRecord | null>;
  /** The bytes of a file by its documentId; null: they are not here any more. */
  bytesOf: (fileDocumentId: string) => Promise<AtHand | null>;
};

type Done = { path: string | null; report: MarkReport };

/** One file of ours whose binaries are being stored. */
type Storing = {
  fileHash: string;
  facts: MarkFacts;
  credentials: Credentials | null;
  /** What a person changed to make this file. */
  editedFrom: AtHand | null;
  /** What became of the visible label, which its sizes inherit; null: it was not asked for. */
  label: { report: MarkReport; isDrawn: boolean; unlabelled: string } | null;
  /** What the original became, which its sizes wait for. */
  original: Promise<Done | null>;
  /** Deleted when all binaries are stored. */
  temporary: string[];
};

const together = (first: MarkReport, second: MarkReport): MarkReport => ({
  ...second,
  written: [...first.written, ...second.written],
  degraded: [...first.degraded, ...second.degraded],
});

/** Marks the binaries of files that are ours on their way into the storage. */
export const createMarking = ({ kernel, config, marker, receiver, recordOf, bytesOf }: Ports) => {
  const { log, strapi } = kernel;
  const storing = new AsyncLocalStorage<Storing>();
  const signer = createSigner(config.c2pa, strapi.dirs.app.root, (line) => log.warn(line));
  let describe: (fileHash: string) => Promise<MarkFacts | null> = async () => null;

  const ask = async (question: Question, wanted: WrittenMark[]): Promise<Answer> => {
    try {
      return await marker.ask(question);
    } catch (error) {
      // The server is going down: the next one stores it anew, with its marks.
      if (marker.isClosed()) throw error;
      const why = error instanceof Error ? error.message : String(error);
      const report = reportOfFailure(wanted, new CannotMark('marker_failed', why));
      return { report, bytes: null };
    }
  };

  /** @returns null where nothing is wanted. */
  const markOne = async (
    { facts, credentials, temporary, fileHash, label }: Storing,
    binary: Binary & { filepath: string },
    { format, act, parents }: { format: string | null; act: Act; parents: ParentFile[] }
  ): Promise<{ marked: MarkedBinary; done: Done } | null> => {
    const source = binary.filepath;
    const { sha256: received } = await hashFile(source);
    // What comes back as it was stored, a verdict may stand on: it has its marks.
    const known = format === null ? await recordOf(fileHash, received) : null;
    if (known)
      return { marked: { binary, record: known }, done: { path: source, report: known.report } };
    // The same bytes for the same file: two servers may store it at once.
    const instance = uuidOf(JSON.stringify([fileHash, format, act, received, facts]));
    const plan = planOf(config, facts, { fileHash, format }, { credentials, instance, act });
    const wanted = wantedIn(plan);
    if (wanted.length === 0 && !label) return null;
    const target = await receiver.pathFor('marked');
    temporary.push(target);
    const { report: own, bytes } = await ask(
      { act: 'mark', source, target, parents, plan },
      wanted
    );
    const report = label ? together(label.report, own) : own;
    if (report.written.length + report.degraded.length === 0) return null;
    for (const { mark, problem, detail } of report.degraded)
      log.warn(`${binary.hash} was stored without ${mark} (${problem}). ${detail}`);
    const record = { fileHash, format, instanceId: `xmp.iid:${instance}`, report };
    if (bytes === null) return { marked: { binary, record }, done: { path: null, report } };
    const marked = {
      ...binary,
      filepath: target,
      getStream: () => createReadStream(target),
      sizeInBytes: bytes,
      size: units.bytesToKbytes(bytes),
    };
    return { marked: { binary: marked, record }, done: { path: target, report } };
  };

  const markOriginal = (now: Storing, binary: Binary & { filepath: string }) => {
    const { editedFrom, label } = now;
    const parents: ParentFile[] = [
      ...(label?.isDrawn
        ? [{ path: label.unlabelled, isIngredient: 'if_others_signed' as const, isSameWork: true }]
        : []),
      ...(editedFrom ? [{ path: editedFrom.path, isIngredient: true, isSameWork: false }] : []),
    ];
    const act = editedFrom ? 'edited' : label?.isDrawn ? 'labelled' : 'created';
    return markOne(now, binary, { format: null, act, parents });
  };

  /** Their own credentials begin anew, which is fast, unless the original carries those of others. */
  const markSize = async (now: Storing, binary: Binary & { filepath: string }, format: string) => {
    const original = await now.original;
    return markOne(now, binary, {
      format,
      act: 'resized',
      parents: original?.path
        ? [{ path: original.path, isIngredient: original.report.hasIngredient, isSameWork: true }]
        : [],
    });
  };

  const begin = async (fileHash: string): Promise<Storing | null> => {
    const facts = await describe(fileHash);
    if (!facts) return null;
    const editedFrom = facts.editedFrom
      ? await bytesOf(facts.editedFrom).catch((error: unknown) => {
          log.warn(`What ${fileHash} was edited from could not be read: ${String(error)}`);
          return null;
        })
      : null;
    return {
      fileHash,
      facts,
      credentials: await signer(),
      editedFrom,
      label: null,
      original: Promise.resolve(null),
      temporary: editedFrom?.isTemporary ? [editedFrom.path] : [],
    };
  };

  /** Before Strapi makes its sizes, so that each has the label in it. */
  const labelled = async (now: Storing, received: StoredFile): Promise<StoredFile> => {
    const { isEnabled, text, corner } = config.visibleLabel;
    if (!isEnabled) return received;
    const target = await receiver.pathFor('labelled');
    now.temporary.push(target);
    const { filepath: source } = received;
    const look = { text, corner };
    const { report, bytes } = await ask({ act: 'draw', source, target, look }, ['visible_label']);
    now.label = { report, isDrawn: bytes !== null, unlabelled: source };
    return bytes === null ? received : { filepath: target, size: bytes };
  };

  return {
    /** Who knows the files that are ours, by the `hash` under which they are stored. */
    describeBy: (knows: (fileHash: string) => Promise<MarkFacts | null>): void => {
      describe = knows;
    },

    /**
     * Binaries of this file that are stored within `store` are marked, if the file is ours.
     * @param received what is to be stored; null: it replaces what is there, without a label drawn.
     */
    around: async <T, F extends StoredFile | null>(
      fileHash: string,
      received: F,
      store: (file: F) => Promise<T>
    ): Promise<T> => {
      const now = await begin(fileHash);
      if (!now) return store(received);
      try {
        const file =
          received === null ? received : { ...received, ...(await labelled(now, received)) };
        return await storing.run(now, () => store(file));
      } finally {
        await Promise.all(now.temporary.map(receiver.discard));
      }
    },

    /**
     * Called at once when a binary is to be stored: its original comes before its sizes.
     * @returns null for files that are not ours.
     * @throws Error when the server is going down.
     */
    mark: async (binary: Binary): Promise<MarkedBinary | null> => {
      const now = storing.getStore();
      const { filepath, hash } = binary;
      if (!now || !filepath || !hash.endsWith(now.fileHash)) return null;
      if (hash !== now.fileHash)
        return (
          (await markSize(now, { ...binary, filepath }, hash.slice(0, -now.fileHash.length - 1)))
            ?.marked ?? null
        );
      const marking = markOriginal(now, { ...binary, filepath });
      now.original = marking.then(
        (result) => result?.done ?? null,
        () => null
      );
      return (await marking)?.marked ?? null;
    },
  };
};
