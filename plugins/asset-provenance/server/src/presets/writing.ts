import type { Preset, PresetContent } from '../../../shared';
import {
  presetSchema,
  presetVersionSchema,
  sharePresetSchema,
  takeBackSchema,
} from '../../../shared';
import { canonicalText, conflict, notFound, parse, sha256 } from '../kernel';
import type { Kernel, Request, Transaction } from '../kernel';
import { presets } from './content-types/preset';
import { presetVersions } from './content-types/preset-version';
import type { Fitting } from './fitting';
import type { PresetRow, Rows } from './rows';

type Saved = {
  name: string;
  note: string | null;
  content: PresetContent;
  takenFrom: number | null;
};

const savedMeanwhile = ({ version }: PresetRow, by: string) =>
  conflict(
    {
      en: `${by} saved version ${version} of this preset meanwhile.`,
      zh: `${by} 已同时保存了该预设的第 ${version} 版。`,
    },
    {
      code: 'saved_meanwhile',
      version,
      fields: [{ path: 'version', message: 'is not the newest', zh: '不是最新版本' }],
    },
    {
      en: `Look at version ${version}. Save again to put yours after it, or save yours as a new preset.`,
      zh: `请先查看第 ${version} 版；再次保存会将您的内容存为其后的版本，也可另存为新预设。`,
    }
  );

const nameTaken = (name: string) =>
  conflict(
    { en: `You have a preset “${name}” already.`, zh: `您已有名为“${name}”的预设。` },
    { code: 'name_taken', fields: [{ path: 'name', message: 'is taken', zh: '已被使用' }] },
    {
      en: 'Choose another name, or save a new version of that one.',
      zh: '请换一个名称，或将其保存为该预设的新版本。',
    }
  );

/** Saving, sharing and removing presets; every save is a version of its own. */
export const createWriting = (
  kernel: Kernel,
  { rows, fitting }: { rows: Rows; fitting: Fitting }
) => {
  const { store, transact, refuseSecrets, serialise } = kernel;

  /** Two of a name would be hard to tell apart for the person who chooses. */
  const refuseSecond = async (tx: Transaction, ownerId: string, name: string, presetId = '') => {
    await serialise(tx, `presets ${ownerId}`);
    const others = { ownerId, name, removedAt: null, documentId: { $ne: presetId } };
    if ((await store.count(presets, others)) > 0) throw nameTaken(name);
  };

  const insertVersion = async (
    tx: Transaction,
    { documentId, version, isShared }: PresetRow,
    { name, note, content, takenFrom }: Saved
  ): Promise<void> => {
    await store.insert(presetVersions, {
      presetId: documentId,
      version,
      name,
      note,
      takenFrom,
      content,
      savedByType: tx.actor.type,
      savedById: tx.actor.id,
      savedByName: tx.actor.name,
      savedAt: tx.at.toISOString(),
    });
    await tx.emit({
      type: 'preset.saved',
      aggregateType: 'preset',
      aggregateId: documentId,
      aggregateVersion: version,
      taskId: null,
      note,
      data: { isShared, takenFrom, contentHash: sha256(canonicalText(content)) },
    });
  };

  /** Puts a version after the one that was open; nobody's is lost, as none is ever changed. */
  const saveAfter = async (
    request: Request,
    before: PresetRow,
    expected: number,
    saved: Saved
  ): Promise<Preset> => {
    const row = await transact(request.actor, async (tx) => {
      const now = await store.lock(presets, before.documentId);
      if (!now || now.removedAt !== null) throw notFound('preset', 'presetId');
      if (now.version !== expected) {
        const newest = await rows.versionOf({ presetId: now.documentId, version: now.version });
        throw savedMeanwhile(now, newest?.savedByName ?? now.ownerName);
      }
      if (saved.name !== now.name) await refuseSecond(tx, now.ownerId, saved.name, now.documentId);
      const next = { ...now, name: saved.name, version: expected + 1 };
      await store.compareAndSet(
        presets,
        { documentId: now.documentId, version: expected },
        { name: next.name, version: next.version }
      );
      await insertVersion(tx, next, saved);
      return next;
    });
    return rows.presentOne(row, request);
  };

  return {
    /** @throws Refusal 400 that names what does not fit; 409 where the person has one of this name. */
    create: async (request: Request): Promise<Preset> => {
      const { actor, user } = request;
      const { name, note, isShared, content: given } = parse(presetSchema, request.body);
      await refuseSecrets(actor, { name, note, content: given });
      const content = fitting.fittedBody(given);
      const row = await transact(actor, async (tx) => {
        await refuseSecond(tx, user.documentId, name);
        const inserted = await store.insert(presets, {
          name,
          isShared,
          ownerId: user.documentId,
          ownerName: actor.name,
        });
        await insertVersion(tx, inserted, { name, note, content, takenFrom: null });
        return inserted;
      });
      return rows.presentOne(row, request);
    },

    /** @throws Refusal 409 when somebody else saved meanwhile. */
    save: async (request: Request): Promise<Preset> => {
      const before = await rows.changeable(request);
      const { version, name, note, content } = parse(presetVersionSchema, request.body);
      await refuseSecrets(request.actor, { name, note, content });
      return saveAfter(request, before, version, {
        name,
        note,
        content: fitting.fittedBody(content),
        takenFrom: null,
      });
    },

    /** An old version again, as the newest. */
    takeBack: async (request: Request): Promise<Preset> => {
      const before = await rows.changeable(request);
      const { version, takenFrom, note } = parse(takeBackSchema, request.body);
      await refuseSecrets(request.actor, { note });
      const old = await rows.versionOf({ presetId: before.documentId, version: takenFrom });
      if (!old) throw notFound('version of this preset', 'takenFrom');
      return saveAfter(request, before, version, {
        name: before.name,
        note,
        content: fitting.fittedBody(old.content),
        takenFrom,
      });
    },

    share: async (request: Request): Promise<Preset> => {
      const { documentId } = await rows.changeable(request);
      const { isShared } = parse(sharePresetSchema, request.body);
      const row = await transact(request.actor, async (tx) => {
        const now = await store.lock(presets, documentId);
        if (!now || now.removedAt !== null) throw notFound('preset', 'presetId');
        if (now.isShared === isShared) return now;
        await store.compareAndSet(presets, { documentId }, { isShared });
        await tx.emit({
          type: 'preset.shared',
          aggregateType: 'preset',
          aggregateId: documentId,
          aggregateVersion: null,
          taskId: null,
          data: { isShared },
        });
        return { ...now, isShared };
      });
      return rows.presentOne(row, request);
    },

    /** Out of every list; tasks that were launched from it still lead to it. */
    remove: async (request: Request): Promise<Preset> => {
      const before = await rows.changeable(request);
      const { documentId } = before;
      const removedAt = await transact(request.actor, async (tx) => {
        const at = tx.at.toISOString();
        const isRemoved = await store.compareAndSet(
          presets,
          { documentId, removedAt: null },
          { removedAt: at }
        );
        if (!isRemoved) throw notFound('preset', 'presetId');
        await tx.emit({
          type: 'preset.removed',
          aggregateType: 'preset',
          aggregateId: documentId,
          aggregateVersion: null,
          taskId: null,
          data: {},
        });
        return at;
      });
      return rows.presentOne({ ...before, removedAt }, request);
    },
  };
};
