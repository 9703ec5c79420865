import {
  approvalStatuses,
  assetStates,
  derivations,
  stages,
  verdicts as verdictTerms,
} from '../../plugins/asset-provenance/shared';
import type { AssetRecord, ReuseLimits, Verdict } from '../../plugins/asset-provenance/shared';
import type { Traced } from './story/audit';
import { printFacts, printTable, printTitle } from './table';
import { bold, green, print, printHanging, red } from './terminal';

const joined = (...parts: (string | number | false | null | undefined)[]) =>
  parts.filter(Boolean).join(' · ');
const moment = (iso: string | null) =>
  iso ? iso.replace('T', ' ').replace(/\.\d+Z$/, ' UTC') : null;

const limitsOf = (limits: ReuseLimits | null) =>
  limits &&
  joined(
    limits.channels.length > 0 && `channels ${limits.channels.join(', ')}`,
    limits.validFrom && `from ${limits.validFrom}`,
    limits.validUntil && `until ${limits.validUntil}`,
    limits.creditLine && `credit “${limits.creditLine}”`,
    `public use ${limits.isPublicUseAllowed ? 'allowed' : 'not allowed'}`,
    `modification ${limits.isModificationAllowed ? 'allowed' : 'not allowed'}`,
    limits.isAiLabelRequired && 'AI label required'
  );

const printTask = ({ task, specification }: AssetRecord) => {
  printTitle('Task');
  printFacts([
    ['Task', joined(task.taskId, task.state)],
    ['Stage', stages[task.stage].en],
    [
      'Derived from',
      task.derivedFrom &&
        `${derivations[task.derivedFrom.derivation].en}: ${task.derivedFrom.taskId}`,
    ],
    ['Asked for because', task.regenerateReason],
    [
      'For',
      joined(
        task.purpose,
        task.channel,
        specification && `${specification.name} ${specification.size} ${specification.format}`
      ),
    ],
    ['Shows', joined(task.brand, task.series, task.subject)],
    ['Model', joined(task.providerId, task.modelId)],
    ['Provider’s task', task.providerTaskIds.join(', ')],
    ['Launched', joined(moment(task.launchedAt), `by ${task.owner.name}`)],
    ['Finished', moment(task.finishedAt)],
  ]);
};

const printParameters = ({ task, output, references }: AssetRecord) => {
  printTitle('Parameters');
  const { requested, jobs } = task;
  const effective = jobs.find(({ effective: used }) => used)?.effective;
  printFacts([
    ['Prompt', requested?.prompt],
    ['Negative prompt', requested?.negativePrompt],
    ['Summary (public)', task.parameterSummary],
    ...references.map(({ role, name, fileDocumentId, rights }): [string, string] => [
      `Reference: ${role}`,
      joined(
        name ?? fileDocumentId,
        rights
          ? `${rights.kind}, ${rights.holder}, until ${rights.validUntil ?? 'further notice'}`
          : 'no rights record'
      ),
    ]),
    [
      'Really used',
      effective &&
        joined(
          `seed ${effective.seed}`,
          effective.size,
          effective.aspectRatio,
          effective.modelVersion
        ),
    ],
    [
      'Film',
      effective?.kind === 'video'
        ? joined(
            `${effective.durationSeconds} s`,
            `${effective.frameRate} frames/s`,
            effective.cameraMotion,
            effective.audio ? 'audio' : 'no audio'
          )
        : null,
    ],
    ['Reproduction', task.reproducibility.en],
    ['Output', joined(output.outputId, `no. ${output.ordinal + 1} of ${task.outputsExpected}`)],
  ]);
};

const verdictOf = (verdict: Verdict) =>
  joined(
    verdictTerms[verdict.verdict].en,
    `by ${verdict.reviewer.name}`,
    moment(verdict.givenAt),
    `“${verdict.reason}”`,
    verdict.verdictId
  );

const printDecision = ({ task, asset, verdicts, output }: AssetRecord) => {
  printTitle('Decision');
  const last = verdicts.at(-1) ?? null;
  printFacts([
    ['Owner', task.owner.name],
    ['Reviewer', last?.reviewer.name],
    ...verdicts.map((verdict): [string, string] => ['Verdict', verdictOf(verdict)]),
    ['Limits', limitsOf(asset?.limits ?? null)],
    ['Asset', asset && joined(asset.assetId, assetStates[asset.state].en)],
    ['Alternative text', output.alternativeText],
  ]);
};

const printFile = ({ output, file, verdicts }: AssetRecord) => {
  printTitle('File');
  printFacts([
    ['Name', file?.name],
    ['Address', output.url],
    [
      'Format',
      joined(
        output.mime,
        output.width && `${output.width}×${output.height}`,
        output.durationSeconds && `${output.durationSeconds} s`,
        output.bytes && `${output.bytes} bytes`
      ),
    ],
    ['Status', file && approvalStatuses[file.approvalStatus].en],
    ['SHA-256 received', output.receivedSha256],
    ['SHA-256 stored', output.storedSha256],
    ['SHA-256 approved', verdicts.findLast(({ verdict }) => verdict === 'approved')?.storedSha256],
  ]);
};

const printUse = ({ placements, notes }: AssetRecord) => {
  printTitle('Placements');
  printTable(
    [
      { title: 'version', width: 9 },
      { title: 'field', width: 12 },
      { title: 'entry', width: 0 },
    ],
    placements.map(({ isPublished, field, uid, documentId, title }) => [
      isPublished ? 'published' : 'draft',
      field,
      joined(title && `“${title}”`, `${uid}/${documentId}`),
    ])
  );
  printTitle('Revision notes');
  printTable(
    [
      { title: 'written', width: 10 },
      { title: 'by', width: 15 },
      { title: 'check again', width: 11 },
      { title: 'note', width: 0 },
    ],
    notes.map((note) => [
      note.writtenAt.slice(0, 10),
      note.writtenBy.name,
      note.recheckOn ?? '–',
      joined(
        note.reason,
        note.outcome,
        `source: ${note.questionSource}`,
        `owner: ${note.approvingOwner}`
      ),
    ])
  );
};

const brief = (value: unknown): string => {
  if (Array.isArray(value)) return value.map(brief).join(', ');
  if (typeof value !== 'string') return JSON.stringify(value);
  return /^[0-9a-f]{64}$/.test(value) ? `${value.slice(0, 12)}…` : value;
};

const isTold = (value: unknown) =>
  Array.isArray(value) ? value.length > 0 : value !== null && typeof value !== 'object';

/** The facts of an event, apart from those that are not set and those with a section of their own. */
const dataOf = ({ from, to, ...rest }: Record<string, unknown>) =>
  joined(
    from !== undefined && `${brief(from)} → ${brief(to)}`,
    ...Object.entries(rest)
      .filter(([, value]) => isTold(value))
      .map(([name, value]) => `${name} ${brief(value)}`)
  );

const printTimeline = ({ timeline }: AssetRecord) => {
  printTitle('Timeline');
  printTable(
    [
      { title: 'UTC', width: 8 },
      { title: 'who', width: 15 },
      { title: 'event', width: 20 },
      { title: 'facts', width: 0 },
    ],
    timeline.map(({ at, actor, type, data }) => [at.slice(11, 19), actor.name, type, dataOf(data)])
  );
};

const printChecks = ({ checks }: AssetRecord) => {
  printTitle('Checked now');
  for (const { id, isIntact, en } of checks) {
    printHanging(`  ${isIntact ? green('✔') : red('✖')} ${id.padEnd(18)}`, en);
  }
};

/** The record behind a trace, as an auditor would want it on paper. */
export const printTrace = (
  title: string,
  { sentence, record }: Traced,
  { isFull }: { isFull: boolean }
) => {
  print();
  print(bold(title));
  print();
  printHanging('  ', sentence.en);
  printHanging('  ', sentence.zh);
  printTask(record);
  printParameters(record);
  printDecision(record);
  printFile(record);
  if (isFull) {
    printUse(record);
    printTimeline(record);
  }
  printChecks(record);
};
