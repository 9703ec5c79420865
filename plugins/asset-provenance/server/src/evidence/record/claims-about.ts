import { APPROVAL_STATUSES, FILES_FOLDER, recordEntries, standingOn } from '../../../../shared';
import type { AssetState } from '../../../../shared';
import { launchHashOf, limitsHashOf, verdictHashOf } from '../row-hashes';
import type { Claims } from './claims';
import type { RecordFindings } from './findings';
import type { ProvenEvent } from './proofs';
import type { ClaimedRecord } from './read-record';

type Output = ClaimedRecord['output'];
type Verdict = ClaimedRecord['verdicts'][number];
type Rights = NonNullable<ClaimedRecord['references'][number]['rights']>;

const claimTask = (claims: Claims, { task }: ClaimedRecord): void => {
  const subject = `task ${task.taskId}`;
  const [launched] = claims.about('task', task.taskId, 'task.launched');
  if (!launched) return claims.unfounded(subject);
  const { purpose, channel, stage, kind, providerId, modelId, brand, series } = task;
  claims.says(subject, launched, { purpose, channel, stage, kind, providerId, modelId });
  claims.says(subject, launched, {
    derivation: task.derivedFrom?.derivation ?? null,
    derivedFrom: task.derivedFrom?.taskId ?? null,
    repeatOf: task.repeatOf,
  });
  claims.same(subject, 'launchedAt', launched.at, task.launchedAt);
  const wanted = launched.data.parametersHash;
  if (!task.requested || wanted === undefined) return;
  // A launch may leave the choice of the specification to the site.
  const isWhatWasAsked = [task.specification, null].some(
    (specification) =>
      task.requested !== null &&
      launchHashOf({
        ...{ providerId, modelId, stage, purpose, channel, specification, brand, series },
        subject: task.subject,
        parameters: task.requested,
      }) === wanted
  );
  claims.same(subject, 'requested', true, isWhatWasAsked);
};

const claimJobs = (claims: Claims, { task }: ClaimedRecord): void => {
  for (const { jobId, state, providerTaskId } of task.jobs) {
    const subject = `job ${jobId}`;
    const about = claims.about('job', jobId);
    const last = about.filter(({ type }) => type === 'job.moved').at(-1);
    if (last) claims.same(subject, 'state', last.data.to, state);
    const known = about.flatMap(({ data }) => data.providerTaskId ?? []);
    if (known.length > 0 && providerTaskId !== null)
      claims.same(subject, 'providerTaskId', true, known.includes(providerTaskId));
  }
};

/** Each hash of bytes that some event states of this output and its file. */
export const statedHashes = (
  events: readonly Pick<ProvenEvent, 'aggregateType' | 'aggregateId' | 'data'>[],
  { outputId, fileDocumentId }: Pick<Output, 'outputId' | 'fileDocumentId'>
): Set<unknown> =>
  new Set(
    events
      .filter(
        ({ aggregateType, aggregateId }) =>
          (aggregateType === 'output' && aggregateId === outputId) ||
          (aggregateType === 'file' && aggregateId === fileDocumentId)
      )
      .flatMap(({ data }) => [data.storedSha256, data.after, data.before, data.sha256])
  );

const claimOutput = (claims: Claims, output: Output): void => {
  const { outputId, state, receivedSha256, storedSha256, fileDocumentId } = output;
  const subject = `output ${outputId}`;
  const moved = claims.about('output', outputId, 'output.moved').at(-1);
  if (!moved) {
    if (state === 'stored') claims.unfounded(subject);
    return;
  }
  claims.same(subject, 'state', moved.data.to, state);
  if (state !== 'stored') return;
  claims.says(subject, moved, { receivedSha256, fileDocumentId });
  claims.same(subject, 'storedSha256', true, statedHashes(claims.events, output).has(storedSha256));
};

/** Some histories lead where no event says so: what was replaced and put back, what was taken back. */
const claimStanding = (claims: Claims, { output, timeline }: ClaimedRecord): void => {
  const given = claims.events.filter(
    ({ type, data }) => type === 'verdict.given' && data.outputId === output.outputId
  );
  const isReplaced = claims.events.some(({ type }) => type === 'file.replaced');
  if (isReplaced || given.some(({ data }) => data.verdict === 'withdrawn')) return;
  const { status, limits } = standingOn(timeline, output.outputId, '', () => '');
  const last = given.at(-1)?.data.verdict;
  const possible = [
    status ?? 'untracked',
    ...(status === 'approved' && limits?.validUntil ? ['expired'] : []),
    ...(last === 'rejected' || last === 'regenerate' ? ['rejected'] : []),
  ];
  if (output.state === 'stored')
    claims.same(
      `output ${output.outputId}`,
      'approvalStatus',
      true,
      possible.includes(output.approvalStatus)
    );
};

const isHashOf = (verdict: Verdict, event: ProvenEvent): boolean => {
  const { decisions, alternativeTexts } = verdict;
  const texts = [alternativeTexts, ...(Object.keys(alternativeTexts).length === 0 ? [null] : [])];
  // The record does not tell how it stood before.
  return APPROVAL_STATUSES.some((standingBefore) =>
    texts.some(
      (each) =>
        verdictHashOf({
          outputId: verdict.outputId,
          taskId: event.taskId ?? '',
          ordinal: (event.aggregateVersion ?? 1) - 1,
          verdict: verdict.verdict,
          reasonChips: verdict.reasonChips,
          storedSha256: verdict.storedSha256,
          storedIn: decisions.storedIn,
          isReuseAllowed: decisions.isReuseAllowed,
          shouldRegenerate: decisions.shouldRegenerate,
          isPublicUseAllowed: decisions.isPublicUseAllowed,
          limits: verdict.limits,
          alternativeText: verdict.alternativeText,
          alternativeTexts: each,
          supersedes: verdict.supersedes,
          restores: verdict.restores,
          standingBefore,
          givenAt: new Date(verdict.givenAt).toISOString(),
        }) === event.data.verdictHash
    )
  );
};

const claimVerdicts = (claims: Claims, { output, verdicts }: ClaimedRecord): void => {
  for (const verdict of verdicts) {
    const subject = `verdict ${verdict.verdictId}`;
    const [event] = claims.about('verdict', verdict.verdictId, 'verdict.given');
    if (!event) {
      claims.unfounded(subject);
      continue;
    }
    const { outputId, storedSha256, supersedes, restores, limits } = verdict;
    claims.says(subject, event, { outputId, storedSha256, supersedes, restores, limits });
    claims.says(subject, event, { verdict: verdict.verdict });
    if (event.data.verdictHash !== undefined)
      claims.same(subject, 'verdictHash', true, isHashOf(verdict, event));
    claims.doneBy(subject, event, verdict.reviewer);
    claims.worded(subject, event, verdict.reason);
  }
  const told = new Set(verdicts.map(({ verdictId }) => verdictId));
  for (const event of claims.events)
    if (
      event.type === 'verdict.given' &&
      event.data.outputId === output.outputId &&
      !told.has(event.aggregateId)
    )
      claims.silentOn(event);
};

const stateAfter: Record<string, AssetState> = {
  'asset.approved': 'active',
  'asset.revoked': 'revoked',
  'asset.superseded': 'superseded',
  'asset.changed': 'changed',
  'asset.expired': 'expired',
};

const claimAsset = (claims: Claims, { output, asset }: ClaimedRecord): void => {
  if (!asset) {
    const approved = claims.events.find(
      ({ type, data }) => type === 'asset.approved' && data.outputId === output.outputId
    );
    if (approved) claims.silentOn(approved);
    return;
  }
  const subject = `asset ${asset.assetId}`;
  const about = claims.about('asset', asset.assetId, ...Object.keys(stateAfter));
  const approved = about.filter(({ type }) => type === 'asset.approved').at(-1);
  const last = about.at(-1);
  if (!approved || !last) return claims.unfounded(subject);
  claims.says(subject, approved, {
    outputId: asset.outputId,
    storedSha256: asset.storedSha256,
    validUntil: asset.limits.validUntil,
    limitsHash: limitsHashOf(asset.limits),
  });
  const after = stateAfter[last.type];
  // The last day counts before the end of an approval is written down.
  if (after !== 'active' || asset.state !== 'expired' || !asset.limits.validUntil)
    claims.same(subject, 'state', after, asset.state);
  const [verdict] = claims.about('verdict', String(approved.data.verdictId), 'verdict.given');
  if (verdict) claims.doneBy(subject, verdict, asset.reviewer);
  else claims.unfounded(`${subject}: verdict ${String(approved.data.verdictId)}`);
  if (asset.ended && (asset.state === 'revoked' || asset.state === 'superseded')) {
    claims.named(subject, last, asset.ended.by);
    claims.worded(subject, last, asset.ended.reason);
  }
};

const claimRights = (claims: Claims, rights: Rights): void => {
  const subject = `rights record ${rights.rightsRecordId}`;
  const [recorded] = claims.about('rights_record', rights.rightsRecordId, 'rights.recorded');
  const [withdrawn] = claims.about('rights_record', rights.rightsRecordId, 'rights.withdrawn');
  if (!recorded) return claims.unfounded(subject);
  const { fileDocumentId, kind, validUntil } = rights;
  claims.says(subject, recorded, { fileDocumentId, kind, validUntil });
  claims.doneBy(subject, recorded, rights.statedBy);
  claims.same(subject, 'isWithdrawn', withdrawn !== undefined, rights.withdrawn !== null);
  if (!withdrawn || !rights.withdrawn) return;
  claims.doneBy(subject, withdrawn, rights.withdrawn.by);
  claims.worded(subject, withdrawn, rights.withdrawn.reason);
};

const claimNote = (claims: Claims, note: ClaimedRecord['notes'][number]): void => {
  const subject = `revision note ${note.noteId}`;
  const [written] = claims.about('revision_note', note.noteId, 'note.written');
  if (!written) return claims.unfounded(subject);
  const { completes, outcome, recheckOn, target } = note;
  claims.says(subject, written, { targetType: target.type, completes, outcome, recheckOn });
  claims.doneBy(subject, written, note.writtenBy);
};

const claimPlacement = (
  claims: Claims,
  placement: ClaimedRecord['outsidePlacements'][number]
): void => {
  const subject = `placement ${placement.placementId}`;
  const [recorded] = claims.about('placement', placement.placementId, 'placement.recorded');
  const [ended] = claims.about('placement', placement.placementId, 'placement.ended');
  if (!recorded) return claims.unfounded(subject);
  const { fileDocumentId, channel, placedOn, aiDeclaration } = placement;
  claims.says(subject, recorded, { fileDocumentId, channel, placedOn, aiDeclaration });
  claims.doneBy(subject, recorded, placement.recordedBy);
  claims.worded(subject, recorded, placement.note);
  claims.same(subject, 'hasEnded', ended !== undefined, placement.ended !== null);
  if (!ended || !placement.ended) return;
  claims.named(subject, ended, placement.ended.by);
  claims.worded(subject, ended, placement.ended.reason);
};

/** The original in the zip has bytes of which an event tells. */
const claimFiles = (
  claims: Claims,
  { output, files }: ClaimedRecord,
  hashOf: (entry: string) => string | undefined,
  findings: RecordFindings
): void => {
  const stated = statedHashes(claims.events, output);
  for (const { entry, role, sha256 } of files) {
    if (entry === null) continue;
    if (!entry.startsWith(FILES_FOLDER) || hashOf(entry) !== sha256)
      findings.add({ kind: 'file_differs', entry, subject: recordEntries.record });
    else if (role === 'original') claims.same(`file ${entry}`, 'sha256', true, stated.has(sha256));
  }
};

/** Holds each statement of the record that follows from events against them. */
export const claimAll = (
  claims: Claims,
  record: ClaimedRecord,
  hashOf: (entry: string) => string | undefined,
  findings: RecordFindings
): void => {
  claimTask(claims, record);
  claimJobs(claims, record);
  for (const output of [record.output, ...record.siblings]) claimOutput(claims, output);
  claimStanding(claims, record);
  claimVerdicts(claims, record);
  claimAsset(claims, record);
  for (const { rights } of record.references) if (rights) claimRights(claims, rights);
  for (const note of record.notes) claimNote(claims, note);
  for (const placement of record.outsidePlacements) claimPlacement(claims, placement);
  claimFiles(claims, record, hashOf, findings);
};
