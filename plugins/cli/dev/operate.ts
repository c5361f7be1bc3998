import {
  type Cluster,
  type Logger,
  type Program,
  type Runtime,
  systemClock,
} from '../../../core/index.ts';
import { composeRuntime } from '../compose.ts';
import { printRecords } from '../explain/print-records.ts';
import type { CommandIo } from '../io.ts';
import { runLiveView } from '../live-view/live-view.ts';
import type { Format } from '../output.ts';
import type { Settings } from '../settings/settings.ts';
import { DecisionLines } from './decision-lines.ts';
import type { DevManifests } from './dev-manifests.ts';
import { greeting } from './greeting.ts';
import { ManifestFollower } from './manifest-follower.ts';

/** Definitions are established before custom resources are applied, so a kind that is not there yet will not come. */
const SERVED_WITHIN_MS = 2_000;

export interface OperateOptions {
  readonly program: Program;
  readonly settings: Settings;
  readonly manifests: DevManifests;
  readonly cluster: Cluster;
  readonly log: Logger;
  readonly kubeconfigPath: string;
  /** Of what `--explain` prints. */
  readonly format: Format;
  /** `true`: the live view is shown instead of lines. */
  readonly isLive: boolean;
}

/** Runs a program in a development cluster until the command is to end, and shows what it does. */
export async function operate(options: OperateOptions, io: CommandIo): Promise<void> {
  const { cluster, log, manifests, program, settings } = options;
  let url = '';
  const listening = (address: string): void => {
    url = address;
  };
  const composed = await composeRuntime({
    isEphemeral: true,
    program,
    settings,
    cluster,
    log,
    listening,
  });
  await composed.open();
  // Whatever fails, the runtime is stopped in order before the cluster goes.
  const ended = new AbortController();
  const signal = AbortSignal.any([io.signal, ended.signal]);
  let running: Promise<void> | undefined;
  try {
    const context = { cluster, clock: systemClock, signal, servedWithinMs: SERVED_WITHIN_MS };
    const follower = new ManifestFollower(manifests, context);
    await follower.prepare(io);
    const { kubeconfigPath } = options;
    const hasCustom = manifests.custom.length > 0;
    io.stderr.write(greeting({ kubeconfigPath, url, crd: program.crds[0], hasCustom }));
    const messages: string[] = [];
    const showing = show(composed.runtime, options, { io, messages, signal });
    running = composed.run(signal);
    // Files are followed for as long as everything runs.
    await Promise.all([running, follower.follow(saying(messages, options, io))]);
    await showing;
  } finally {
    ended.abort();
    await (running ?? composed.close());
  }
}

/** What is said on stderr would be drawn over by the live view, which says it above itself. */
function saying(
  messages: string[],
  { isLive, settings }: OperateOptions,
  io: CommandIo,
): CommandIo {
  if (!isLive || settings.explain) return io;
  const { columns, isTty } = io.stderr;
  return { ...io, stderr: { columns, isTty, write: (text) => void messages.push(text) } };
}

async function show(
  runtime: Runtime,
  { format, isLive, log, program, settings }: OperateOptions,
  {
    io,
    messages,
    signal,
  }: { readonly io: CommandIo; readonly messages: string[]; readonly signal: AbortSignal },
): Promise<void> {
  if (settings.explain) {
    printRecords(runtime, format, io);
    return;
  }
  const title = program.katalogs.map(({ name }) => name).join(', ');
  if (isLive) {
    await runLiveView({ runtime, title, clock: systemClock, log, messages }, io, signal);
    return;
  }
  const lines = new DecisionLines();
  runtime.onDecision((record) => {
    for (const line of lines.linesOf(record)) io.stdout.write(`${line}\n`);
  });
}
