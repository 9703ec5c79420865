import { ProviderError, failure } from '../contract';
import type { ResolvedReference } from '../contract';
import { readPoll, readReference } from '../answers';
import type { ProviderAnswer, ProviderHttp } from '../connection';
import { FormData, NotSent } from '../../network/service';
import { own } from '../read-values';
import { failureOf } from './errors';
import { historySchema, queueSchema, uploadedSchema } from './schemas';
import type { HistoryEntry, Queued } from './schemas';

/** Queue and history hold the whole graph of every job. */
const MAX_BYTES = 50_000_000;
const FOLDER = 'asset-provenance';
/** How many ended jobs are looked through for one that cannot be found by its id. */
const RECENT = 200;

export type Place = { promptId: string; isRunning: boolean };

/** A reference that ComfyUI does not take: the job is not sent. */
export class UploadRefused extends Error {
  constructor(readonly answer: ProviderAnswer) {
    super(`ComfyUI refused a reference (HTTP ${answer.status}).`);
  }
}

const endingOf = (mime: string): string => mime.replace(/^image\//, '').replace('jpeg', 'jpg');

/** What there is to ask of a ComfyUI server beside the job itself. */
export const createServer = (http: ProviderHttp) => {
  const get = async (path: string): Promise<ProviderAnswer> => {
    const answer = await http.send({ method: 'GET', path, maxBytes: MAX_BYTES });
    if (answer.status === 200) return answer;
    // A 404 of an address that every server has comes from something before it.
    throw new ProviderError({ ...failureOf(answer, 'poll'), retryable: answer.status !== 400 });
  };

  return {
    /** A job in the queue, by its id or by the key that was sent with it. */
    placeOf: async (key: string): Promise<Place | null> => {
      const queue = readPoll(queueSchema, await get('/queue'));
      const isIt = ([, id, , { client_id: sentWith }]: Queued) => id === key || sentWith === key;
      const running = queue.queue_running.find(isIt);
      const waiting = queue.queue_pending.find(isIt);
      const found = running ?? waiting;
      return found ? { promptId: found[1], isRunning: running !== undefined } : null;
    },

    entryOf: async (promptId: string): Promise<HistoryEntry | null> => {
      const history = readPoll(
        historySchema,
        await get(`/history/${encodeURIComponent(promptId)}`)
      );
      return own(history, promptId) ?? null;
    },

    recentEntries: async (): Promise<HistoryEntry[]> =>
      Object.values(readPoll(historySchema, await get(`/history?max_items=${RECENT}`))),

    /**
     * Puts a reference where nodes can load it; the same picture is kept once.
     * @throws NotSent when it did not get there: the job itself was not sent, and can be.
     */
    upload: async (reference: ResolvedReference): Promise<string> => {
      const { bytes } = await readReference(reference);
      const form = new FormData();
      const name = `${reference.sha256.slice(0, 32)}.${endingOf(reference.mime)}`;
      form.set('image', new Blob([new Uint8Array(bytes)], { type: reference.mime }), name);
      form.set('type', 'input');
      form.set('subfolder', FOLDER);
      const answer = await http
        .send({ method: 'POST', path: '/upload/image', form })
        .catch((error: unknown) => {
          const why = error instanceof Error ? error.message : String(error);
          throw new NotSent(`A reference did not reach ComfyUI, and the job was not sent: ${why}`);
        });
      if (answer.status >= 400 && answer.status < 500) throw new UploadRefused(answer);
      const read = uploadedSchema.safeParse(answer.json);
      if (answer.status !== 200 || !read.success)
        throw new NotSent(
          `ComfyUI did not take a reference (HTTP ${answer.status}), and the job was not sent.`
        );
      const { name: stored, subfolder } = read.data;
      return subfolder ? `${subfolder}/${stored}` : stored;
    },

    remove: async (promptId: string): Promise<void> => {
      await http.send({ method: 'POST', path: '/queue', json: { delete: [promptId] } });
    },

    interrupt: async (promptId: string): Promise<void> => {
      await http.send({ method: 'POST', path: '/interrupt', json: { prompt_id: promptId } });
    },
  };
};
export type ComfyServer = ReturnType<typeof createServer>;

export const goneFailure = () =>
  failure('upstream', 'poll', {
    message:
      'ComfyUI no longer knows this job: it was restarted, its history was cleared, or the job was taken out of its queue. It keeps jobs in memory only.',
    billed: 'no',
  });
