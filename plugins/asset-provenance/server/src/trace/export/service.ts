import { documentIdSchema, recordEntries, recordExportSchema } from '../../../../shared';
import type {
  AssetRecord,
  FullRecord,
  LeftOut,
  PublicRecord,
  RecordVariant,
} from '../../../../shared';
import { TIMELINE_LIMIT } from '../../audit/service';
import type { RecordEvidence } from '../../audit/service';
import { compareRecord, createRecordFindings, provenEvents } from '../../evidence';
import type { OutputRow, Reader } from '../../generation/service';
import { Download, conflict, currentLanguage, notFound, parse, sha256 } from '../../kernel';
import type { Request } from '../../kernel';
import { slugOf } from '../../media/service';
import type { JudgedBytes } from '../judged-bytes';
import type { TracePorts } from '../ports';
import type { PublicRecords } from '../public-record/service';
import { fullTexts, manifestOf, publicTexts } from './contents';
import type { Circumstances } from './contents';
import { createFileGathering } from './files';
import type { GatheredFiles } from './files';
import { fullRecordOf } from './full-record';
import { zipOf } from './zip';
import type { Text } from './zip';

/** How often a record is read again that changed while it was read. */
const ATTEMPTS = 3;
/** Letters of the id in the name of the zip. */
const ID_LETTERS = 8;

type Gathered = { record: AssetRecord; evidence: RecordEvidence };

const notPublic = () =>
  conflict(
    {
      en: 'There is no public record of this result: it is neither approved for public use nor shown in a published entry.',
      zh: '该结果没有公开记录：既未获准公开使用，也未用于已发布的条目。',
    },
    { code: 'not_public' },
    { en: 'Export the full variant, for use in the house.', zh: '请导出完整版，供内部使用。' }
  );

const isBusy = () =>
  conflict(
    { en: 'A record is still being exported for you.', zh: '您的另一份档案仍在导出。' },
    { code: 'busy' },
    { en: 'Wait until it has arrived.', zh: '请等待其下载完成。' }
  );

/** Everything that is not whole in an export, so that silence is never taken for absence. */
const leftOutOf = (
  { record, evidence }: Gathered,
  gathered: GatheredFiles,
  { variant, canSign }: { variant: RecordVariant; canSign: boolean }
): LeftOut[] => {
  const about = (reason: LeftOut['reason'], isSo: boolean): LeftOut[] =>
    isSo ? [{ reason, of: null }] : [];
  const isHidden = record.task.requested === null && record.task.elsewhere === null;
  return [
    ...about('not_public', variant === 'public'),
    ...about('prompts', variant === 'full' && isHidden),
    ...gathered.leftOut,
    ...about('signature', !canSign),
    ...about(
      'proofs',
      evidence.proofs.some(({ seal }) => !seal?.proof)
    ),
    ...about('older_events', record.timeline.length >= TIMELINE_LIMIT),
  ];
};

/** Asset records as zips that prove what they say without this server. */
export const createRecordExports = (
  ports: TracePorts,
  {
    recordOf,
    publicRecords,
    judgedBytes,
  }: {
    recordOf: (outputId: string, reader: Reader) => Promise<AssetRecord>;
    publicRecords: Pick<PublicRecords, 'ofOutput'>;
    judgedBytes: JudgedBytes;
  }
) => {
  const { kernel, audit, generation, media } = ports;
  const { recordEvidence } = audit.ledger;
  const gatherFiles = createFileGathering(media, judgedBytes);
  /** People for whom a record is being exported: one at a time each. */
  const busy = new Set<string>();

  const read = async (outputId: string, reader: Reader): Promise<Gathered> => {
    const record = await recordOf(outputId, reader);
    const evidence = await recordEvidence.of(record.timeline.map(({ eventId }) => eventId));
    // The database may give a moment back in other words than the text that was hashed.
    const atOf = new Map(provenEvents(evidence.proofs).map(({ eventId, at }) => [eventId, at]));
    const timeline = record.timeline.map((event) => ({
      ...event,
      at: atOf.get(event.eventId) ?? event.at,
    }));
    const eventOf = new Map(timeline.map((event) => [event.eventId, event]));
    const publications = record.publications.map((publication) => ({
      ...publication,
      event: eventOf.get(publication.event.eventId) ?? publication.event,
    }));
    return { record: { ...record, timeline, publications }, evidence };
  };

  const isConsistent = ({ record, evidence }: Gathered): boolean => {
    const findings = createRecordFindings();
    compareRecord(
      fullRecordOf(record, []),
      provenEvents(evidence.proofs),
      () => undefined,
      findings
    );
    return findings.outcome().state === 'intact';
  };

  /** Something may happen between reading the rows and reading their events. */
  const gather = async (outputId: string, reader: Reader): Promise<Gathered> => {
    let gathered = await read(outputId, reader);
    for (let attempt = 1; attempt < ATTEMPTS && !isConsistent(gathered); attempt += 1)
      gathered = await read(outputId, reader);
    if (!isConsistent(gathered))
      kernel.log.warn(
        `The record of ${outputId} does not agree with its events; its export says so when it is verified.`
      );
    return gathered;
  };

  /** Before anything leaves, it is on record who took it. */
  const recordThat = (
    { actor }: Request,
    { documentId, taskId }: OutputRow,
    data: { variant: RecordVariant; hasFiles: boolean }
  ): Promise<void> =>
    kernel.transact(actor, (tx) =>
      tx.emit({
        type: 'record.exported',
        aggregateType: 'output',
        aggregateId: documentId,
        aggregateVersion: null,
        taskId,
        data,
      })
    );

  const textsOf = (
    { record, evidence }: Gathered,
    { files }: GatheredFiles,
    allowed: PublicRecord | null,
    circumstances: Circumstances
  ): Text[] => {
    if (allowed) return publicTexts(allowed, files, evidence, circumstances);
    const full: FullRecord = fullRecordOf(record, files);
    return fullTexts(full, evidence, circumstances);
  };

  const nameOf = ({ task, output }: AssetRecord, allowed: PublicRecord | null): string =>
    [
      'asset-record',
      // What it shows, and for which task, is not for everybody.
      ...(allowed
        ? [allowed.fileDocumentId.slice(0, ID_LETTERS), 'public']
        : [slugOf(task.subject ?? ''), output.outputId.slice(0, ID_LETTERS), 'full']),
    ]
      .filter(Boolean)
      .join('-');

  const make = async (
    request: Request,
    reader: Reader,
    row: OutputRow,
    done: () => void
  ): Promise<Download> => {
    const { variant, files: isCarrying, language } = parse(recordExportSchema, request.query);
    const isFull = variant === 'full';
    const allowed = isFull ? null : await publicRecords.ofOutput(row.documentId);
    if (!isFull && !allowed) throw notPublic();
    await recordThat(request, row, { variant, hasFiles: isCarrying });
    await audit.ledger.sealIfPossible();

    const gathered = await gather(row.documentId, reader);
    const { record, evidence } = gathered;
    const brought = await gatherFiles(record, { isFull, isCarrying });
    const finish = () => {
      done();
      brought.discard().catch((error: unknown) => {
        kernel.log.warn(`A copy of an exported file was not removed: ${String(error)}`);
      });
    };
    try {
      const canSign = await recordEvidence.canSign();
      const leftOut = leftOutOf(gathered, brought, { variant, canSign });
      const at = new Date().toISOString();
      const texts = textsOf(gathered, brought, allowed, {
        at,
        by: request.actor,
        language: language ?? currentLanguage(kernel.strapi),
        leftOut,
      });
      const manifest = manifestOf(texts, brought.carried, {
        variant,
        madeAt: at,
        madeBy: isFull ? { id: request.actor.id, name: request.actor.name } : null,
        outputId: isFull ? row.documentId : null,
        fileDocumentId: record.output.fileDocumentId,
        leftOut,
      });
      const signature = canSign ? await recordEvidence.sign(sha256(manifest.content)) : null;
      // The manifest says already that it is signed.
      if (canSign && signature === null)
        throw conflict(
          {
            en: 'Nothing was exported: the key of the ledger was taken away meanwhile.',
            zh: '未导出：审计链的密钥在此期间已被移除。',
          },
          { code: 'key_gone' },
          {
            en: 'Export it again; it will say that it is not signed.',
            zh: '请重新导出；档案将注明未签名。',
          }
        );
      const signatures: Text[] = signature
        ? [{ name: recordEntries.signature, content: Buffer.from(signature) }]
        : [];
      const { proofs } = evidence;
      kernel.log.info(
        `The ${variant} record of ${row.documentId} is exported with ${proofs.length} events.`
      );
      return new Download(zipOf([manifest, ...signatures, ...texts], brought.carried, finish), {
        name: `${nameOf(record, allowed)}.zip`,
        mime: 'application/zip',
      });
    } catch (error) {
      finish();
      throw error;
    }
  };

  /**
   * @returns a zip that is made while it is sent. The full variant holds what the reader may read.
   * @throws Refusal 400 for other questions, 404 for unknown results, 409 where nothing of it is
   * public, while another export of this person runs, and where the ledger does not hold.
   */
  return async (request: Request, reader: Reader): Promise<Download> => {
    parse(recordExportSchema, request.query);
    const outputId = parse(documentIdSchema, request.params.outputId, 'outputId');
    const row = await generation.outputRow(outputId);
    if (!row) throw notFound('output', 'outputId');
    const { documentId: person } = request.user;
    if (busy.has(person)) throw isBusy();
    busy.add(person);
    const done = () => void busy.delete(person);
    try {
      return await make(request, reader, row, done);
    } catch (error) {
      done();
      throw error;
    }
  };
};
