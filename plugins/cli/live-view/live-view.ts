import {
  type Clock,
  keyOf,
  type Logger,
  type Runtime,
  refOf,
  textOf,
} from '../../../core/index.ts';
import type { CommandIo } from '../io.ts';
import { styleOf } from '../style.ts';
import { Decisions } from './decisions.ts';
import { frameOf, type ViewedObject } from './frame.ts';
import { createScreen } from './screen.ts';

const DRAW_EVERY_MS = 250;

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
  const decisions = new Decisions();
  const forget = runtime.onDecision((record) => decisions.note(record));
  while (!signal.aborted) {
    for (const message of messages.splice(0)) screen.print(message);
    try {
      const objects = await viewedObjects(runtime, decisions, signal);
      const state = { title, objects, decisions: decisions.lines() };
      screen.draw(frameOf(state, style, stdout.columns, stdout.rows));
    } catch (error) {
      if (!signal.aborted) log.debug({ reason: textOf(error) }, 'live view could not be drawn');
    }
    await clock.sleep(DRAW_EVERY_MS, signal);
  }
  forget();
}

function viewedObjects(
  { crds }: Runtime,
  decisions: Decisions,
  signal: AbortSignal,
): Promise<readonly ViewedObject[]> {
  return Promise.all(
    crds.flatMap((crd) =>
      crd.list().map(async (object) => ({
        crd: crd.program.name,
        object,
        children: await crd.children(refOf(object), signal),
        ...decisions.lastOf(`${crd.program.name} ${keyOf(refOf(object))}`),
      })),
    ),
  );
}
