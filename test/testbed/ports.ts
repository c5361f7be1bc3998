import { createServer } from 'node:net';

/** Linux hands out 32768 and above to outgoing connections; a port below cannot be taken by one while a server restarts. */
const FIRST_PORT = 20_000;
const LAST_PORT = 32_000;

const handedOut = new Set<number>();

/** A port on 127.0.0.1 that nobody listens on and that this process has not handed out before. @throws when none is found */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const port = FIRST_PORT + Math.floor(Math.random() * (LAST_PORT - FIRST_PORT));
    if (handedOut.has(port) || !(await isFree(port))) continue;
    handedOut.add(port);
    return port;
  }
  throw new Error(`No free port between ${FIRST_PORT} and ${LAST_PORT}`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      server.close(() => resolve(true));
    });
  });
}
