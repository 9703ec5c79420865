import { declareOriginSchema, editedVersionSchema, recordElsewhereSchema } from '../../../shared';
import type { FileOrigin, TaskDetail } from '../../../shared';
import type { Generation } from '../generation/service';
import { conflict, invalid, notFound, parse } from '../kernel';
import type { Kernel, Request } from '../kernel';
import { hashFile } from '../media/service';
import type { Media, MediaFile } from '../media/service';
import type { Reuse } from '../reuse/service';
import { requestedFile } from './requested-file';

type Dependencies = { generation: Generation; media: Media; reuse: Reuse };

/** The file of a multipart form. @throws Refusal 400 when there is none, or more than one. */
const uploadedFile = ({ files }: Request): string => {
  const { file } = files;
  if (typeof file === 'object' && file !== null && 'filepath' in file) {
    if (typeof file.filepath === 'string') return file.filepath;
  }
  throw invalid([
    {
      path: 'file',
      message: 'is required: send one file as multipart form data',
      zh: '必填：请以 multipart 表单上传一个文件',
    },
  ]);
};

/** Where files came from: what they say, what people say, and taking them under record. */
export const createOriginActs = (kernel: Kernel, { generation, media, reuse }: Dependencies) => {
  const present = async (file: MediaFile): Promise<FileOrigin> => {
    const { examination, declarations } = await media.origins.of(file.documentId);
    const [item] = await reuse.itemsOf([file]);
    return {
      fileDocumentId: file.documentId,
      origin: item?.origin ?? file.provenanceOrigin ?? 'unknown',
      findings: examination?.findings ?? [],
      examinedAt: examination?.examinedAt ?? null,
      receivedSha256: examination?.receivedSha256 ?? null,
      declarations: declarations.map((row) => ({
        isGenerated: row.isGenerated,
        digitalSourceType: row.digitalSourceType,
        tool: row.tool,
        note: row.note,
        declaredBy: { type: row.declaredByType, id: row.declaredById, name: row.declaredByName },
        declaredAt: row.declaredAt,
      })),
    };
  };

  return {
    origin: async (request: Request): Promise<FileOrigin> =>
      present(await requestedFile(media, request)),

    /**
     * Keeps what a person says about where a file came from, beside what was found in it.
     * @throws Refusal 409 for files that were generated here.
     */
    declare: async (request: Request): Promise<FileOrigin> => {
      const input = parse(declareOriginSchema, request.body);
      if (input.isGenerated && !input.digitalSourceType)
        throw invalid([
          {
            path: 'digitalSourceType',
            message: 'is required for what was generated',
            zh: '声明为生成内容时必填',
          },
        ]);
      await kernel.refuseSecrets(request.actor, input);
      const file = await requestedFile(media, request);
      const { task } = (await reuse.judge.recordsOf([file]))(file);
      if (task && !generation.isElsewhere(task))
        throw conflict(
          {
            en: 'This file was generated here: its task says where it came from.',
            zh: '该文件由本系统生成，来源以其任务记录为准。',
          },
          { code: 'generated_here', taskId: task.documentId }
        );
      await kernel.transact(request.actor, (tx) => media.origins.declare(tx, file, input));
      return present((await media.file(file.documentId)) ?? file);
    },

    /** Takes a file that was made elsewhere under record. */
    record: async (request: Request): Promise<TaskDetail> => {
      const input = parse(recordElsewhereSchema, request.body);
      await kernel.refuseSecrets(request.actor, input);
      const taskId = await generation.recordElsewhere(
        request.actor,
        await requestedFile(media, request),
        input
      );
      return generation.detail(taskId, await generation.readerOf(request));
    },

    /** Takes an edited version of an output back. */
    editedVersion: async (request: Request): Promise<TaskDetail> => {
      const input = parse(editedVersionSchema, request.body);
      const path = uploadedFile(request);
      await kernel.refuseSecrets(request.actor, input);
      const reader = await generation.readerOf(request);
      const output = await generation.outputRow(request.params.outputId ?? '');
      if (!output) throw notFound('output', 'outputId');
      const task = await generation.visibleTask(output.taskId, reader);
      if (output.state !== 'stored')
        throw conflict({ en: 'This output has no file yet.', zh: '该结果尚无文件。' });
      const taskId = await generation.storeEditedVersion(
        request.actor,
        { output, task },
        { path, ...(await hashFile(path)), ...input }
      );
      return generation.detail(taskId, reader);
    },
  };
};
