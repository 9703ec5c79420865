import { AsyncResource } from 'node:async_hooks';
import type { Core, UID } from '@strapi/strapi';
import { PLUGIN_ID, systemActor } from '../../../shared';
import type { Actor, GateReason } from '../../../shared';
import { Refusal, currentActor } from '../kernel';
import type { Kernel, Transaction } from '../kernel';
import type { MediaFile } from '../media/service';
import type { Reuse } from '../reuse/service';
import type { Usage } from '../usage/service';

type Context = Parameters<Parameters<Core.Strapi['documents']['use']>[0]>[0];
type Written =
  | { id?: number; documentId?: string; entries?: { id: number; documentId?: string }[] }
  | null
  | undefined;
type AttachTarget = { ref: string; refId: string | number; field: string };
type Refused = { entry: string; reasons: GateReason[] };

type Dependencies = { usage: Usage; reuse: Reuse };

class PublishRefused extends Refusal {
  constructor(readonly refused: Refused) {
    const { reasons } = refused;
    const files = [
      ...new Set(
        reasons.map(({ message, field }) => (field ? `${message.en} (${field})` : message.en))
      ),
    ];
    super(400, `This cannot be published. ${files.join(' ')}`, {
      code: 'publish_refused',
      reasons,
      // Where the Content Manager looks for them: it shows each beside its field, and throws without.
      errors: reasons.flatMap(({ field, message }) =>
        field ? [{ path: field.split('.'), message: message.en, name: 'ValidationError' }] : []
      ),
      next: {
        en: [...new Set(reasons.map(({ whoCanUnblock }) => whoCanUnblock.en))].join(' '),
        zh: [...new Set(reasons.map(({ whoCanUnblock }) => whoCanUnblock.zh))].join(''),
      },
    });
  }
}

const isOurs = (uid: string) =>
  uid.startsWith(`plugin::${PLUGIN_ID}.`) || uid.startsWith('plugin::upload.');

/** Whether an action of the document service ends with rows that the public sees. */
const writesLive = ({ action, params, contentType }: Context): boolean => {
  if (!contentType.options?.draftAndPublish) return ['create', 'update', 'clone'].includes(action);
  if (action === 'publish') return true;
  // With this status both publish by themselves, past every middleware.
  return (
    (action === 'create' || action === 'update') &&
    (params as { status?: string }).status === 'published'
  );
};

/** The live rows that an action wrote. */
const writtenRows = ({ params }: Context, written: Written): Record<string, unknown> | null => {
  if (!written) return null;
  if (written.entries) return { id: { $in: written.entries.map(({ id }) => id) } };
  const { locale } = params as { locale?: unknown };
  // Publishing several locales by `update` answers with the first of them only.
  if (locale === '*' || Array.isArray(locale))
    return { documentId: written.documentId, publishedAt: { $ne: null } };
  return { id: written.id };
};

const documentIdOf = (context: Context, written: Written): string =>
  (context.params as { documentId?: string }).documentId ?? written?.documentId ?? '';

/**
 * The publish gate: nothing reaches the public that may not. It looks at what was written, in the
 * transaction that wrote it, and rolls that back.
 */
export const createPublishGate = (kernel: Kernel, { usage, reuse }: Dependencies) => {
  const { strapi, transact, log } = kernel;
  // Created while Strapi starts: what runs in here belongs to no request and no transaction.
  const outside = new AsyncResource('asset-provenance-gate');
  let savepoints = 0;

  const assertUsable = async (
    tx: Transaction,
    found: { file: MediaFile; field: string }[],
    entry: string
  ): Promise<void> => {
    if (found.length === 0) return;
    const judged = await reuse.judge.judge(found, reuse.todayOf(tx.at), tx);
    const reasons = judged
      .flatMap((each) => each.reasons)
      .filter(({ severity }) => severity === 'block');
    if (reasons.length > 0) throw new PublishRefused({ entry, reasons });
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
  const refusable = async <T>(
    tx: Transaction,
    isNested: boolean,
    write: () => Promise<T>
  ): Promise<T> => {
    if (!isNested) return write();
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

  const middleware = async (context: Context, next: () => Promise<unknown>): Promise<unknown> => {
    const { uid } = context;
    if (isOurs(uid) || !writesLive(context) || !usage.canHoldMedia(uid)) return next();
    const isNested = strapi.db.inTransaction();

    return guarded((actor) =>
      transact(actor, (tx) =>
        refusable(tx, isNested, async () => {
          const written = await next();
          const where = writtenRows(context, written as Written);
          const entry = `${uid}/${documentIdOf(context, written as Written)}`;
          if (where) await assertUsable(tx, await usage.mediaOfRows(uid, where), entry);
          return written;
        })
      )
    );
  };

  /** Rows that the public sees and that hold this row: itself, or the entries around a component. */
  const liveEntriesOf = async ({ ref, refId }: AttachTarget): Promise<string[]> => {
    const owners = await usage.entriesAround(ref, [Number(refId)]);
    return owners
      .filter(({ isPublished }) => isPublished)
      .map(({ uid, documentId }) => `${uid}/${documentId}`);
  };

  return {
    /** Called once, after other plugins registered theirs: this one must see what they made of it. */
    install: () =>
      void strapi.documents.use(middleware as Parameters<Core.Strapi['documents']['use']>[0]),

    /**
     * Files that an upload attached to an entry past the document service (`ref`, `refId`, `field`).
     * They are new, so only the policies for other origins can stand against them.
     * @throws Refusal 400; the caller removes the files again.
     */
    checkAttachment: async (files: MediaFile[], target: AttachTarget): Promise<void> => {
      if (isOurs(target.ref) || !strapi.getModel(target.ref as UID.Schema)) return;
      await guarded(() =>
        transact(systemActor, async (tx) => {
          const [entry] = await liveEntriesOf(target);
          if (entry)
            await assertUsable(
              tx,
              files.map((file) => ({ file, field: target.field })),
              entry
            );
        })
      );
    },
  };
};
