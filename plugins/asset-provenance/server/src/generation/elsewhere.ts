import type { Actor, Kind, RecordElsewhereInput } from '../../../shared';
import { specificationsOf } from '../config';
import type { PluginConfig } from '../config';
import { conflict, invalid } from '../kernel';
import type { Kernel, Refusal } from '../kernel';
import { NotThatMedia, inspect, kindOfMime } from '../media/service';
import type { Media, MediaFile } from '../media/service';
import { outputs } from './content-types/output';
import type { ElsewhereRows, Place } from './elsewhere-rows';
import type { ElsewhereStoring } from './elsewhere-storing';
import type { OutputRow } from './transitions';

type Ports = {
  kernel: Kernel;
  config: PluginConfig;
  media: Media;
  rows: ElsewhereRows;
  storing: ElsewhereStoring;
};

/** A refusal that names the field; errors of other kinds go on as they are. */
export const notMedia = (path: string, error: unknown): Refusal => {
  if (!(error instanceof NotThatMedia)) throw error;
  return invalid([
    {
      path,
      message: `is not a file that can be kept on record. ${error.message}`,
      zh: '不是可登记的图片或视频文件',
    },
  ]);
};

export const alreadyRecorded = ({ taskId, documentId }: OutputRow): Refusal =>
  conflict(
    { en: 'This file is under record already.', zh: '该文件已登记。' },
    { code: 'already_recorded', taskId, outputId: documentId },
    { en: 'Open its task instead.', zh: '请打开其任务。' }
  );

/** Takes files that were made elsewhere under record, as outputs of tasks of their own. */
export const createElsewhere = ({ kernel, config, media, rows, storing }: Ports) => {
  const { store, transact } = kernel;

  const placeOf = (input: RecordElsewhereInput, kind: Kind): Place => {
    const { purpose, channel, brand = null, series = null, subject = null } = input;
    const unknown = [
      ...(config.purposes[purpose] ? [] : ['purpose']),
      ...(config.channels[channel] ? [] : ['channel']),
    ];
    if (unknown.length > 0)
      throw invalid(unknown.map((path) => ({ path, message: 'is not known', zh: '未知' })));
    const fitting = specificationsOf(config).find(
      (each) => each.purpose === purpose && each.channel === channel && each.kind === kind
    );
    return { purpose, channel, brand, series, subject, specification: fitting?.name ?? null };
  };

  const outputOn = async ({ documentId, hash }: MediaFile): Promise<OutputRow | null> => {
    const [output] = (await store.find(outputs, {
      where: { $or: [{ fileDocumentId: documentId }, { storageKey: hash }] },
      limit: 1,
    })) as OutputRow[];
    return output ?? null;
  };

  /**
   * Takes a file of the media library under record; its bytes stay as they are.
   * @returns the id of its task.
   * @throws Refusal 400 for files that are neither picture nor video, 409 when it is under record.
   */
  const recordElsewhere = async (
    actor: Actor,
    file: MediaFile,
    input: RecordElsewhereInput
  ): Promise<string> => {
    const kind = kindOfMime(file.mime);
    if (!kind)
      throw notMedia('fileDocumentId', new NotThatMedia('It is neither a picture nor a video.'));
    const place = placeOf(input, kind);
    const atHand = await media.fileAtHand(file);
    try {
      const facts = await inspect(atHand.path, kind).catch((error: unknown) => {
        throw notMedia('fileDocumentId', error);
      });
      await media.registerOriginal(file, atHand);
      const { examination } = await media.origins.of(file.documentId);
      return await transact(actor, async (tx) => {
        await kernel.serialise(tx, `record:${file.documentId}`);
        const before = await outputOn(file);
        if (before) throw alreadyRecorded(before);
        const { task, output } = await rows.insert(tx, {
          ...place,
          kind,
          tool: input.tool,
          facts: { ...facts, bytes: atHand.bytes },
          receivedSha256: examination?.receivedSha256 ?? null,
          storageKey: file.hash,
          references: [],
          derivedFrom: null,
          changes: null,
        });
        await storing.finish(tx, output, file, atHand, storing.originOf(examination));
        return task.documentId;
      });
    } finally {
      if (atHand.isTemporary) await media.discard(atHand.path);
    }
  };

  return { recordElsewhere };
};
