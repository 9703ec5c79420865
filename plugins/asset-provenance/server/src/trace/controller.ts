import { documentIdSchema, standingSchema, traceSchema } from '../../../shared';
import type { Generation } from '../generation/service';
import { handle, invalid, parse } from '../kernel';
import type { Trace } from './service';

type UploadedFile = { filepath: string; originalFilename?: string | null };

const isUploadedFile = (value: unknown): value is UploadedFile =>
  typeof value === 'object' &&
  value !== null &&
  'filepath' in value &&
  typeof value.filepath === 'string';

export const traceController = (trace: Trace, generation: Generation) => ({
  ask: handle((request) => trace.ask(parse(traceSchema, request.query).q)),

  askFile: handle(async (request) => {
    const file = request.files.file;
    if (!isUploadedFile(file))
      throw invalid([
        {
          path: 'file',
          message: 'is required: send one file as multipart form data',
          zh: '必填：请以 multipart 表单上传一个文件',
        },
      ]);
    return trace.askFile(file.filepath, file.originalFilename ?? 'file');
  }),

  record: handle(async (request) =>
    trace.recordOf(
      parse(documentIdSchema, request.params.outputId, 'outputId'),
      await generation.readerOf(request)
    )
  ),

  exportRecord: handle(async (request) =>
    trace.exportRecord(request, await generation.readerOf(request))
  ),

  standing: handle(async (request) =>
    trace.standingOn(
      parse(documentIdSchema, request.params.outputId, 'outputId'),
      parse(standingSchema, request.query).day
    )
  ),
});
