import type { Clock } from '../clock.ts';
import { ErrorCode, isOrkError, textOf } from '../errors.ts';
import type { Inventory } from '../inventory/inventory.ts';
import {
  type InventoryRecord,
  inventoryIdOf,
  recordOfCrd,
  withNotes,
} from '../inventory/inventory-record.ts';
import type { Logger } from '../log.ts';
import type { CrdProgram } from '../program/program.ts';
import type { CrdProviders } from './crd-providers.ts';

/** First and longest wait before it is tried again, in milliseconds. */
const RETRY_FIRST_MS = 500;
const RETRY_LAST_MS = 30_000;

/** How long what cannot be looked after is left alone, in milliseconds. */
const AGAIN_MS = 600_000;

/** What the beginning of the work on a CRD needs. */
export interface BeginOptions {
  readonly crd: CrdProgram;
  readonly providers: CrdProviders;
  /** Uids of all custom resources; `undefined` where only a part of them is known. Default: not known. */
  readonly owners?: () => readonly string[] | undefined;
  /** Absent: nothing outlasts the process. */
  readonly inventory?: Inventory;
  readonly clock: Clock;
  readonly log: Logger;
}

/**
 * Lets providers find what earlier revisions left, and stores what they want to know next time, before anything is created.
 *
 * @param known - what was told before, and is not told again
 * @returns what cannot be looked after, for people. Never rejects; on abort it ends early.
 */
export async function beginWork(
  options: BeginOptions,
  signal: AbortSignal,
  known: readonly string[] = [],
): Promise<readonly string[]> {
  const { clock, log } = options;
  for (
    let delayMs = RETRY_FIRST_MS;
    !signal.aborted;
    delayMs = Math.min(RETRY_LAST_MS, delayMs * 2)
  ) {
    try {
      const warnings = await begin(options, signal);
      const news = warnings.filter((text) => !known.includes(text));
      for (const text of news) log.warn({ text }, 'something is not looked after');
      return warnings;
    } catch (error) {
      if (signal.aborted) break;
      log.warn({ err: error, delayMs }, 'work could not begin; trying again');
      await clock.sleep(delayMs, signal);
    }
  }
  return [];
}

/**
 * Begins again, every ten minutes, for as long as something cannot be looked after: a right may have been given back.
 *
 * @param became - hears what is left of it, whenever that has changed. Never rejects; it ends on abort.
 */
export async function beginAgain(
  options: BeginOptions,
  {
    became,
    warnings,
  }: {
    readonly warnings: readonly string[];
    readonly became: (warnings: readonly string[]) => void;
  },
  signal: AbortSignal,
): Promise<void> {
  let known = warnings;
  while (known.length > 0) {
    await options.clock.sleep(AGAIN_MS, signal);
    if (signal.aborted) return;
    const now = await beginWork(options, signal, known);
    if (signal.aborted) return;
    if (now.join('\n') !== known.join('\n')) became(now);
    known = now;
  }
}

async function begin(options: BeginOptions, signal: AbortSignal): Promise<readonly string[]> {
  const { crd, inventory, providers } = options;
  const warnings: string[] = [];
  const id = inventoryIdOf(crd);
  const before = await readRecord(options, id, { warnings, signal });
  const answers = new Map<string, readonly string[]>();
  // What an earlier revision used made things that have to be found, although this one has no entry for it.
  for (const [name, notes] of Object.entries(before?.notes ?? {})) {
    if (notes.length === 0 || (await providers.join(name, signal))) continue;
    warnings.push(withoutProvider(name, notes));
  }
  const owners = options.owners?.();
  for (const [name, provider] of providers.inUse) {
    const notes = before?.notes[name] ?? [];
    const request = { crd: crd.name, notes, ...(owners === undefined ? {} : { owners }) };
    const answer = await provider.begin?.(request, signal);
    if (answer === undefined) continue;
    answers.set(name, answer.notes);
    warnings.push(...answer.warnings);
  }
  const become = (present: InventoryRecord | undefined): InventoryRecord =>
    [...answers].reduce(
      (record, [name, notes]) => withNotes(record, name, notes),
      recordOfCrd(crd, present),
    );
  try {
    await inventory?.change(id, become, signal);
  } catch (error) {
    if (!isLasting(error)) throw error;
    warnings.push(`${NOT_STORED}: ${textOf(error)}`);
  }
  return warnings;
}

async function readRecord(
  { inventory }: BeginOptions,
  id: string,
  { signal, warnings }: { readonly warnings: string[]; readonly signal: AbortSignal },
): Promise<InventoryRecord | undefined> {
  try {
    return (await inventory?.read(signal))?.get(id);
  } catch (error) {
    if (!isLasting(error)) throw error;
    warnings.push(`${NOT_READ}: ${textOf(error)}`);
    return undefined;
  }
}

const NOT_READ = 'what earlier revisions made cannot be looked up';
const NOT_STORED =
  'what is made cannot be remembered, so what a later revision no longer declares is not found after a restart';

function withoutProvider(name: string, notes: readonly string[]): string {
  return `the provider ${name} is not there any more; what it made stays: ${notes.join(', ')}`;
}

/** Trying again changes nothing: a right or the namespace is missing. */
function isLasting(error: unknown): boolean {
  return [ErrorCode.ApiForbidden, ErrorCode.ApiNotFound, ErrorCode.ApiInvalid].some((code) =>
    isOrkError(error, code),
  );
}
