import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mp4 } from '../fakes/kit';

const KEY = randomBytes(24);

/** `whsec_…` of the callbacks that this provider signs. */
export const webhookSecret = `whsec_${KEY.toString('base64')}`;

const FREE_BOX_HEADER = 8;
const BLOCK = Buffer.alloc(1_000_000);

/** A real video that a `free` box makes as large as is wanted. */
const sendVideo = (response: ServerResponse, bytes: number) => {
  const clip = mp4();
  const padding = Buffer.alloc(FREE_BOX_HEADER);
  padding.writeUInt32BE(bytes - clip.length, 0);
  padding.write('free', 4, 'latin1');
  response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': String(bytes) });
  response.write(clip);
  response.write(padding);
  let left = bytes - clip.length - FREE_BOX_HEADER;
  const pump = () => {
    while (left > 0) {
      const part = BLOCK.subarray(0, Math.min(left, BLOCK.length));
      left -= part.length;
      if (!response.write(part)) {
        response.once('drain', pump);
        return;
      }
    }
    response.end();
  };
  pump();
};

const send = (response: ServerResponse, status: number, body: unknown) => {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
};

/** A provider of Replicate's protocol, as quick as can be: predictions, their state, and files. */
export const startReplicate = async () => {
  let videoBytes = 0;
  const polls = new Map<string, number[]>();
  /** Where each prediction is to be reported. */
  const callbacks = new Map<string, string>();
  let state: 'processing' | 'succeeded' = 'processing';
  const server = createServer((request, response) => {
    const url = request.url ?? '';
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    if (url.startsWith('/files/')) {
      sendVideo(response, videoBytes);
    } else if (url.startsWith('/v1/webhooks')) {
      send(response, 200, { key: webhookSecret });
    } else if (request.method === 'POST') {
      request.on('end', () => {
        const { webhook } = JSON.parse(Buffer.concat(chunks).toString()) as { webhook?: string };
        const id = randomUUID();
        if (webhook) callbacks.set(id, webhook);
        send(response, 201, prediction(id, 'starting'));
      });
    } else {
      const id = url.split('/').at(-1) ?? '';
      polls.set(id, [...(polls.get(id) ?? []), performance.now()]);
      send(response, 200, prediction(id, state));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const prediction = (id: string, status: string) => ({
    id,
    status,
    model: 'bench/model',
    version: 'bench',
    input: {},
    logs: '',
    error: null,
    output: status === 'succeeded' ? [`${url}/files/${id}.mp4`] : null,
    created_at: new Date().toISOString(),
    urls: { get: `${url}/v1/predictions/${id}`, cancel: `${url}/v1/predictions/${id}/cancel` },
  });

  return {
    url,
    /** When each prediction was asked for, in milliseconds. */
    polls,
    callbacks,
    setVideoBytes: (bytes: number) => {
      videoBytes = bytes;
    },
    setState: (next: typeof state) => {
      state = next;
    },
    prediction,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
export type BenchProvider = Awaited<ReturnType<typeof startReplicate>>;

/** Headers of a callback as Standard Webhooks signs it. */
export const signed = (body: string): Record<string, string> => {
  const id = `msg_${randomUUID()}`;
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac('sha256', KEY).update(`${id}.${timestamp}.${body}`).digest('base64');
  return {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signature}`,
  };
};
