import { PLUGIN_ID } from '../../../../shared';
import type { Dispatch } from '../../dispatch/service';
import type { Generation } from '../../generation/service';
import type { Effect, Kernel } from '../../kernel';
import { kindOfMime } from '../../media/service';
import type { Media } from '../../media/service';
import { perceptualHashes } from '../content-types/perceptual-hash';
import { createNearest } from './nearest';
import {
  HASH_BITS,
  HASH_VERSION,
  fromHex,
  perceptualHashOf,
  perceptualHashesOfWhole,
  toHex,
} from './perceptual-hash';
import { createTurns } from './turns';

/** Of 256 bits: up to here it looks alike, and up to there a person has to compare. */
const ALIKE = 32;
const POSSIBLE = 56;
/** Most outputs of one answer. */
const MOST = 5;
/** Pictures of questions that are decoded at a time: decoding takes threads that all the site needs. */
const MOST_DECODED = 2;
const WORK = 'trace.looks';
/** Pictures of one step through those from before; then it rests for so many times as long as it took. */
const STEP = 20;
const RESTS = 3;
/** A picture that cannot be read holds up those behind it for so long, so many times. */
const RETRY_MS = 60_000;
const MOST_TRIES = 3;
const READ_PAGE = 20_000;
/** Rows that are read once more: a transaction may commit after a later one. */
const LATE = 1000;
const DAY_MS = 86_400_000;
const KEY = { type: 'plugin', name: PLUGIN_ID, key: 'looks' };

/** How far the outputs from before were looked at, by their numeric ids. */
type Progress = { version: number; upTo: number; tries?: number };

export type LooksLike = {
  outputId: string;
  match: 'looks_alike' | 'looks_possible';
  /** Per cent of the hash that agrees. */
  likeness: number;
};

type Dependencies = { dispatch: Dispatch; generation: Generation; media: Media };

/** Recognises copies of pictures under record by what they look like; never a proof. */
export const createLooks = (kernel: Kernel, { dispatch, generation, media }: Dependencies) => {
  const { store, strapi, log } = kernel;
  const nearest = createNearest();
  const inTurn = createTurns(MOST_DECODED);
  const lately = new Set<number>();
  let readUpTo = 0;
  let reading: Promise<void> | null = null;

  const readNew = async (): Promise<void> => {
    let after = Math.max(0, readUpTo - LATE);
    for (;;) {
      const rows = await store.find(perceptualHashes, {
        select: ['id', 'hash'],
        where: { id: { $gt: after }, version: HASH_VERSION },
        orderBy: { id: 'asc' },
        limit: READ_PAGE,
      });
      for (const { id, hash } of rows) {
        after = id;
        if (lately.has(id)) continue;
        nearest.add(id, fromHex(hash));
        lately.add(id);
      }
      readUpTo = Math.max(readUpTo, after);
      for (const id of lately) if (id <= readUpTo - LATE) lately.delete(id);
      if (rows.length < READ_PAGE) return;
    }
  };

  /** Questions that come together read together. */
  const refresh = (): Promise<void> => {
    reading ??= readNew().finally(() => {
      reading = null;
    });
    return reading;
  };

  /** Looks at one file as it is stored now; the same bytes are looked at once. */
  const look = async (fileDocumentId: string): Promise<void> => {
    const file = await media.file(fileDocumentId);
    const output = file && (await media.outputOf(file));
    if (!output || kindOfMime(file.mime) !== 'image') return;
    const atHand = await media.fileAtHand(file);
    try {
      const seen = { fileDocumentId, sha256: atHand.sha256, version: HASH_VERSION };
      if (await store.findOne(perceptualHashes, seen)) return;
      const hash = await perceptualHashOf(atHand.path).catch((error: unknown) => {
        log.warn(`No perceptual hash of file ${fileDocumentId}: ${String(error)}`);
        return null;
      });
      if (hash)
        await store.insert(perceptualHashes, {
          ...seen,
          outputId: output.outputId,
          hash: toHex(hash),
        });
    } finally {
      if (atHand.isTemporary) await media.discard(atHand.path);
    }
  };

  /**
   * A step through the outputs from before there were perceptual hashes of this version; a library
   * of many takes hours, beside which people work.
   * @returns when to go on.
   */
  const lookAtEarlier = async (signal: AbortSignal): Promise<Date> => {
    const began = Date.now();
    const known = (await strapi.store.get(KEY)) as Progress | null;
    let { upTo, tries = 0 }: Omit<Progress, 'version'> =
      known?.version === HASH_VERSION ? known : { upTo: 0 };
    const save = () =>
      strapi.store.set({
        ...KEY,
        value: { version: HASH_VERSION, upTo, tries } satisfies Progress,
      });
    const page = await generation.findOutputs(
      { id: { $gt: upTo }, fileDocumentId: { $notNull: true } },
      { limit: STEP, orderBy: { id: 'asc' }, select: ['id', 'fileDocumentId'] }
    );
    for (const { id, fileDocumentId } of page) {
      signal.throwIfAborted();
      try {
        await look(fileDocumentId ?? '');
      } catch (error) {
        tries += 1;
        if (tries < MOST_TRIES) {
          await save();
          return new Date(Date.now() + RETRY_MS);
        }
        log.warn(`File ${fileDocumentId} was not looked at: ${String(error)}`);
      }
      upTo = id;
      tries = 0;
    }
    await save();
    const isDone = page.length < STEP;
    return new Date(Date.now() + (isDone ? DAY_MS : RESTS * (Date.now() - began)));
  };

  const onEvent: Effect = async (event, tx) => {
    if (event.type === 'output.moved' && event.data.to === 'stored' && event.data.fileDocumentId)
      await dispatch.enqueue(tx, WORK, event.data.fileDocumentId);
    if (event.type === 'file.replaced' && event.data.outputId)
      await dispatch.enqueue(tx, WORK, event.aggregateId);
  };

  dispatch.handle(WORK, async (fileDocumentId) => {
    await look(fileDocumentId);
    return 'done';
  });
  dispatch.recur(`${WORK}.earlier`, lookAtEarlier);

  return {
    onEvent,

    /** Whether it is known what an output looks like. */
    isKnown: async (outputId: string): Promise<boolean> =>
      (await store.findOne(perceptualHashes, { outputId, version: HASH_VERSION })) !== null,

    /**
     * Outputs whose pictures look like this one, nearest first.
     * @returns null where it is no picture that can be compared.
     */
    like: async (path: string): Promise<LooksLike[] | null> => {
      const hashes = await inTurn(() => perceptualHashesOfWhole(path)).catch(() => null);
      if (!hashes) return null;
      await refresh();
      const near = await nearest.within(hashes, POSSIBLE);
      const alike = near.filter(({ distance }) => distance <= ALIKE);
      const shown = (alike.length > 0 ? alike : near).slice(0, MOST);
      const rows = await store.find(perceptualHashes, {
        where: { id: { $in: shown.map(({ id }) => id) } },
      });
      return shown.flatMap(({ id, distance }) => {
        const row = rows.find((each) => each.id === id);
        if (!row) return [];
        return {
          outputId: row.outputId,
          match: distance <= ALIKE ? ('looks_alike' as const) : ('looks_possible' as const),
          likeness: Math.round(100 * (1 - distance / HASH_BITS)),
        };
      });
    },
  };
};
export type Looks = ReturnType<typeof createLooks>;
