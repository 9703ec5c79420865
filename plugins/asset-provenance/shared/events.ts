import type { RecordVariant } from './record-export';
import type { RemovalRule, RetentionRule } from './keeping';
import type { ReuseLimits } from './reuse';
import type {
  AiDeclaration,
  Billed,
  CallbackResult,
  DeliveryResult,
  Derivation,
  EstimateCertainty,
  FailureClass,
  JobState,
  MarkKind,
  NoteOutcome,
  NoteTarget,
  OutputState,
  Stage,
  TaskState,
  VerdictKind,
  WrittenMark,
} from './vocabulary';

type Aggregate =
  | 'task'
  | 'job'
  | 'output'
  | 'verdict'
  | 'comment'
  | 'placement'
  | 'licence_template'
  | 'asset'
  | 'rights_record'
  | 'revision_note'
  | 'file'
  | 'entry'
  | 'callback'
  | 'batch'
  | 'budget'
  | 'preset'
  | 'site';

type Base<Type extends string, Of extends Aggregate, Data extends Record<string, unknown>> = {
  type: Type;
  aggregateType: Of;
  /** documentId of the aggregate (`uid/documentId` for entries). */
  aggregateId: string;
  /** Version of the aggregate after the event, where it has one: gaps show. */
  aggregateVersion: number | null;
  /** The task that the event belongs to, if there is one: the key of timelines. */
  taskId: string | null;
  /**
   * A person's or a provider's own words. Kept beside the hashed text, which holds only a salted
   * hash of them, so that they can be erased.
   */
  note?: string | null;
  /** Facts fit for the internal record: ids, hashes, states. Never prompts, keys or addresses. */
  data: Data;
};

/** Everything that can happen. Each is emitted inside the transaction that makes it true. */
export type ProvenanceEvent =
  | Base<
      'task.launched',
      'task',
      {
        purpose: string;
        channel: string;
        stage: Stage;
        kind: string;
        providerId: string;
        modelId: string;
        parametersHash: string;
        jobs: number;
        outputs: number;
        derivation: Derivation | null;
        derivedFrom: string | null;
        repeatOf: string | null;
        presetId: string | null;
        presetVersion: number | null;
        /** Recorded together with others, of one batch. */
        isOneOfMany: boolean;
      }
    >
  | Base<'task.repeated', 'task', { repeats: number }>
  | Base<
      'task.moved',
      'task',
      {
        from: TaskState;
        to: TaskState;
        outputsStored: number;
        outputsExpected: number;
        failureClass: FailureClass | null;
      }
    >
  | Base<'task.cancel_requested', 'task', Record<string, never>>
  | Base<'task.handed_over', 'task', { from: string; to: string }>
  | Base<'task.held', 'task', { isHeld: boolean }>
  | Base<
      'job.moved',
      'job',
      {
        from: JobState;
        to: JobState;
        failureClass: FailureClass | null;
        providerTaskId: string | null;
        httpStatus: number | null;
      }
    >
  | Base<
      'job.settled',
      'job',
      {
        billed: Billed;
        providerTaskId: string | null;
        /** Whole millionths; null where the provider does not tell. */
        microUnits: number | null;
        currency: string | null;
      }
    >
  /** `microUnits` are reserved for all jobs of the task, in the accounting currency. */
  | Base<
      'spend.reserved',
      'task',
      { microUnits: number; currency: string; certainty: EstimateCertainty }
    >
  | Base<'spend.decided', 'task', { isApproved: boolean }>
  | Base<
      'batch.launched',
      'batch',
      { rows: number; repeats: number; awaiting: number; rowsHash: string }
    >
  | Base<'budget.changed', 'budget', { cap: number; currency: string; isRemoved: boolean }>
  /** Reserved and spent together reached a share of the cap, in per cent. */
  | Base<'budget.reached', 'budget', { share: number; startsOn: string; personId: string | null }>
  | Base<
      'output.moved',
      'output',
      {
        from: OutputState;
        to: OutputState;
        failureClass: FailureClass | null;
        receivedSha256: string | null;
        storedSha256: string | null;
        fileDocumentId: string | null;
      }
    >
  | Base<'output.chosen', 'output', { isChosen: boolean }>
  | Base<'output.adopted', 'output', { storedSha256: string; specification: string }>
  | Base<'output.assigned', 'output', { assigneeId: string | null }>
  /** Its asset record was handed out. */
  | Base<'record.exported', 'output', { variant: RecordVariant; hasFiles: boolean }>
  | Base<
      'comment.written',
      'comment',
      { outputId: string; answersId: string | null; isPinned: boolean; mentions: string[] }
    >
  | Base<'comment.resolved', 'comment', { outputId: string; isResolved: boolean }>
  | Base<'output.submitted', 'output', { storedSha256: string }>
  | Base<
      'verdict.given',
      'verdict',
      {
        outputId: string;
        verdict: VerdictKind;
        storedSha256: string;
        supersedes: string | null;
        /** Of a withdrawn verdict: the earlier one that holds again. */
        restores: string | null;
        limits: ReuseLimits | null;
        /** Over all that its row says, but for words and names. */
        verdictHash: string;
      }
    >
  | Base<
      'asset.approved',
      'asset',
      {
        outputId: string;
        verdictId: string;
        storedSha256: string;
        validUntil: string | null;
        channels: string[];
        limitsHash: string;
      }
    >
  | Base<'asset.revoked', 'asset', { outputId: string }>
  | Base<'asset.changed', 'asset', { outputId: string; before: string; after: string }>
  | Base<'asset.expired', 'asset', { outputId: string; validUntil: string }>
  | Base<'asset.superseded', 'asset', { outputId: string; byAssetId: string }>
  | Base<
      'file.replaced',
      'file',
      { outputId: string | null; before: string | null; after: string | null }
    >
  /** `sha256` is what is left of the bytes. */
  | Base<
      'file.deleted',
      'file',
      { outputId: string | null; sha256: string | null; rule: RemovalRule }
    >
  | Base<
      'rights.recorded',
      'rights_record',
      { fileDocumentId: string; kind: string; validUntil: string | null }
    >
  | Base<'rights.withdrawn', 'rights_record', { fileDocumentId: string }>
  | Base<'rights.expired', 'rights_record', { fileDocumentId: string; validUntil: string }>
  | Base<
      'preset.saved',
      'preset',
      { isShared: boolean; takenFrom: number | null; contentHash: string }
    >
  | Base<'preset.shared', 'preset', { isShared: boolean }>
  | Base<'preset.removed', 'preset', Record<string, never>>
  | Base<'preset.handed_over', 'preset', { from: string; to: string }>
  | Base<'licence_template.changed', 'licence_template', { isRemoved: boolean }>
  | Base<
      'file.examined',
      'file',
      { marks: MarkKind[]; receivedSha256: string; digitalSourceType: string | null }
    >
  /** What we wrote into the original of a file, and into its sizes beside it. */
  | Base<
      'file.marked',
      'file',
      {
        sha256: string;
        marks: WrittenMark[];
        /** `mark: problem` of what was wanted and is not there. */
        missing: string[];
        manifestId: string | null;
        certificateSha256: string | null;
        isDevelopmentCertificate: boolean;
        binaries: number;
      }
    >
  | Base<
      'file.declared',
      'file',
      { isGenerated: boolean; digitalSourceType: string | null; tool: string | null }
    >
  | Base<'file.held', 'file', { isHeld: boolean }>
  | Base<
      'rendition.made',
      'file',
      { outputId: string | null; sha256: string; specification: string; bytes: number }
    >
  | Base<
      'placement.recorded',
      'placement',
      { fileDocumentId: string; channel: string; placedOn: string; aiDeclaration: AiDeclaration }
    >
  | Base<'placement.ended', 'placement', { fileDocumentId: string }>
  | Base<
      'person.handed_over',
      'site',
      {
        from: string;
        to: string;
        tasks: number;
        assets: number;
        reviews: number;
        rechecks: number;
        presets: number;
      }
    >
  | Base<
      'note.written',
      'revision_note',
      {
        targetType: NoteTarget;
        targetId: string;
        completes: string | null;
        outcome: NoteOutcome | null;
        recheckOn: string | null;
      }
    >
  /** Of a provider: the first of its kind only; repeats and hints are counted beside the ledger. */
  | Base<
      'callback.received',
      'job',
      { result: CallbackResult; providerId: string; bodySha256: string | null }
    >
  | Base<
      'callback.delivered',
      'callback',
      { eventId: string; callbackType: string; attempts: number; httpStatus: number | null }
    >
  | Base<
      'callback.given_up',
      'callback',
      {
        eventId: string;
        callbackType: string;
        attempts: number;
        httpStatus: number | null;
        result: DeliveryResult;
      }
    >
  | Base<'callback.sent_again', 'callback', { eventId: string; callbackType: string }>
  /** It was to be deleted, and was needed after all, or its storage did not let it go. */
  | Base<'file.kept', 'file', { outputId: string | null; rule: RemovalRule }>
  /** The time of something was over; a file goes right after. */
  | Base<
      'retention.applied',
      'task' | 'output',
      {
        rule: RetentionRule;
        days: number;
        fileDocumentId: string | null;
        sha256: string | null;
      }
    >
  /** A person was taken out; which, the event does not say. */
  | Base<'person.erased', 'site', { pseudonym: string; events: number; rows: number }>
  /** Files that an entry began to show to the public, or shows no more, in one language. */
  | Base<'entry.published', 'entry', { files: string[]; locale: string | null }>
  | Base<'entry.withdrawn', 'entry', { files: string[]; locale: string | null }>
  | Base<'gate.refused', 'entry', { reasons: string[]; files: string[] }>
  | Base<'gate.overridden', 'entry', { reasons: string[]; files: string[] }>
  | Base<'gate.unpublished', 'entry', { reasons: string[]; files: string[] }>
  | Base<'secret.refused', 'site', { field: string; detector: string }>
  | Base<'roles.prepared', 'site', { created: string[] }>
  /** Another key signs the ledger from here on. */
  | Base<
      'ledger.key_changed',
      'site',
      { verifierKey: string; isDevelopment: boolean; isVouched: boolean }
    >;

export type EventType = ProvenanceEvent['type'];
