import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { guardProcessGroup, releaseProcessGroup } from './guardian.ts';

/** A program to run in the background and how to tell that it is ready. */
export interface ComponentOptions {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** Added to the present environment. */
  readonly env?: NodeJS.ProcessEnv | undefined;
  readonly cwd?: string | undefined;
  /** Standard output and error are appended here. */
  readonly logFile: string;
  /** Asked every 50 ms until it says yes; without it the component counts as ready once it is started. */
  readonly isReady?: () => Promise<boolean>;
  /** Default 60,000. */
  readonly readyTimeoutMs?: number;
  readonly signal?: AbortSignal | undefined;
}

/** How a component ended. */
export interface ComponentExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A program that runs in its own process group, which ends with this process whatever happens. */
export interface Component {
  readonly name: string;
  readonly pid: number;
  readonly logFile: string;
  readonly exited: Promise<ComponentExit>;
  isRunning(): boolean;
  /** Sends a signal to the whole process group; nothing happens when it has ended. */
  kill(signal: NodeJS.Signals): void;
  /** SIGTERM, then SIGKILL after `graceMs` (default 10,000); returns when it has ended. */
  stop(graceMs?: number): Promise<void>;
}

const READY_POLL_MS = 50;

/** Starts a program and waits until it is ready. @throws with the end of its log when it ends early or is not ready in time */
export async function startComponent(options: ComponentOptions): Promise<Component> {
  options.signal?.throwIfAborted();
  const component = await spawnComponent(options);
  try {
    await untilReady(component, options);
    return component;
  } catch (cause) {
    await component.stop(2_000);
    const log = await logTail(options.logFile);
    throw new Error(`${options.name} did not become ready:\n${log}`, { cause });
  }
}

async function spawnComponent(options: ComponentOptions): Promise<Component> {
  const log = await open(options.logFile, 'a');
  try {
    const child = spawn(options.command, options.args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', log.fd, log.fd],
      detached: true,
    });
    await once(child, 'spawn');
    return createComponent(options, child);
  } finally {
    await log.close();
  }
}

function createComponent(options: ComponentOptions, child: ChildProcess): Component {
  const pid = requirePid(child);
  guardProcessGroup(pid);
  let isRunning = true;
  const exited = new Promise<ComponentExit>((resolve) => {
    child.once('exit', (code, signal) => {
      isRunning = false;
      signalGroup(pid, 'SIGKILL'); // what the program itself had started
      releaseProcessGroup(pid);
      resolve({ code, signal });
    });
  });
  const kill = (signal: NodeJS.Signals): void => {
    if (isRunning) signalGroup(pid, signal);
  };
  return {
    name: options.name,
    pid,
    logFile: options.logFile,
    exited,
    isRunning: () => isRunning,
    kill,
    stop: async (graceMs = 10_000) => {
      kill('SIGTERM');
      const timer = setTimeout(() => kill('SIGKILL'), graceMs);
      await exited;
      clearTimeout(timer);
    },
  };
}

async function untilReady(component: Component, options: ComponentOptions): Promise<void> {
  if (options.isReady === undefined) return;
  const timeoutMs = options.readyTimeoutMs ?? 60_000;
  const deadlineMs = Date.now() + timeoutMs;
  while (!(await options.isReady())) {
    options.signal?.throwIfAborted();
    if (!component.isRunning()) {
      const { code, signal } = await component.exited;
      throw new Error(`it ended with ${signal ?? `code ${code}`}`);
    }
    if (Date.now() > deadlineMs) throw new Error(`no answer within ${timeoutMs} ms`);
    await sleep(READY_POLL_MS);
  }
}

function signalGroup(pgid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pgid, signal);
  } catch (error) {
    // ESRCH: everything in the group has ended, which is what a signal is for.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function requirePid(child: ChildProcess): number {
  if (child.pid === undefined) throw new Error('A process that was started has no id');
  return child.pid;
}

async function logTail(file: string): Promise<string> {
  return (await readFile(file, 'utf8')).trimEnd().split('\n').slice(-20).join('\n');
}
