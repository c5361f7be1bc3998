#!/usr/bin/env node
import process from 'node:process';
import type { CommandIo, TextSink } from './io.ts';
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
  write: (text) => void stream.write(text),
});

// A reader that has seen enough (`ork … | head`) closes the pipe; that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
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
  nodeVersion: process.versions.node,
  signal,
};

process.exitCode = await run(process.argv.slice(2), io);
