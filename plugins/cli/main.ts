#!/usr/bin/env node
import process from 'node:process';
import type { CommandIo, CommandProcess, TextSink } from './io.ts';
import { run } from './run.ts';
import { listenForSignals } from './signals.ts';
import { readOnce } from './standard-input.ts';

const sinkOf = (stream: NodeJS.WriteStream): TextSink => ({
  get isTty() {
    return stream.isTTY === true;
  },
  get columns() {
    // A terminal without a size says 0.
    return stream.columns || 80;
  },
  get rows() {
    return stream.rows || undefined;
  },
  write: (text) => void stream.write(text),
});

const host: CommandProcess = {
  id: process.pid,
  isRunning(id) {
    try {
      process.kill(id, 0);
      return true;
    } catch (error) {
      // It is somebody else's.
      return error instanceof Error && 'code' in error && error.code === 'EPERM';
    }
  },
  beforeExit(task) {
    process.on('exit', task);
    return () => void process.off('exit', task);
  },
};

/** A terminal that was closed takes nothing any more; its signal ends the command in order. */
const isClosedTerminal = (error: NodeJS.ErrnoException): boolean => error.code === 'EIO';

process.stderr.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE' && !isClosedTerminal(error)) throw error;
});

// A reader that has seen enough (`ork … | head`) closes the pipe; that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (isClosedTerminal(error)) return;
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

const signal = listenForSignals(process, (code) => process.exit(code));
const io: CommandIo = {
  stdout: sinkOf(process.stdout),
  stderr: sinkOf(process.stderr),
  // Only taken hold of when it is read: an open standard input would keep the process alive.
  stdin: readOnce(() => process.stdin, signal),
  env: process.env,
  cwd: process.cwd(),
  process: host,
  nodeVersion: process.versions.node,
  signal,
};

process.exitCode = await run(process.argv.slice(2), io);
