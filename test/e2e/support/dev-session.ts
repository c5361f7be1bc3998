import { type ChildProcess, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureTools } from '../../testbed/build.ts';
import {
  type CommandResult,
  type Component,
  createStateFolder,
  KUBECTL_TOOL,
  requireCommand,
  runCommand,
  startComponent,
} from '../../testbed/index.ts';
import { eventually } from './eventually.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** A kubectl whose output arrives while it runs, such as `get -w`. */
export interface Following {
  /** Waits until what it has printed holds. @throws with what it printed when it does not in time */
  until(holds: (output: string) => boolean): Promise<string>;
}

/** A running `ork dev`, as a person has it in one terminal, and the kubectl of the other. */
export interface DevSession {
  readonly component: Component;
  /** A folder for manifests; gone afterwards. */
  readonly folder: string;
  /** Both streams of `ork dev`. */
  output(): Promise<string>;
  /** Runs kubectl with the kubeconfig that `ork dev` printed, whatever its exit code. */
  kubectl(args: readonly string[], input?: string): Promise<CommandResult>;
  /** Like {@link kubectl}, for what must succeed; returns standard output. */
  require(args: readonly string[], input?: string): Promise<string>;
  /** Starts a kubectl that goes on until the work is done. */
  follow(args: readonly string[], work: (following: Following) => Promise<void>): Promise<void>;
  stop(): Promise<void>;
}

/** Starts `ork dev` of the built bundle with these arguments and waits until it says that it is up. */
export async function startDevSession(args: readonly string[]): Promise<DevSession> {
  const { kubectl: program } = await ensureTools([KUBECTL_TOOL]);
  const state = await createStateFolder('dev');
  const logFile = join(state.logs, 'ork-dev.log');
  const output = () => readFile(logFile, 'utf8');
  const component = await startComponent({
    name: 'ork dev',
    command: process.execPath,
    args: [join(root, 'dist/ork.js'), 'dev', ...args],
    cwd: state.path,
    logFile,
    isReady: async () => (await output()).includes('Try in another terminal'),
    readyTimeoutMs: 60_000,
  });
  const kubeconfig = /kubeconfig: (\S+)/.exec(await output())?.[1] ?? '';
  // Its caches stay apart from those of the person at the machine, and so does what that person has set.
  const env = {
    PATH: process.env['PATH'],
    HOME: state.path,
    TZ: 'UTC',
    KUBECONFIG: kubeconfig,
    KUBECACHEDIR: join(state.path, 'kubectl'),
  };
  const options = { env, cwd: state.path, timeoutMs: 60_000 };
  return {
    component,
    folder: state.path,
    output,
    kubectl: (call, input) => runCommand(program, call, { ...options, input }),
    require: (call, input) => requireCommand(program, call, { ...options, input }),
    follow: async (call, work) => {
      const child = spawn(program, call, { env, cwd: state.path });
      try {
        await work(followingOf(child));
      } finally {
        child.kill('SIGKILL');
      }
    },
    stop: async () => {
      await component.stop();
      await state.remove();
    },
  };
}

function followingOf(child: ChildProcess): Following {
  let printed = '';
  const add = (chunk: Buffer): void => {
    printed += chunk.toString('utf8');
  };
  child.stdout?.on('data', add);
  child.stderr?.on('data', add);
  return { until: (holds) => eventually(async () => printed, holds, 20_000) };
}
