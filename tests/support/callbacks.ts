import { createHmac, hkdfSync } from 'node:crypto';
import { request } from 'node:http';
import { Webhook } from 'standardwebhooks';
import { CALLBACK_BASE, api, taskCallbackSchema } from '../../plugins/asset-provenance/shared';
import type { TaskCallback, TaskCallbacks } from '../../plugins/asset-provenance/shared';
import { createFake } from '../fakes/kit';
import type { Fake, FakeAnswer, FakeRequest } from '../fakes/kit';
import type { Person } from './people';

/** As the test server has them (`tests/support/server.ts`). */
const APP_KEY = 'test-key-1';
const SIGNING_SECRET = `whsec_${Buffer.from('test-callback-signing-secret').toString('base64')}`;

/** The address that this job's provider would be given. */
export const inboundPath = (jobId: string): string => {
  const key = Buffer.from(hkdfSync('sha256', APP_KEY, '', 'asset-provenance inbound callback', 32));
  const token = createHmac('sha256', key).update(jobId).digest().subarray(0, 24);
  return `/api${CALLBACK_BASE}/${jobId}/${token.toString('base64url')}`;
};

export type Received = { id: string; callback: TaskCallback; path: string };

/** Throws unless the signature is good and nothing but the allowed fields is there. */
export const readCallback = ({ headers, rawBody, path }: FakeRequest): Received => {
  const body = new Webhook(SIGNING_SECRET).verify(rawBody.toString('utf8'), headers);
  return { id: headers['webhook-id'] ?? '', callback: taskCallbackSchema.parse(body), path };
};

export type Receiver = Fake & {
  /** What came to this path, every one verified. */
  at: (path: string) => Received[];
  /** Answers what comes to a path, in turn; after the last one with 200. */
  plan: (path: string, answers: FakeAnswer[]) => void;
};

/** Where a requester wants to be told: remembers what came, and answers as planned. */
export const createReceiver = async (): Promise<Receiver> => {
  const plans = new Map<string, FakeAnswer[]>();
  const fake = await createFake(
    ({ path }) => plans.get(path)?.shift() ?? { status: 200, body: '' }
  );
  return {
    ...fake,
    at: (path) => fake.requests.filter((each) => each.path === path).map(readCallback),
    plan: (path, answers) => void plans.set(path, [...answers]),
  };
};

export const callbacksOf = async (person: Person, taskId: string): Promise<TaskCallbacks> =>
  (await person.api.get<TaskCallbacks>(api.callbacksOfTask(taskId))).data;

/** Announces more than it sends: whoever reads all of it would wait for ever. */
export const announceBody = (url: string, bytes: number): Promise<number> =>
  new Promise((resolve, reject) => {
    const call = request(url, { method: 'POST', headers: { 'content-length': bytes } });
    call.on('response', (answer) => {
      resolve(answer.statusCode ?? 0);
      call.destroy();
    });
    call.on('error', reject);
    call.write('{"some":');
  });

/** Sends without saying how much, until it is answered. */
export const pourBody = (url: string, chunk: Buffer): Promise<{ status: number; sent: number }> =>
  new Promise((resolve, reject) => {
    let sent = 0;
    const call = request(url, { method: 'POST', headers: { 'transfer-encoding': 'chunked' } });
    const pour = setInterval(() => {
      call.write(chunk);
      sent += chunk.length;
    }, 5);
    call.on('response', (answer) => {
      clearInterval(pour);
      resolve({ status: answer.statusCode ?? 0, sent });
      call.destroy();
    });
    call.on('error', (error) => {
      clearInterval(pour);
      reject(error);
    });
  });
