import {
  ELSEWHERE,
  publicationsIn,
  assetStates,
  removalRules,
  verdicts as verdictTerms,
} from '../../../shared';
import type { AssetRecord, ChainCheck, TraceMatch } from '../../../shared';
import type { Reader } from '../generation/service';
import { notFound } from '../kernel';
import type { MediaFile } from '../media/service';
import { createLineageReader } from './lineage';
import type { TracePorts } from './ports';

const intact = (
  id: ChainCheck['id'],
  isIntact: boolean,
  yes: [string, string],
  no: [string, string]
): ChainCheck => {
  const [en, zh] = isIntact ? yes : no;
  return { id, isIntact, en, zh };
};

/** Gathers everything about one output for an auditor. */
export const createRecorder = (ports: TracePorts) => {
  const { audit, generation, media, review, reuse, usage, notesOf } = ports;

  const lineageOf = createLineageReader(ports);
  const dayOf = (moment: string) => reuse.todayOf(new Date(moment));

  const assetOfOutput = async (outputId: string) => {
    const row = await reuse.assets.ofOutput(outputId);
    return row && reuse.assets.present(row);
  };

  /** Compares what was recorded with the bytes that the storage holds this moment. */
  const checksOf = async (
    record: Pick<AssetRecord, 'output' | 'verdicts'>,
    file: MediaFile | null,
    areEventsIntact: boolean
  ): Promise<ChainCheck[]> => {
    const actual = file ? await media.hashStoredBytes(file) : null;
    const approved = record.verdicts.find(
      ({ verdict, supersededBy }) => verdict === 'approved' && !supersededBy
    );
    return [
      ...(actual
        ? [
            intact(
              'stored_bytes',
              actual === record.output.storedSha256,
              ['The stored file has the recorded bytes.', '已存文件与记录的字节一致。'],
              [
                'The stored file has other bytes than those recorded.',
                '已存文件与记录的字节不一致。',
              ]
            ),
          ]
        : []),
      ...(approved
        ? [
            intact(
              'verdict_bytes',
              approved.storedSha256 === (actual ?? record.output.storedSha256),
              ['The approval was given to exactly these bytes.', '审核结论针对的正是这些字节。'],
              ['The approval was given to other bytes.', '审核结论针对的是其他字节。']
            ),
          ]
        : []),
      intact(
        'events',
        areEventsIntact,
        ['Every event is as it was recorded and sealed.', '所有事件与记录及封存时一致。'],
        ['An event was altered after it was recorded.', '有事件在记录后被改动。']
      ),
    ];
  };

  return async (outputId: string, reader: Reader): Promise<AssetRecord> => {
    const row = await generation.outputRow(outputId);
    if (!row) throw notFound('output', 'outputId');
    const task = await generation.taskRow(row.taskId);
    if (!task) throw notFound('generation task', 'taskId');
    const file = row.fileDocumentId ? await media.file(row.fileDocumentId) : null;
    const [outputs, detail, asset, verdicts, placements, outside, rights] = await Promise.all([
      generation.outputsOf(task.documentId).then(generation.outputSummaries),
      generation.detailOf(task, reader),
      assetOfOutput(outputId),
      review.verdictsOf(outputId),
      usage.placementsOf(file ? [file.documentId] : []),
      // They stay on record when the file is gone.
      row.fileDocumentId ? usage.outsidePlacementsOf([row.fileDocumentId]) : [],
      reuse.rightsRecords(task.requested.references.map(({ rightsRecordId }) => rightsRecordId)),
    ]);
    const output = outputs.find((each) => each.outputId === outputId);
    if (!output) throw notFound('output', 'outputId');
    const referenceFiles = await media.files(
      task.requested.references.map(({ fileDocumentId }) => fileDocumentId)
    );
    const notes = await notesOf([
      { type: 'task', id: task.documentId, uid: null },
      ...(asset ? [{ type: 'asset' as const, id: asset.assetId, uid: null }] : []),
      ...placements.map(({ uid, documentId }) => ({ type: 'entry' as const, id: documentId, uid })),
    ]);
    const { timeline, areIntact } = await audit.record(
      task.documentId,
      [
        { type: 'revision_note', ids: notes.map(({ noteId }) => noteId) },
        { type: 'rights_record', ids: rights.map(({ rightsRecordId }) => rightsRecordId) },
        { type: 'placement', ids: outside.map(({ placementId }) => placementId) },
        // What was said of it before it was taken under record belongs to no task.
        { type: 'file', ids: row.fileDocumentId ? [row.fileDocumentId] : [] },
        // Publications from before it was kept which files an event names.
        { type: 'entry', ids: placements.map(({ uid, documentId }) => `${uid}/${documentId}`) },
      ],
      row.fileDocumentId
    );
    // Of an entry only what names this file.
    const story = timeline.filter(
      ({ aggregateType, data }) =>
        aggregateType !== 'entry' ||
        (Array.isArray(data.files) && data.files.includes(row.fileDocumentId))
    );
    const [item] = file ? await reuse.itemsOf([file]) : [];
    return {
      output,
      task: detail,
      specification: generation.specificationOf(task),
      asset,
      file: item ?? null,
      marks: file ? await media.marks.ofFile(file.hash) : [],
      verdicts,
      references: task.requested.references.map(({ fileDocumentId, role, rightsRecordId }) => {
        const reference = referenceFiles.find(({ documentId }) => documentId === fileDocumentId);
        return {
          fileDocumentId,
          role,
          name: reference?.name ?? null,
          url: reference ? media.thumbnailOf(reference) : null,
          rights: rights.find((right) => right.rightsRecordId === rightsRecordId) ?? null,
        };
      }),
      lineage: await lineageOf(task),
      siblings: outputs.filter((each) => each.outputId !== outputId),
      placements,
      outsidePlacements: outside,
      notes,
      keeping: await ports.keepingOf(outputId),
      timeline: story,
      publications: publicationsIn(story, outputId, dayOf),
      checks: await checksOf({ output, verdicts }, file, areIntact),
    };
  };
};

const howFound: Record<TraceMatch, { en: string; zh: string }> = {
  stored_bytes: { en: 'The same bytes as', zh: '与以下素材的字节完全一致：' },
  format_bytes: { en: 'The same bytes as one size of', zh: '与以下素材某一尺寸的字节完全一致：' },
  received_bytes: {
    en: 'The bytes that the provider sent for',
    zh: '与服务商为以下素材返回的字节一致：',
  },
  rendition_bytes: {
    en: 'The same bytes as a working copy made of',
    zh: '与以下素材导出的工作副本完全一致：',
  },
  former_bytes: { en: 'Bytes that were replaced since, of', zh: '与以下素材被替换前的字节一致：' },
  url: { en: 'The address belongs to', zh: '该地址属于：' },
  task_id: { en: 'This task made', zh: '该任务生成了：' },
  provider_task_id: { en: "The provider's task made", zh: '该上游任务生成了：' },
  output_id: { en: 'This is', zh: '这是：' },
  asset_id: { en: 'This is', zh: '这是：' },
  file_id: { en: 'This file is', zh: '该文件是：' },
  entry: { en: 'The entry shows', zh: '该条目使用了：' },
  signed_manifest: {
    en: 'Not the same bytes, but it carries the content credentials that were signed here for',
    zh: '字节不同，但带有本站为以下素材签署的内容凭证：',
  },
  embedded_id: {
    en: 'Not proof, but its metadata names',
    zh: '并非证明，但其元数据指向：',
  },
  looks_alike: { en: 'Not proof, but it looks like', zh: '并非证明，但外观与以下素材一致：' },
  looks_possible: {
    en: 'Not proof: compare by eye whether it is a copy of',
    zh: '并非证明，请人工比对是否为以下素材的副本：',
  },
};

type Made = Pick<
  AssetRecord['task'],
  'providerId' | 'modelId' | 'taskId' | 'derivedFrom' | 'owner'
>;

/** Files that were made elsewhere came from a person, not from a provider. */
const howFoundIn = ({ providerId }: Made, match: TraceMatch): { en: string; zh: string } =>
  providerId === ELSEWHERE && match === 'received_bytes'
    ? { en: 'The bytes that were uploaded as', zh: '与以下素材上传时的字节一致：' }
    : howFound[match];

const madeIn = ({ providerId, modelId, taskId, derivedFrom, owner }: Made) => {
  if (providerId !== ELSEWHERE)
    return {
      en: `generated for ${owner.name} by task ${taskId} with ${modelId}`,
      zh: `由任务 ${taskId} 使用 ${modelId} 生成，负责人 ${owner.name}`,
    };
  return derivedFrom
    ? {
        en: `edited by ${owner.name} with ${modelId} from task ${derivedFrom.taskId}, under record as task ${taskId}`,
        zh: `由 ${owner.name} 使用 ${modelId} 编辑自任务 ${derivedFrom.taskId}，登记为任务 ${taskId}`,
      }
    : {
        en: `made elsewhere with ${modelId}, under record as task ${taskId} of ${owner.name}`,
        zh: `使用 ${modelId} 在外部制作，由 ${owner.name} 登记为任务 ${taskId}`,
      };
};

/** One sentence that answers the auditor: what it is, who approved it, until when, what made it. */
export const sentenceOf = (
  match: TraceMatch,
  format: string | null,
  { output, task, asset, verdicts, keeping: { removal } }: AssetRecord,
  dayOf: (moment: string) => string
): { en: string; zh: string } => {
  const name = [
    task.subject ?? task.series ?? task.brand,
    `${task.taskId.slice(-8)}-${output.ordinal + 1}`,
  ]
    .filter(Boolean)
    .join(' ');
  const verdict = verdicts.find(({ supersededBy }) => !supersededBy);
  const size = format
    ? { en: ` (size: ${format})`, zh: `（尺寸：${format}）` }
    : { en: '', zh: '' };
  const judged = asset
    ? {
        en: `approved by ${asset.reviewer.name} on ${dayOf(asset.approvedAt)}${asset.limits.validUntil ? `, usable until ${asset.limits.validUntil}` : ''}${asset.state === 'active' ? '' : `, now ${assetStates[asset.state].en.toLowerCase()}`}`,
        zh: `${asset.reviewer.name} 于 ${dayOf(asset.approvedAt)} 审核通过${asset.limits.validUntil ? `，可用至 ${asset.limits.validUntil}` : ''}${asset.state === 'active' ? '' : `，现为“${assetStates[asset.state].zh}”`}`,
      }
    : verdict
      ? {
          en: `${verdictTerms[verdict.verdict].en.toLowerCase()} by ${verdict.reviewer.name} on ${dayOf(verdict.givenAt)}`,
          zh: `${verdict.reviewer.name} 于 ${dayOf(verdict.givenAt)} 的结论：${verdictTerms[verdict.verdict].zh}`,
        }
      : { en: 'without a verdict', zh: '尚无审核结论' };
  const found = howFoundIn(task, match);
  const made = madeIn(task);
  const gone = removal
    ? {
        en: ` Its file was deleted on ${dayOf(removal.at)} (${removalRules[removal.rule].en.toLowerCase()}).`,
        zh: `其文件已于 ${dayOf(removal.at)} 删除（${removalRules[removal.rule].zh}）。`,
      }
    : { en: '', zh: '' };
  return {
    en: `${found.en} ${name}${size.en}: ${judged.en}; ${made.en}.${gone.en}`,
    zh: `${found.zh}${name}${size.zh}。${judged.zh}；${made.zh}。${gone.zh}`,
  };
};
