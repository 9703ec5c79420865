import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';

/** A server on the loopback interface that counts who comes. */
export type Listener = {
  port: number;
  url: string;
  connections: () => number;
  requests: () => number;
  close: () => Promise<void>;
};

const listen = async (server: Server, host: string): Promise<Omit<Listener, 'requests'>> => {
  const open = new Set<Socket>();
  let connections = 0;
  server.on('connection', (socket: Socket) => {
    connections += 1;
    open.add(socket);
    socket.on('error', () => undefined).on('close', () => open.delete(socket));
  });
  await new Promise<void>((ready, failed) => {
    server.once('error', failed).listen(0, host, ready);
  });
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    connections: () => connections,
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((closed) => server.close(closed));
    },
  };
};

export const listenHttp = async (
  answer: RequestListener,
  host = '127.0.0.1'
): Promise<Listener> => {
  let requests = 0;
  const server = createServer((request, response) => {
    requests += 1;
    answer(request, response);
  });
  return { ...(await listen(server, host)), requests: () => requests };
};

/** Speaks to the bare connection; what begins like a request is counted as one. */
export const listenTcp = async (
  onRequest: (socket: Socket, text: string) => void
): Promise<Listener> => {
  let requests = 0;
  const server = createTcpServer((socket) => {
    socket.once('data', (data) => {
      requests += 1;
      onRequest(socket, data.toString('latin1'));
    });
  });
  return { ...(await listen(server, '127.0.0.1')), requests: () => requests };
};
