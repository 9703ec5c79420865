import type { TraceMatch } from '../../../shared';
import type { MediaFile, StoredBinary } from '../media/service';
import { storageNamesIn } from './addresses';
import type { JudgedBytes } from './judged-bytes';
import type { TracePorts } from './ports';

/** One thing that a question led to: an output with its record, or a file without one. */
export type Hit =
  | {
      match: TraceMatch;
      format: string | null;
      outputId: string;
      likeness?: number;
      /** The approval or verdict was given to other bytes than those that were asked about. */
      isOfOthers?: boolean;
      /** It says that it is this one, and does not look like it. */
      looksDiffer?: boolean;
    }
  | { match: TraceMatch; format: string | null; file: MediaFile };

export type Found = { hits: Hit[]; tried: { en: string; zh: string }[] };

const SHA256 = /^[0-9a-f]{64}$/i;
const ENTRY = /^(?<uid>[a-z]+::[\w-]+(?:\.[\w-]+)?)[/ ](?<documentId>[a-z0-9]{8,})$/i;
/** As it stands in the address bar of the Content Manager. */
const ENTRY_ADDRESS = /collection-types\/(?<uid>[a-z]+::[\w.-]+)\/(?<documentId>[a-z0-9]{8,})/i;

const matchOf = ({ replacedAt, format }: StoredBinary): TraceMatch => {
  if (replacedAt) return 'former_bytes';
  return format ? 'format_bytes' : 'stored_bytes';
};

/** Leads a question (address, id, hash, entry) to outputs and files. */
export const createFinder = (
  { kernel, generation, media, library, reuse, usage }: TracePorts,
  { isJudged, isReplaced }: JudgedBytes
) => {
  /** What leads to a file leads to the bytes that it holds now. */
  const hitOf = async (match: TraceMatch, format: string | null, file: MediaFile): Promise<Hit> => {
    const output = await media.outputOf(file);
    if (!output) return { match, format, file };
    const { outputId } = output;
    return { match, format, outputId, isOfOthers: await isReplaced(outputId, file) };
  };

  /** How bytes that the storage holds, or held, belong to an output. */
  const hitOfBinary = async (binary: StoredBinary, file: MediaFile): Promise<Hit> => {
    const { sha256, format, replacedAt } = binary;
    const output = await media.outputOf(file);
    const match = matchOf(binary);
    if (!output) return { match, format, file };
    const { outputId } = output;
    if (!replacedAt && (await isReplaced(outputId, file)))
      return { match: 'replaced_bytes', format, outputId, isOfOthers: true };
    // Of which original a former size was is not known any more.
    const isFormer = replacedAt !== null && format === null;
    const isOfOthers = isFormer && (await isJudged(outputId, sha256)) === false;
    return { match, format, outputId, isOfOthers };
  };

  const bySha256 = async (sha256: string): Promise<Hit[]> => {
    const hits: Hit[] = [];
    for (const binary of await media.binariesWithSha256(sha256)) {
      const file = await media.fileByHash(binary.fileHash);
      if (file) hits.push(await hitOfBinary(binary, file));
      else {
        const [output] = await generation.findOutputs(
          { storageKey: binary.fileHash },
          { limit: 1 }
        );
        if (output)
          hits.push({
            match: matchOf(binary),
            format: binary.format,
            outputId: output.documentId,
          });
      }
    }
    const received = await generation.findOutputs(
      { receivedSha256: sha256 },
      { limit: 20, orderBy: { id: 'desc' } }
    );
    const copies = await library.renditionsWithSha256(sha256);
    const copied = await media.files(copies.map(({ fileDocumentId }) => fileDocumentId));
    const rendered = copies.flatMap(({ fileDocumentId, outputId, specification }): Hit[] => {
      if (outputId) return [{ match: 'rendition_bytes', format: specification, outputId }];
      const file = copied.find(({ documentId }) => documentId === fileDocumentId);
      return file ? [{ match: 'rendition_bytes', format: specification, file }] : [];
    });
    return [
      ...hits,
      ...received.map(({ documentId }): Hit => ({
        match: 'received_bytes',
        format: null,
        outputId: documentId,
      })),
      ...rendered,
    ];
  };

  const byAddress = async (address: string): Promise<Hit[]> => {
    for (const hash of storageNamesIn(address)) {
      const { fileHash, format } = media.belongsTo(hash);
      const file = (await media.fileByHash(hash)) ?? (format && (await media.fileByHash(fileHash)));
      if (file) return [await hitOf('url', file.hash === hash ? null : format, file)];
    }
    return [];
  };

  const byTask = async (taskId: string, match: TraceMatch): Promise<Hit[]> =>
    (await generation.outputsOf(taskId)).map(({ documentId }) => ({
      match,
      format: null,
      outputId: documentId,
    }));

  const byId = async (id: string): Promise<Hit[]> => {
    if (await generation.taskRow(id)) return byTask(id, 'task_id');
    const output = await generation.outputRow(id);
    if (output) return [{ match: 'output_id', format: null, outputId: id }];
    const asset = await reuse.assets.byId(id);
    if (asset) return [{ match: 'asset_id', format: null, outputId: asset.outputId }];
    const file = await media.file(id);
    if (file) return [await hitOf('file_id', null, file)];
    const job = await generation.jobByProviderTaskId(id);
    return job ? await byTask(job.taskId, 'provider_task_id') : [];
  };

  /** What the entry shows: its published version where there is one, else the draft. */
  const byEntry = async (uid: string, documentId: string): Promise<Hit[]> => {
    if (!(uid in kernel.strapi.contentTypes)) return [];
    const live = await usage.mediaOfRows(uid, { documentId, publishedAt: { $notNull: true } });
    const shown = live.length > 0 ? live : await usage.mediaOfRows(uid, { documentId });
    const files = await media.files([...new Set(shown.map(({ file }) => file.documentId))]);
    const fileOf = new Map(files.map((file) => [file.documentId, file]));
    const found = shown.flatMap(({ file }) => fileOf.get(file.documentId) ?? []);
    return Promise.all(found.map((file) => hitOf('entry', null, file)));
  };

  /** Each output or file once, by its strongest match. */
  const distinct = (hits: Hit[]): Hit[] => {
    const seen = new Set<string>();
    return hits.filter((hit) => {
      const key = 'outputId' in hit ? hit.outputId : hit.file.documentId;
      return !seen.has(key) && seen.add(key);
    });
  };

  return {
    byAddress,

    bySha256: async (sha256: string): Promise<Found> => ({
      hits: distinct(await bySha256(sha256.toLowerCase())),
      tried: [
        {
          en: 'the bytes of every stored file, its sizes, its working copies and its former versions',
          zh: '所有已存文件、各尺寸、工作副本及历史版本的字节',
        },
      ],
    }),

    find: async (question: string): Promise<Found> => {
      const q = question.trim();
      const entry = (ENTRY.exec(q) ?? ENTRY_ADDRESS.exec(q))?.groups;
      if (SHA256.test(q))
        return {
          hits: distinct(await bySha256(q.toLowerCase())),
          tried: [{ en: 'a SHA-256', zh: 'SHA-256 值' }],
        };
      if (entry) {
        return {
          hits: distinct(await byEntry(entry.uid ?? '', entry.documentId ?? '')),
          tried: [{ en: 'a content entry', zh: '内容条目' }],
        };
      }
      const hits = [...(await byId(q)), ...(await byAddress(q))];
      return {
        hits: distinct(hits),
        tried: [
          { en: 'a task, output, asset or file id', zh: '任务、生成结果、素材或文件 ID' },
          { en: "the provider's task id", zh: '上游任务 ID' },
          { en: 'the address of a file or of one of its sizes', zh: '文件或其各尺寸的地址' },
        ],
      };
    },
  };
};
