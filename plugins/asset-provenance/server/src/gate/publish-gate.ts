import { AsyncResource } from 'node:async_hooks';
import type { Core, UID } from '@strapi/strapi';
import type { Actor, GateReason } from '../../../shared';
import { currentActor, currentLanguage } from '../kernel';
import type { Kernel, Transaction } from '../kernel';
import type { MediaFile } from '../media/service';
import type { Reuse } from '../reuse/service';
import type { RowMedia, Usage } from '../usage/service';
import type { Destinations } from './destinations';
import { createForerunners } from './forerunner';
import { cannotBeOverridden } from './overrides';
import type { EntryVersion, OverrideRow, Overrides } from './overrides';
import { PublishRefused } from './refusal';
import type { Refused, WayRound } from './refusal';
import { documentIdOf, isOurs, isWrite, liveRowsOf, writesLive } from './writes';
import type { Context, Written } from './writes';

type Next = () => Promise<unknown>;
type AttachTarget = { ref: string; refId: string | number; field: string };
/** One live row of an entry and what it shows. */
type LiveRow = { id: number; version: EntryVersion; shown: RowMedia[] };
type Blocked = { version: EntryVersion; reasons: GateReason[] };

type Dependencies = {
  usage: Usage;
  reuse: Reuse;
  destinations: Destinations;
  overrides: Overrides;
  /** Types whose languages share media: what is written in one is copied to the others. */
  sharesMedia: (uid: string) => boolean;
};

/**
 * The publish gate: nothing reaches the public that may not. It looks at what was written, in the
 * transaction that wrote it, and rolls that back. The same transaction keeps the usages.
 */
export const createPublishGate = (
  kernel: Kernel,
  { usage, reuse, destinations, overrides, sharesMedia }: Dependencies
) => {
  const { strapi, transact, log } = kernel;
  // Created while Strapi starts: what runs in here belongs to no request and no transaction.
  const outside = new AsyncResource('asset-provenance-gate');
  /** Entries that begin to exist in a transaction, and end with it when it is refused. */
  const begun = new WeakMap<Transaction['trx'], Set<string>>();
  const isForerunner = createForerunners(strapi);
  let savepoints = 0;

  const wayRound = (tx: Transaction, blocked: Blocked[]): WayRound => {
    const [first] = blocked;
    if (!first || tx.actor.type !== 'admin' || !overrides.mayNow()) return { kind: 'none' };
    const { uid, documentId } = first.version;
    if (begun.get(tx.trx)?.has(`${uid}/${documentId}`)) return { kind: 'no_entry' };
    if (blocked.some(({ reasons }) => cannotBeOverridden(reasons))) return { kind: 'draft' };
    const locales = blocked.map(({ version }) => version.locale);
    return { kind: 'offered', offer: { uid, documentId, locales } };
  };

  /** Whether a person has given leave for all that is refused; then it is used up. */
  const areOverridden = async (tx: Transaction, blocked: Blocked[]): Promise<boolean> => {
    const given: { row: OverrideRow; reasons: GateReason[] }[] = [];
    for (const { version, reasons } of blocked) {
      if (cannotBeOverridden(reasons)) return false;
      const row = await overrides.usable(version, tx.actor, tx.at);
      if (!row) return false;
      given.push({ row, reasons });
    }
    for (const { row, reasons } of given)
      if (!(await overrides.use(tx, row, reasons))) return false;
    return true;
  };

  const assertUsable = async (tx: Transaction, uid: string, rows: LiveRow[]): Promise<void> => {
    const shown = rows.flatMap((row) => row.shown);
    if (shown.length === 0) return;
    const files = [...new Map(shown.map(({ file }) => [file.documentId, file])).values()];
    const judgeOne = await reuse.judge.prepare(files, reuse.todayOf(tx.at), tx);
    const destinationOf = await destinations.ofRows(
      uid,
      rows.map(({ id, version }) => ({ id, locale: version.locale }))
    );
    const blocked = rows.flatMap(({ id, version, shown: found }): Blocked[] => {
      const place = { destination: destinationOf(id), entry: version };
      const reasons = found
        .flatMap((each) => judgeOne(each, place).reasons)
        .filter(({ severity }) => severity === 'block');
      return reasons.length > 0 ? [{ version, reasons }] : [];
    });
    const [first] = blocked;
    if (!first || (await areOverridden(tx, blocked))) return;
    throw new PublishRefused({
      entry: `${first.version.uid}/${first.version.documentId}`,
      reasons: blocked.flatMap(({ reasons }) => reasons),
      wayRound: wayRound(tx, blocked),
      language: currentLanguage(strapi),
    });
  };

  const record = (actor: Actor, { entry, reasons }: Refused): Promise<void> =>
    transact(actor, (tx) =>
      tx.emit({
        type: 'gate.refused',
        aggregateType: 'entry',
        aggregateId: entry,
        aggregateVersion: null,
        taskId: null,
        data: {
          reasons: [...new Set(reasons.map(({ code }) => code))],
          files: [...new Set(reasons.map(({ fileDocumentId }) => fileDocumentId))],
        },
      })
    ).catch((error: unknown) => {
      log.error(`A refusal of the publish gate could not be recorded: ${String(error)}`);
    });

  /** Records after the rollback. Inside somebody else's transaction it waits for the end of that one. */
  const recordAfterwards = async (actor: Actor, refused: Refused): Promise<void> => {
    if (!strapi.db.inTransaction()) return record(actor, refused);
    outside.runInAsyncScope(() => void record(actor, refused));
  };

  /**
   * Undoes what `write` wrote when it is refused inside a transaction that somebody else opened: they
   * might catch the error and commit. The savepoint is not released on success, for siblings may have
   * set theirs meanwhile (bulk publish writes in parallel); it ends with the transaction.
   */
  const refusable = async <T>(tx: Transaction, write: () => Promise<T>): Promise<T> => {
    const name = `asset_provenance_gate_${(savepoints += 1)}`;
    await tx.trx.raw(`SAVEPOINT ${name}`);
    return write().catch(async (error: unknown) => {
      if (error instanceof PublishRefused) await tx.trx.raw(`ROLLBACK TO SAVEPOINT ${name}`);
      throw error;
    });
  };

  const guarded = async <T>(body: (actor: Actor) => Promise<T>): Promise<T> => {
    const actor = currentActor(strapi);
    try {
      return await body(actor);
    } catch (error) {
      if (error instanceof PublishRefused) await recordAfterwards(actor, error.refused);
      throw error;
    }
  };

  const liveRows = (uid: string, found: RowMedia[]): LiveRow[] => {
    const rows = new Map<number, LiveRow>();
    for (const each of found) {
      const { id, documentId, locale } = each.row;
      const row = rows.get(id) ?? { id, version: { uid, documentId, locale }, shown: [] };
      row.shown.push(each);
      rows.set(id, row);
    }
    return [...rows.values()];
  };

  /** What the action showed to the public: in the rows that it wrote, and in those it was copied to. */
  const broughtLive = (context: Context, written: Written, found: RowMedia[]): RowMedia[] => {
    const { isLive, isWritten } = liveRowsOf(context, written);
    const direct = found.filter(({ row }) => isWritten(row));
    if (!sharesMedia(context.uid)) return direct;
    const files = new Set(direct.map(({ file }) => file.documentId));
    return found.filter(
      ({ row, file }) => isWritten(row) || (isLive(row) && files.has(file.documentId))
    );
  };

  const noteBegin = (tx: Transaction, { action, uid }: Context, documentId: string): void => {
    if (action !== 'create' && action !== 'clone') return;
    begun.set(tx.trx, (begun.get(tx.trx) ?? new Set()).add(`${uid}/${documentId}`));
  };

  const write = async (tx: Transaction, context: Context, next: Next): Promise<unknown> => {
    const written = (await next()) as Written;
    const documentId = documentIdOf(context, written);
    if (!documentId) return written;
    noteBegin(tx, context, documentId);
    const { found } = await usage.follow(tx, context.uid, documentId);
    if (writesLive(context)) {
      const brought = broughtLive(context, written, found);
      await assertUsable(tx, context.uid, liveRows(context.uid, brought));
    }
    return written;
  };

  const middleware =
    (covers: (uid: string) => boolean) =>
    async (context: Context, next: Next): Promise<unknown> => {
      const { uid } = context;
      if (!isWrite(context) || isOurs(uid) || !usage.canHoldMedia(uid) || !covers(uid))
        return next();
      if (isForerunner(context)) return next();
      const mustBeUndone = strapi.db.inTransaction() && writesLive(context);
      return guarded((actor) =>
        transact(actor, (tx) =>
          mustBeUndone ? refusable(tx, () => write(tx, context, next)) : write(tx, context, next)
        )
      );
    };

  const use = (covers: (uid: string) => boolean): void =>
    void strapi.documents.use(middleware(covers) as Parameters<Core.Strapi['documents']['use']>[0]);

  return {
    /** Called once, after other plugins registered theirs: this one must see what they made of it. */
    install: (): void => use((uid) => !sharesMedia(uid)),
    /** Called once, before all others: around the one that copies media to other languages. */
    installAround: (): void => use(sharesMedia),

    /**
     * Files that an upload attached to an entry past the document service (`ref`, `refId`, `field`).
     * They are new, so only the policies for other origins can stand against them.
     * @throws Refusal 400; the caller removes the files again.
     */
    checkAttachment: async (files: MediaFile[], target: AttachTarget): Promise<void> => {
      const { ref, refId } = target;
      if (isOurs(ref) || !strapi.getModel(ref as UID.Schema)) return;
      const ids = new Set(files.map(({ documentId }) => documentId));
      await guarded((actor) =>
        transact(actor, async (tx) => {
          const entries = await usage.entriesAround(ref, [Number(refId)]);
          for (const { uid, documentId, locale, isPublished } of entries) {
            if (!isPublished) continue;
            const found = await usage.mediaOfRows(uid, { documentId });
            const brought = found.filter(
              ({ row, file }) =>
                ids.has(file.documentId) &&
                row.locale === locale &&
                (!usage.hasDrafts(uid) || row.publishedAt !== null)
            );
            await assertUsable(tx, uid, liveRows(uid, brought));
          }
        })
      );
    },
  };
};
