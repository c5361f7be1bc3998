import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { guardProcessGroup, releaseProcessGroup } from './guardian.ts';

/** What a finished command left behind. `code` is 128 + signal number when a signal ended it, as a shell reports it. */
export interface CommandResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** How to run a command. `input` goes to its standard input, which is otherwise empty; there is no time limit unless `timeoutMs` is given. */
export interface CommandOptions {
  readonly cwd?: string | undefined;
  readonly env?: NodeJS.ProcessEnv | undefined;
  readonly input?: string | undefined;
  readonly timeoutMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Runs a program to its end and returns what it printed, whatever its exit code. @throws when it cannot be started or is aborted. */
export function runCommand(
  command: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      signal: options.signal,
      timeout: options.timeoutMs,
      // A group of its own, so that a build and its compilers end with this process.
      detached: true,
    });
    const { pid } = child;
    if (pid !== undefined) guardProcessGroup(pid);
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    // A program that ends without reading its input breaks the pipe; its exit code tells the rest.
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input ?? '');
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (pid !== undefined) releaseProcessGroup(pid);
      resolve({
        code: code ?? 128 + signalNumber(signal),
        stdout: Buffer.concat(stdout).toString('utf8'),
        stderr: Buffer.concat(stderr).toString('utf8'),
      });
    });
  });
}

/** Like {@link runCommand}, for a command that must succeed. @throws with the end of its output when it does not. */
export async function requireCommand(
  command: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<string> {
  const result = await runCommand(command, args, options);
  if (result.code !== 0) {
    const output = `${result.stderr}\n${result.stdout}`.trim().split('\n').slice(-30).join('\n');
    throw new Error(`${command} ${args.join(' ')} ended with code ${result.code}:\n${output}`);
  }
  return result.stdout;
}

function signalNumber(signal: NodeJS.Signals | null): number {
  return signal === null ? 0 : constants.signals[signal];
}
