import { publicationsIn } from '../../../shared';
import type { AssetRecord, ChainCheck } from '../../../shared';
import type { Reader } from '../generation/service';
import { notFound } from '../kernel';
import type { MediaFile } from '../media/service';
import { createDescendants } from './descendants';
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
export const createRecorder = (ports: TracePorts, dayOf: (moment: string) => string) => {
  const { audit, generation, media, review, reuse, usage, notesOf } = ports;

  const lineageOf = createLineageReader(ports);
  const descendants = createDescendants(ports);

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
      descendants: await descendants.ofOutput(row),
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
