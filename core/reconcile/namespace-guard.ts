import type { JsonValue } from '../object/json.ts';
import type { NamespaceGuard } from '../program/program.ts';
import type { DesiredBlock } from '../provider/desired-block.ts';
import type { ProviderPlan, UnchangedResource } from '../provider/provider-plan.ts';
import { isEnding } from './is-ending.ts';

/**
 * Tells why a namespace is forbidden, or `undefined` when it is not (katalog-language §13.6).
 *
 * @remarks Restricted wins over allowed; an empty allowed list allows all.
 */
export function forbiddenReason(guard: NamespaceGuard, namespace: string): string | undefined {
  if (namespace === '') return undefined;
  const restricted = guard.restricted.find((pattern) => matches(pattern, namespace));
  if (restricted !== undefined) return `namespace ${namespace} is restricted by "${restricted}"`;
  if (guard.allowed.length === 0 || guard.allowed.some((pattern) => matches(pattern, namespace))) {
    return undefined;
  }
  return `namespace ${namespace} is none of the allowed ${guard.allowed.join(', ')}`;
}

function matches(pattern: string, namespace: string): boolean {
  if (pattern === '*') return true;
  if (pattern.endsWith('*')) return namespace.startsWith(pattern.slice(0, -1));
  if (pattern.startsWith('*')) return namespace.endsWith(pattern.slice(1));
  return pattern === namespace;
}

/** Something an entry asks for in a forbidden namespace. */
export interface HeldBack {
  readonly entry: string;
  readonly namespace: string;
  readonly reason: string;
}

/** A block without its copies in forbidden namespaces: each passes the guard by itself (katalog-language §13.6). */
export function guardCopies(
  guard: NamespaceGuard,
  desired: DesiredBlock,
): { readonly desired: DesiredBlock; readonly heldBack: readonly HeldBack[] } {
  const { toNamespaces } = desired.block;
  if (!Array.isArray(toNamespaces) || !isGuarding(guard)) return { desired, heldBack: [] };
  const allowed: JsonValue[] = [];
  const heldBack: HeldBack[] = [];
  // An element that is a template may have become a list.
  for (const item of toNamespaces.flat(Number.POSITIVE_INFINITY) as readonly JsonValue[]) {
    const namespace = item === null ? '' : String(item);
    const reason = forbiddenReason(guard, namespace);
    if (reason === undefined) allowed.push(item);
    else heldBack.push({ entry: desired.entry, namespace, reason });
  }
  if (heldBack.length === 0) return { desired, heldBack };
  return { desired: { ...desired, block: { ...desired.block, toNamespaces: allowed } }, heldBack };
}

/**
 * A plan without what it would write in forbidden namespaces.
 *
 * @remarks Where an object goes is the provider's to say: a block may leave its namespace open. So the guard judges what
 * is going to be written, whatever the block said. Deletions are not held back (katalog-language §13.1).
 */
export function guardPlan(
  guard: NamespaceGuard,
  plan: ProviderPlan,
): { readonly plan: ProviderPlan; readonly heldBack: readonly HeldBack[] } {
  if (!isGuarding(guard)) return { plan, heldBack: [] };
  const heldBack: HeldBack[] = [];
  const passes = ({ entry, namespace }: UnchangedResource): boolean => {
    const reason = forbiddenReason(guard, namespace);
    if (reason !== undefined) heldBack.push({ entry, namespace, reason });
    return reason === undefined;
  };
  const operations = plan.operations.filter((each) => isEnding(each) || passes(each));
  const unchanged = plan.unchanged.filter(passes);
  return heldBack.length === 0
    ? { plan, heldBack }
    : { plan: { ...plan, operations, unchanged }, heldBack };
}

function isGuarding({ restricted, allowed }: NamespaceGuard): boolean {
  return restricted.length > 0 || allowed.length > 0;
}
