import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

export type Letter = { from: string; to: string[]; text: string };

/** A mail server that takes letters on the loopback interface (RFC 5321, without extensions). */
export const startSmtp = async () => {
  const letters: Letter[] = [];
  const open = new Set<Socket>();
  let isRefusing = false;

  const converse = (socket: Socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket)).on('error', () => undefined);
    let letter: Letter = { from: '', to: [], text: '' };
    let isInData = false;
    let rest = '';
    const say = (line: string) => socket.write(`${line}\r\n`);

    const command = (line: string) => {
      const verb = line.slice(0, 4).toUpperCase();
      if (verb === 'EHLO' || verb === 'HELO') return say('250 localhost');
      if (verb === 'MAIL') {
        letter = { from: line.slice(10), to: [], text: '' };
        return say(isRefusing ? '451 Try again later' : '250 OK');
      }
      if (verb === 'RCPT') {
        letter.to.push(/<([^>]*)>/.exec(line)?.[1] ?? '');
        return say('250 OK');
      }
      if (verb === 'DATA') {
        isInData = true;
        return say('354 Go on');
      }
      if (verb === 'QUIT') {
        say('221 Bye');
        return socket.end();
      }
      return say('250 OK');
    };

    const dataLine = (line: string) => {
      if (line !== '.') {
        letter.text += `${line}\n`;
        return;
      }
      isInData = false;
      letters.push(letter);
      say('250 Taken');
    };

    say('220 localhost');
    socket.on('data', (chunk: Buffer) => {
      const lines = (rest + chunk.toString('utf8')).split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) (isInData ? dataLine : command)(line);
    });
  };

  const server = createServer(converse);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    port: (server.address() as AddressInfo).port,
    letters,
    refuse: (refusing: boolean) => {
      isRefusing = refusing;
    },
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((closed) => server.close(closed));
    },
  };
};
