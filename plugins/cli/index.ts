export type { CommandIo, TextSink } from './io.ts';
export { describeProgram } from './program.ts';
export { run } from './run.ts';
