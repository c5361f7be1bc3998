import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { answersOk, freePort, requireCommand, startComponent } from '../../test/testbed/index.ts';
import { eventLoopProbe, readEventLoopDelay } from '../measure/event-loop-delay.ts';
import { installWebsite } from '../peers/definitions.ts';
import type { Peer, PeerStartOptions, RunningPeer } from '../peers/index.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The benchmark's Katalog. */
export const KATALOG: string = fileURLToPath(new URL('katalog.yaml', import.meta.url));

/** What `ork run` is started with. */
export interface OrkestraOptions {
  readonly katalog: string;
  install(adminKubeconfig: string): Promise<void>;
  /** Loads a module beside it that watches the event loop. */
  readonly probesEventLoop: boolean;
}

/** `ork run` with the benchmark's Katalog. */
export const orkestra: Peer = createOrkestra({
  katalog: KATALOG,
  install: installWebsite,
  probesEventLoop: false,
});

/** `ork run` as a user starts it. */
export function createOrkestra(options: OrkestraOptions): Peer {
  return {
    name: 'orkestra',
    version: 'this checkout',
    async prepare() {
      const build = ['scripts/build.mjs'];
      await requireCommand(process.execPath, build, { cwd: root, timeoutMs: 120_000 });
    },
    install: options.install,
    start: (start) => run(options, start),
  };
}

async function run(
  { katalog, probesEventLoop }: OrkestraOptions,
  { kubeconfig, logFile, signal }: PeerStartOptions,
): Promise<RunningPeer> {
  const port = String(await freePort());
  const address = `http://127.0.0.1:${port}`;
  const delayFile = join(dirname(logFile), 'event-loop.json');
  const probe = probesEventLoop ? eventLoopProbe(delayFile) : { args: [], env: {} };
  const flags = ['-k', katalog, '--kubeconfig', kubeconfig, '--port', port];
  const component = await startComponent({
    name: 'orkestra',
    command: process.execPath,
    args: [...probe.args, 'dist/ork.js', 'run', ...flags],
    env: { ORK_ENV: 'production', LOG_LEVEL: 'warn', ...probe.env },
    cwd: root,
    logFile,
    isReady: () => answersOk(`${address}/readyz`),
    signal,
  });
  return {
    pid: component.pid,
    isRunning: component.isRunning,
    stop: component.stop,
    async describe() {
      const answer = await fetch(`${address}/katalog`, { signal: AbortSignal.timeout(5_000) });
      return answer.text();
    },
    ...(probesEventLoop
      ? { eventLoopDelay: () => readEventLoopDelay(component.pid, delayFile) }
      : {}),
  };
}
