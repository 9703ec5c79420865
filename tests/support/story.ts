import { api } from '../../plugins/asset-provenance/shared';
import type {
  AssetRecord,
  ApprovedAsset,
  LaunchInput,
  LibraryItem,
  OutputSummary,
  Page,
  ReuseLimitsInput,
  ReviewCase,
  TaskDetail,
  Verdict,
} from '../../plugins/asset-provenance/shared';
import type { Answer } from './http';
import type { Person } from './people';
import { firstOutput, imageLaunch, launchAndSettle } from './tasks';
import type { Changes } from './tasks';

/** One stored output and the task that it belongs to. */
export type Made = { task: TaskDetail; output: OutputSummary };
export type Approved = Made & { verdict: Verdict; asset: ApprovedAsset; fileId: number };

export const ok = <T>(answer: Answer<T>, what: string): T => {
  if (answer.status >= 400)
    throw new Error(`${what}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.data;
};

/** A small final picture; prompts of tests differ, so that none counts as a repeat. */
export const finalLaunch = ({ parameters, ...changes }: Changes = {}): LaunchInput =>
  imageLaunch({
    stage: 'final',
    subject: 'Canvas bag',
    finalReason: 'Test',
    ...changes,
    parameters: { aspectRatio: '1:1', size: '512x512', seed: 7, ...parameters },
  });

/** Launches and waits for the files. */
export const make = async (person: Person, changes: Changes = {}): Promise<Made> => {
  const task = await launchAndSettle(person, finalLaunch(changes));
  if (task.state !== 'downloadable') {
    throw new Error(`Task ${task.taskId} is ${task.state}: ${JSON.stringify(task.failure)}`);
  }
  return { task, output: firstOutput(task) };
};

export const submit = (
  person: Person,
  { output }: Made,
  alternativeText = 'A bag stands on a table.'
) => person.api.post<OutputSummary>(api.submitForReview(output.outputId), { alternativeText });

/** Makes something and hands it to the reviewers. */
export const makeSubmitted = async (
  owner: Person,
  changes: Changes = {},
  alternativeText?: string
): Promise<Made> => {
  const made = await make(owner, changes);
  ok(await submit(owner, made, alternativeText), 'Submit');
  return made;
};

/** What a reviewer sees beside the picture. */
export const caseOf = async (reviewer: Person, { output }: Made): Promise<ReviewCase> =>
  ok(await reviewer.api.get<ReviewCase>(api.reviewCase(output.outputId)), 'Case');

export const decide = (person: Person, { output }: Made, verdict: Record<string, unknown>) =>
  person.api.post<Verdict>(api.verdicts(output.outputId), {
    storedSha256: output.storedSha256,
    ...verdict,
  });

export const approval = (limits: ReuseLimitsInput = {}) => ({
  verdict: 'approved',
  reason: 'Fits.',
  alternativeText: 'A red bag stands on a table.',
  limits,
});

/** Numeric id of a file, as content fields want it; also of one that the stock library hides. */
export const fileIdOf = async (person: Person, fileDocumentId: string | null): Promise<number> => {
  const { data } = await person.api.get<Page<LibraryItem>>(api.library, { fileDocumentId });
  const [item] = data.results;
  if (!item) throw new Error(`No file ${fileDocumentId}.`);
  return item.fileId;
};

export const assetOf = async (person: Person, { output }: Made): Promise<ApprovedAsset> => {
  const page = ok(
    await person.api.get<Page<ApprovedAsset>>(api.assets, { usableNow: 'false', limit: 100 }),
    'Assets'
  );
  const asset = page.results.find(({ outputId }) => outputId === output.outputId);
  if (!asset) throw new Error(`No asset of output ${output.outputId}.`);
  return asset;
};

/** From launch to approval by somebody else. */
export const makeApproved = async (
  { owner, reviewer }: { owner: Person; reviewer: Person },
  { limits = {}, overrides = {} }: { limits?: ReuseLimitsInput; overrides?: Changes } = {}
): Promise<Approved> => {
  const made = await makeSubmitted(owner, overrides);
  const verdict = ok(await decide(reviewer, made, approval(limits)), 'Verdict');
  return {
    ...made,
    verdict,
    asset: await assetOf(reviewer, made),
    fileId: await fileIdOf(reviewer, made.output.fileDocumentId),
  };
};

/** `days` from today in UTC, which is the site's time zone in tests. */
export const dayFromNow = (days: number): string =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** Everything that is on record about one output. */
export const assetRecord = async (person: Person, outputId: string): Promise<AssetRecord> =>
  ok(await person.api.get<AssetRecord>(api.assetRecord(outputId)), 'Record');
