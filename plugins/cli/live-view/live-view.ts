import {
  type Clock,
  type DecisionRecord,
  keyOf,
  type Logger,
  type Runtime,
  refOf,
  textOf,
} from '../../../core/index.ts';
import { recordSummary } from '../explain/record-text.ts';
import type { CommandIo } from '../io.ts';
import { styleOf } from '../style.ts';
import { frameOf, type ViewedObject } from './frame.ts';
import { createScreen } from './screen.ts';

const DRAW_EVERY_MS = 250;
const DECISIONS_SHOWN = 5;

export interface LiveViewOptions {
  readonly runtime: Runtime;
  readonly title: string;
  readonly clock: Clock;
  readonly log: Logger;
  /** Texts to write above the view; each is taken out when it is written. */
  readonly messages: string[];
}

/** Shows custom resources, children and last decisions on a terminal until aborted; draws only what changed. */
export async function runLiveView(
  { clock, log, messages, runtime, title }: LiveViewOptions,
  { env, stdout }: Pick<CommandIo, 'env' | 'stdout'>,
  signal: AbortSignal,
): Promise<void> {
  const screen = createScreen(stdout);
  const style = styleOf(stdout, env);
  const decisions: string[] = [];
  const last = new Map<string, string>();
  const forget = runtime.onDecision((record) => {
    // Cycles that did nothing would push out those that did.
    if (record.writes === 0 && record.error === undefined) return;
    note(record, decisions);
    last.set(`${record.crd} ${record.object}`, recordSummary(record));
  });
  while (!signal.aborted) {
    for (const message of messages.splice(0)) screen.print(message);
    try {
      const objects = await viewedObjects(runtime, last, signal);
      screen.draw(frameOf({ title, objects, decisions }, style, stdout.columns));
    } catch (error) {
      if (!signal.aborted) log.debug({ reason: textOf(error) }, 'live view could not be drawn');
    }
    await clock.sleep(DRAW_EVERY_MS, signal);
  }
  forget();
}

function note(record: DecisionRecord, decisions: string[]): void {
  const time = new Date(record.atMs).toISOString().slice(11, 19);
  decisions.push(`${time} ${record.crd} ${record.object}: ${recordSummary(record)}`);
  if (decisions.length > DECISIONS_SHOWN) decisions.shift();
}

function viewedObjects(
  { crds }: Runtime,
  last: ReadonlyMap<string, string>,
  signal: AbortSignal,
): Promise<readonly ViewedObject[]> {
  return Promise.all(
    crds.flatMap((crd) =>
      crd.list().map(async (object) => ({
        crd: crd.program.name,
        object,
        children: await crd.children(refOf(object), signal),
        last: last.get(`${crd.program.name} ${keyOf(refOf(object))}`) ?? '',
      })),
    ),
  );
}
