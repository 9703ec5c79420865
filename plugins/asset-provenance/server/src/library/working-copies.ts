import { workingCopiesSchema } from '../../../shared';
import type { WorkingCopiesInput } from '../../../shared';
import { specificationsOf } from '../config';
import type { PluginConfig } from '../config';
import { Download, conflict, invalid, parse } from '../kernel';
import type { Kernel, Request } from '../kernel';
import type { Media, MediaFile } from '../media/service';
import type { Reuse } from '../reuse/service';
import type { Renditions } from './renditions';
import { blockingOf, specificationsFor } from './working-copy-plan';
import type { Copy } from './working-copy-plan';
import { createZip } from './working-copy-zip';

type Dependencies = {
  config: PluginConfig;
  media: Media;
  reuse: Reuse;
  renditions: Renditions;
};

/** Most copies of one zip. */
const MOST = 500;

/** A file that is refused for a channel is refused in each of its specifications. */
const onePerChannel = (copies: Copy[]): Copy[] => [
  ...new Map(copies.map((copy) => [`${copy.file.documentId} ${copy.channel}`, copy])).values(),
];

/** Hands out chosen files in the specifications of chosen channels. */
export const createWorkingCopies = (
  kernel: Kernel,
  { config, media, reuse, renditions }: Dependencies
) => {
  const specifications = specificationsOf(config);
  const zip = createZip(kernel, { media, renditions });
  /** People whose zip is being made: one at a time each. */
  const busy = new Set<string>();

  const filesOf = async (ids: string[]): Promise<MediaFile[]> => {
    const asked = [...new Set(ids)];
    const found = new Map((await media.files(asked)).map((file) => [file.documentId, file]));
    const unknown = ids.flatMap((id, index) =>
      found.has(id)
        ? []
        : [{ path: `fileDocumentIds.${index}`, message: 'was not found', zh: '未找到' }]
    );
    if (unknown.length > 0) throw invalid(unknown);
    return asked.flatMap((id) => found.get(id) ?? []);
  };

  const assertChannels = (channels: string[]): void => {
    const unknown = channels.flatMap((channel, index) =>
      config.channels[channel]
        ? []
        : [{ path: `channels.${index}`, message: 'is not known', zh: '未知渠道' }]
    );
    if (unknown.length > 0) throw invalid(unknown);
  };

  /** Every file for every channel, judged for it. */
  const plan = async (files: MediaFile[], channels: string[]): Promise<Copy[]> => {
    const copies: Copy[] = [];
    const judgeOne = await reuse.judge.prepare(files, reuse.todayOf(new Date()));
    for (const channel of new Set(channels)) {
      const destination = { channels: [channel], regions: [], languages: [] };
      for (const file of files) {
        const { task, output, asset, reasons } = judgeOne(
          { file, field: '' },
          { destination, entry: null }
        );
        const purpose = task?.purpose ?? null;
        for (const specification of specificationsFor(specifications, { file, purpose, channel }))
          copies.push({ file, task, output, asset, channel, specification, reasons });
      }
    }
    if (copies.length > MOST)
      throw invalid([
        {
          path: 'fileDocumentIds',
          message: `would make ${copies.length} copies; choose fewer files or channels (at most ${MOST} copies)`,
          zh: `将生成 ${copies.length} 个副本，请减少文件或渠道（最多 ${MOST} 个）`,
        },
      ]);
    return copies;
  };

  /** What may not be used on a channel is for its owner and for those who manage assets. */
  const mayTake = (copy: Copy, { actor, can }: Request): boolean =>
    blockingOf(copy).length === 0 || can('asset.manage') || copy.task?.ownerId === actor.id;

  const assertSome = (taken: Copy[], refused: Copy[]): void => {
    if (taken.length > 0) return;
    throw conflict(
      {
        en: 'None of these files may be used on these channels.',
        zh: '所选文件均不可用于所选渠道。',
      },
      {
        code: 'not_usable',
        refused: onePerChannel(refused).map((copy) => ({
          fileDocumentId: copy.file.documentId,
          fileName: copy.file.name,
          channel: copy.channel,
          reasons: blockingOf(copy),
        })),
      },
      {
        en: 'Choose approved files, or channels that their reuse limits allow.',
        zh: '请选择已通过的文件，或其复用限制允许的渠道。',
      }
    );
  };

  /**
   * @returns a zip that is made while it is sent: the copies, and what is to be known of each.
   * @throws Refusal 409 when none may be used there, or while another zip of this person is made.
   */
  return async (request: Request): Promise<Download> => {
    const input: WorkingCopiesInput = parse(workingCopiesSchema, request.body);
    assertChannels(input.channels);
    const copies = await plan(await filesOf(input.fileDocumentIds), input.channels);
    const taken = copies.filter((copy) => mayTake(copy, request));
    const refused = copies.filter((copy) => !mayTake(copy, request));
    assertSome(taken, refused);

    const { id } = request.user;
    if (busy.has(String(id)))
      throw conflict(
        { en: 'A zip of yours is still being made.', zh: '您的另一个压缩包仍在生成。' },
        { code: 'busy' },
        { en: 'Wait until it has arrived.', zh: '请等待其下载完成。' }
      );
    busy.add(String(id));
    const stream = zip.make(request.actor, { taken, refused }, () => busy.delete(String(id)));
    const day = reuse.todayOf(new Date());
    return new Download(stream, { name: `working-copies-${day}.zip`, mime: 'application/zip' });
  };
};
