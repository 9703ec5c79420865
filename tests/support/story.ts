import { api } from '../../plugins/asset-provenance/shared';
import type {
  ApprovedAsset,
  LaunchAnswer,
  LaunchInput,
  OutputSummary,
  Page,
  ReuseLimitsInput,
  TaskDetail,
  Verdict,
} from '../../plugins/asset-provenance/shared';
import type { Answer } from './http';
import type { Person } from './people';
import { until } from './wait';

type Overrides = Partial<Omit<LaunchInput, 'parameters'>> & {
  parameters?: Record<string, unknown>;
};
/** One stored output and the task that it belongs to. */
export type Made = { task: TaskDetail; output: OutputSummary };
export type Approved = Made & { verdict: Verdict; asset: ApprovedAsset; fileId: number };

let seed = Date.now() % 1_000_000;

export const ok = <T>(answer: Answer<T>, what: string): T => {
  if (answer.status >= 400)
    throw new Error(`${what}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.data;
};

/** A small final picture; every launch differs by its seed, so that none counts as a repeat. */
export const imageLaunch = ({ parameters, ...fields }: Overrides = {}): LaunchInput =>
  ({
    purpose: 'product_hero',
    channel: 'website',
    specification: null,
    stage: 'final',
    subject: 'Canvas bag',
    providerId: 'sandbox',
    modelId: 'sandbox-image',
    finalReason: 'Test',
    ...fields,
    parameters: {
      kind: 'image',
      inputType: 'text_to_image',
      prompt: 'A red canvas bag on a wooden table, soft light',
      aspectRatio: '1:1',
      size: '512x512',
      quality: 'low',
      count: 1,
      seed: (seed += 1),
      extras: { queueSeconds: 0, workSeconds: 0 },
      ...parameters,
    },
  }) as LaunchInput;

export const launch = async (person: Person, overrides: Overrides = {}): Promise<TaskDetail> => {
  const answer = await person.api.post<LaunchAnswer>(api.tasks, imageLaunch(overrides));
  return ok(answer, 'Launch').task;
};

/** Launches and waits for the files. */
export const make = async (person: Person, overrides: Overrides = {}): Promise<Made> => {
  const { taskId } = await launch(person, overrides);
  const task = await until(
    async () => {
      const { data } = await person.api.get<TaskDetail>(api.task(taskId));
      if (data.state === 'failed') throw new Error(`Task failed: ${JSON.stringify(data.failure)}`);
      return data.state === 'downloadable' && data;
    },
    { what: `task ${taskId} to be downloadable`, timeoutMs: 60_000 }
  );
  const [output] = task.outputs;
  if (!output) throw new Error('The task has no output.');
  return { task, output };
};

export const submit = (
  person: Person,
  { output }: Made,
  alternativeText = 'A bag stands on a table.'
) => person.api.post<OutputSummary>(api.submitForReview(output.outputId), { alternativeText });

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

/** Numeric id of a file, as content fields want it. */
export const fileIdOf = async (person: Person, fileDocumentId: string | null): Promise<number> => {
  const { body } = await person.http.get('/upload/files', {
    'filters[documentId][$eq]': fileDocumentId,
  });
  const [file] = (body as { results: { id: number }[] }).results;
  if (!file) throw new Error(`No file ${fileDocumentId}.`);
  return file.id;
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
  { limits = {}, overrides = {} }: { limits?: ReuseLimitsInput; overrides?: Overrides } = {}
): Promise<Approved> => {
  const made = await make(owner, overrides);
  ok(await submit(owner, made), 'Submit');
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
