import type { ConditionTrace } from '../condition/condition.ts';
import { isUnknown } from '../errors.ts';
import type { ExpressionTree, Scope } from '../expression/expression.ts';
import { decimalText } from '../json/decimal-text.ts';
import { isObject, type JsonObject } from '../object/json.ts';
import { getPath } from '../object/path.ts';
import type { ResourceBlock, ResourceEntry } from '../program/program.ts';
import type { DesiredBlock, RetainedBlock } from '../provider/desired-block.ts';
import { withRoots } from './scope.ts';

/** One resource entry, or one of its `forEach` items, with what its conditions said. */
export interface Expansion {
  /** `onReconcile.deployments[0]`, with `{item}` appended inside `forEach`. */
  readonly id: string;
  readonly entry: ResourceEntry;
  readonly traces: readonly ConditionTrace[];
  readonly result: ExpansionResult;
}

export type ExpansionResult =
  | { readonly kind: 'desired'; readonly desired: DesiredBlock }
  /** The condition is false and the object stays as it is. */
  | { readonly kind: 'retained'; readonly retained: RetainedBlock; readonly reason: string }
  /** The condition is false and an owned object goes. */
  | { readonly kind: 'absent'; readonly name: string; readonly reason: string }
  | {
      readonly kind: 'failed';
      readonly error: unknown;
      /** Who its object is; absent where not even that could be evaluated. */
      readonly identity?: JsonObject;
    };

/** Evaluates conditions, `forEach` and templates of a block, in declaration order. */
export async function expandBlock(
  block: ResourceBlock,
  scope: Scope,
): Promise<readonly Expansion[]> {
  const gate = await gateOf(block, scope);
  const expansions: Expansion[] = [];
  for (const entry of block.entries) {
    const { id } = entry;
    try {
      if (gate instanceof Error) throw gate;
      for (const item of itemsOf(entry, scope)) {
        expansions.push(await expandItem(entry, item, gate));
      }
    } catch (error) {
      if (!isUnknown(error)) throw error;
      expansions.push({ id, entry, traces: [], result: { kind: 'failed', error } });
    }
  }
  return expansions;
}

interface Gate {
  readonly passed: boolean;
  readonly traces: readonly ConditionTrace[];
}

/** What the block's own conditions say, or why that is not known. */
async function gateOf(block: ResourceBlock, scope: Scope): Promise<Gate | Error> {
  try {
    return await block.when.evaluate(scope);
  } catch (error) {
    if (error instanceof Error && isUnknown(error)) return error;
    throw error;
  }
}

/** One `forEach` step: the scope it adds and the suffix of its id. */
interface Item {
  readonly suffix: string;
  readonly scope: Scope;
}

/** Steps of an entry: one without `forEach`, else one per element or per sorted key (katalog-language §5.5). */
export function itemsOf(entry: ResourceEntry, scope: Scope): readonly Item[] {
  if (entry.forEach === undefined) return [{ suffix: '', scope }];
  const { path, as } = entry.forEach;
  const collection = getPath(scope.roots, path);
  if (Array.isArray(collection)) {
    const suffixes = suffixesOf(collection);
    return collection.map((item: unknown, index) => ({
      suffix: suffixes[index] ?? '',
      scope: withRoots(scope, { item, index, [as]: item }),
    }));
  }
  if (!isObject(collection)) return [];
  const keys = Object.keys(collection).sort();
  return keys.map((key, index) => ({
    suffix: `{${key}}`,
    scope: withRoots(scope, { item: key, value: collection[key], index, [as]: key }),
  }));
}

/** Scalars stand for themselves, other elements for their position; what would read the same gets its position too. */
function suffixesOf(items: readonly unknown[]): readonly string[] {
  const seen = new Set<string>();
  return items.map((item, index) => {
    let text = scalarText(item) ?? String(index);
    while (seen.has(text)) text = `${text}#${index}`;
    seen.add(text);
    return `{${text}}`;
  });
}

function scalarText(item: unknown): string | undefined {
  if (typeof item === 'number' || typeof item === 'bigint') return decimalText(item);
  return Object(item) === item ? undefined : String(item);
}

async function expandItem(entry: ResourceEntry, item: Item, gate: Gate): Promise<Expansion> {
  const id = `${entry.id}${item.suffix}`;
  const own = await entry.when.evaluate(item.scope);
  const traces = gate.traces.length === 0 ? own.traces : [...gate.traces, ...own.traces];
  const result =
    gate.passed && own.passed
      ? await desire(entry, id, item.scope)
      : await stepAside(entry, id, { scope: item.scope, traces });
  return { id, entry, traces, result };
}

async function desire(entry: ResourceEntry, id: string, scope: Scope): Promise<ExpansionResult> {
  try {
    const block = (await entry.block.render(scope)) as JsonObject;
    const { kind, mode, force, onImmutable, adopt } = entry;
    const { volatilePaths } = entry.block;
    const desired = {
      entry: id,
      kind,
      mode,
      block,
      force,
      ...(entry.merge === true ? { merge: true } : {}),
      ...(onImmutable === undefined ? {} : { onImmutable }),
      ...(adopt === undefined ? {} : { adopt }),
      ...(volatilePaths.length === 0 ? {} : { volatile: volatilePaths }),
    };
    return { kind: 'desired', desired };
  } catch (error) {
    const identity = await tryRender(entry.identity, scope);
    return { kind: 'failed', error, ...(identity === undefined ? {} : { identity }) };
  }
}

async function stepAside(
  entry: ResourceEntry,
  id: string,
  seen: { readonly scope: Scope; readonly traces: readonly ConditionTrace[] },
): Promise<ExpansionResult> {
  const reason = reasonOf(seen.traces);
  const block = await tryRender(entry.identity, seen.scope);
  if (entry.deletesWhenFalse) return { kind: 'absent', name: nameIn(block), reason };
  const retained = { entry: id, kind: entry.kind, ...(block === undefined ? {} : { block }) };
  return { kind: 'retained', retained, reason };
}

/** The first condition that was false, as the reason why an entry does not apply. */
function reasonOf(traces: readonly ConditionTrace[]): string {
  const failed = traces.find((trace) => !trace.passed);
  if (failed === undefined) return 'condition is false';
  return failed.error === undefined
    ? `${failed.text} is false (saw "${failed.saw}")`
    : `${failed.text} could not be evaluated: ${failed.error}`;
}

async function tryRender(tree: ExpressionTree, scope: Scope): Promise<JsonObject | undefined> {
  try {
    return (await tree.render(scope)) as JsonObject;
  } catch {
    // Told by the absent block: nothing of the kind is pruned then, and the entry is skipped anyway.
    return undefined;
  }
}

/** Name a block gives itself, `''` when it leaves that to the provider. */
export function nameIn(block: JsonObject | undefined): string {
  const own = block?.['name'];
  if (typeof own === 'string') return own;
  const nested = getPath(block, ['metadata', 'name']);
  return typeof nested === 'string' ? nested : '';
}
