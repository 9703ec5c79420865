import { mishap, scenarioOf } from '../kit';
import type { Fake, FakeAnswer, FakeRequest } from '../kit';

/** A video that a gateway has taken, as its fake keeps it. */
export type GatewayJob = {
  id: string;
  model: string;
  prompt: string;
  scenario: string;
  callbackUrl: string | null;
  takenAt: number;
  polls: number;
  downloads: number;
  fields: Record<string, unknown>;
};
export type Standing =
  'queued' | 'processing' | 'succeeded' | 'failed' | 'cancelled' | 'expired' | 'odd';

const SLOW_MS = 3000;

/** Where a job stands when it is asked for; what it has come to is reached after two polls. */
export const standingOf = ({ scenario, polls, takenAt }: GatewayJob): Standing => {
  if (scenario === 'never' || scenario === 'callback_only') return 'processing';
  if (scenario === 'slow') return Date.now() - takenAt < SLOW_MS ? 'processing' : 'succeeded';
  if (polls <= 1) return 'queued';
  if (polls === 2) return scenario === 'odd_state' ? 'odd' : 'processing';
  if (scenario === 'cancelled' || scenario === 'expired') return scenario;
  return scenario.startsWith('job_') ? 'failed' : 'succeeded';
};

export const createJobs = (prefix: string) => {
  const jobs = new Map<string, GatewayJob>();
  return {
    all: () => [...jobs.values()],
    get: (id: string): GatewayJob | null => jobs.get(id) ?? null,
    /** Takes a job, or plays what goes wrong on the way. */
    take: (
      request: FakeRequest,
      fake: Fake,
      asked: { model: string; prompt: string; callbackUrl?: string | undefined },
      answer: (job: GatewayJob) => FakeAnswer
    ): FakeAnswer => {
      const scenario = scenarioOf(asked.prompt);
      if (scenario === 'submit:429') return mishap(scenario, 'submit') ?? {};
      fake.bill(request);
      const job: GatewayJob = {
        id: `${prefix}${String(jobs.size + 1).padStart(6, '0')}`,
        model: asked.model,
        prompt: asked.prompt,
        scenario,
        callbackUrl: asked.callbackUrl ?? null,
        takenAt: Date.now(),
        polls: 0,
        downloads: 0,
        fields: (request.json ?? Object.fromEntries(request.form ?? [])) as Record<string, unknown>,
      };
      jobs.set(job.id, job);
      if (scenario === 'submit:lost') return 'reset';
      return mishap(scenario, 'submit') ?? answer(job);
    },
    /** The first two polls may meet an accident; later ones do not. */
    poll: (job: GatewayJob, answer: (standing: Standing) => FakeAnswer): FakeAnswer => {
      job.polls += 1;
      const accident = job.polls <= 2 ? mishap(job.scenario, 'poll') : null;
      return accident ?? answer(standingOf(job));
    },
    /** The first download may meet an accident; some last. */
    download: (job: GatewayJob, video: Buffer): FakeAnswer => {
      job.downloads += 1;
      const lasts = /:(html|wrong_type|redirect_private)$/.test(job.scenario);
      const accident = lasts || job.downloads === 1 ? mishap(job.scenario, 'download') : null;
      return accident ?? { headers: { 'content-type': 'video/mp4' }, body: video };
    },
  };
};
export type Jobs = ReturnType<typeof createJobs>;

export const isAuthorised = ({ headers }: FakeRequest, key: string): boolean =>
  headers.authorization === `Bearer ${key}`;

/** The end of a path below a prefix: `/v1/videos/abc` → `abc`. */
export const below = (path: string, prefix: string): string | null =>
  path.startsWith(`${prefix}/`) ? decodeURIComponent(path.slice(prefix.length + 1)) : null;
