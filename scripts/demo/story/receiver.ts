import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { CALLBACK_SECRET } from '../cms';

export type Told = { type: string; taskId: string; isSigned: boolean; body: string };

/** A system outside of the CMS that wants to be told what becomes of tasks. */
export const startReceiver = async () => {
  const webhook = new Webhook(CALLBACK_SECRET);
  const told: Told[] = [];

  const isSigned = (body: string, headers: Record<string, string>): boolean => {
    try {
      webhook.verify(body, headers);
      return true;
    } catch {
      return false;
    }
  };

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      const { type, data } = JSON.parse(body) as { type: string; data: { taskId: string } };
      const headers = request.headers as Record<string, string>;
      told.push({ type, taskId: data.taskId, isSigned: isSigned(body, headers), body });
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/generated-media`,
    told,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
export type Receiver = Awaited<ReturnType<typeof startReceiver>>;
