import { randomUUID } from 'node:crypto';
import { documentIdSchema, eraseSchema } from '../../../shared';
import type { ErasureResult, Person } from '../../../shared';
import type { Audit } from '../audit/service';
import type { Generation } from '../generation/service';
import { conflict, nameOf, parse, withoutNames } from '../kernel';
import type { AdminUser, Kernel, NamedPerson, Request, Transaction } from '../kernel';
import type { Media } from '../media/service';
import { erasures } from './content-types/erasure';
import type { PersonalRows } from './personal-rows';

type Dependencies = {
  audit: Audit;
  generation: Generation;
  media: Media;
  rows: PersonalRows;
};
type User = AdminUser & { isActive?: boolean; blocked?: boolean | null };
/** `fileDocumentId` null: the task is held itself. */
type Held = { fileDocumentId: string | null; taskId: string | null };

/** What stands in the place of the id of somebody who was erased. */
const PSEUDONYM = /^erased\d+$/;

/** Held files that a refusal names. */
const NAMED = 20;

const isActive = (user: User): boolean => Boolean(user.isActive) && !user.blocked;

/** Takes one person out of everything that the plugin keeps; the chain of events stays whole. */
export const createErasing = (kernel: Kernel, { audit, generation, media, rows }: Dependencies) => {
  const { strapi, store, transact, serialise } = kernel;

  const userOf = async (personId: string): Promise<User | null> =>
    (await strapi.db
      .query('admin::user')
      .findOne({ where: { documentId: personId } })) as User | null;

  /** @throws Refusal 409 while the person can still log in: what they do would name them again. */
  const assertGone = (user: User | null): void => {
    if (!user || !isActive(user)) return;
    throw conflict(
      {
        en: `Nothing was erased: ${nameOf(user)} has an active account.`,
        zh: `未抹除任何数据：${nameOf(user)} 的账号仍处于启用状态。`,
      },
      { code: 'person_active' },
      {
        en: 'Hand over what they hold, deactivate or delete the account in Strapi, and erase them then.',
        zh: '请先移交其名下内容，并在 Strapi 中停用或删除账号，然后再抹除。',
      }
    );
  };

  const namesOf = async (
    tx: Transaction,
    personId: string,
    user: User | null
  ): Promise<string[]> => {
    const own = user
      ? [nameOf(user), user.email, user.username, `${user.firstname ?? ''} ${user.lastname ?? ''}`]
      : [];
    const known = [
      ...own,
      ...(await audit.erasing.namesOf(tx, personId)),
      ...(await rows.namesOf(tx, personId)),
    ];
    return [...new Set(known.map((name) => name?.trim() ?? '').filter(Boolean))];
  };

  /** What is under hold and names the person. */
  const heldOf = async (tx: Transaction, personId: string): Promise<Held[]> => {
    const held: Held[] = [];
    for await (const { fileDocumentId, taskId } of media.holds.all()) {
      const [output] = fileDocumentId
        ? await generation.findOutputs({ fileDocumentId }, { limit: 1 })
        : [];
      held.push({ fileDocumentId, taskId: fileDocumentId ? (output?.taskId ?? null) : taskId });
    }
    if (held.length === 0) return [];
    const taskIds = held.flatMap(({ taskId }) => taskId ?? []);
    const told = await audit.erasing.concerns(tx, personId, {
      taskIds,
      fileDocumentIds: held.flatMap(({ fileDocumentId }) => fileDocumentId ?? []),
    });
    const owned = (await generation.tasksByIds(taskIds, ['documentId', 'ownerId']))
      .filter(({ ownerId }) => ownerId === personId)
      .map(({ documentId }) => documentId);
    const tasks = new Set([...told.taskIds, ...owned]);
    const files = new Set(told.fileDocumentIds);
    return held.filter(
      ({ fileDocumentId, taskId }) =>
        (fileDocumentId !== null && files.has(fileDocumentId)) ||
        (taskId !== null && tasks.has(taskId))
    );
  };

  const assertFree = async (tx: Transaction, personId: string): Promise<void> => {
    const held = await heldOf(tx, personId);
    if (held.length === 0) return;
    throw conflict(
      {
        en: `Nothing was erased: ${held.length} results or tasks under legal hold name this person.`,
        zh: `未抹除任何数据：有 ${held.length} 个处于法律保全的结果或任务涉及此人。`,
      },
      { code: 'under_hold', held: held.slice(0, NAMED) },
      {
        en: 'Lift these holds first, with a reason (Trace).',
        zh: '请先说明理由并解除这些保全（溯源）。',
      }
    );
  };

  /** All or nothing, so that no row names a person whom another does not. */
  const erase = async (
    tx: Transaction,
    person: NamedPerson,
    reason: string
  ): Promise<ErasureResult> => {
    const number = (await store.count(erasures)) + 1;
    const pseudonym = { id: `erased${number}`, name: `Erased person ${number}` };
    // What people did to rows is read from the ledger, so that its turn comes last.
    const changed = await rows.erase(tx, person, pseudonym);
    const told = await audit.erasing.erase(tx, person, pseudonym);
    const events = told.events + told.notes;
    if (changed + events === 0) return { erasureId: null, pseudonym: null, events: 0, rows: 0 };
    const erasureId = randomUUID();
    await store.insert(erasures, {
      number,
      erasureId,
      erasedAt: tx.at.toISOString(),
      events,
      rows: changed,
    });
    await tx.emit({
      type: 'person.erased',
      aggregateType: 'site',
      aggregateId: erasureId,
      aggregateVersion: null,
      taskId: null,
      note: withoutNames(reason, person, pseudonym),
      data: { pseudonym: pseudonym.name, events, rows: changed },
    });
    return { erasureId, pseudonym: pseudonym.name, events, rows: changed };
  };

  /** Who may be erased: without an active account, and not erased already; by name. */
  const people = async (): Promise<Person[]> => {
    const users = (await strapi.db.query('admin::user').findMany()) as User[];
    const gone = await audit.erasing.people(users.map(({ documentId }) => documentId));
    return [
      ...users
        .filter((user) => !isActive(user))
        .map((user) => ({ id: user.documentId, name: nameOf(user) })),
      ...gone.filter(({ id }) => !PSEUDONYM.test(id)),
    ]
      .map((person) => ({ ...person, isActive: false }))
      .sort((a, b) => a.name.localeCompare(b.name));
  };

  /**
   * Done again, it finds nothing to erase.
   * @throws Refusal 409 while the account is active, and while a legal hold stands on what names them.
   */
  const eraseAsked = async (request: Request): Promise<ErasureResult> => {
    const personId = parse(documentIdSchema, request.params.personId, 'personId');
    const { reason, aliases } = parse(eraseSchema, request.body);
    await kernel.refuseSecrets(request.actor, { reason });
    const user = await userOf(personId);
    assertGone(user);
    return transact(request.actor, async (tx) => {
      await serialise(tx, 'hand-over');
      await media.holds.lock(tx);
      await assertFree(tx, personId);
      const names = await namesOf(tx, personId, user);
      return erase(tx, { id: personId, names, aliases }, reason);
    });
  };

  return { people, erase: eraseAsked };
};
export type ErasingActs = ReturnType<typeof createErasing>;
