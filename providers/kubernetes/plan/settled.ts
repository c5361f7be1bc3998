import type { DesiredBlock, Owner, UnchangedResource } from '../../../core/index.ts';
import { writeJson } from '../../../core/index.ts';
import { builtInKind } from '../kinds/built-in-kinds.ts';
import type { ObservedChild } from '../observe/observed-child.ts';
import type { Workload } from '../pod/workload.ts';
import { shortHash } from './canonical-json.ts';
import { childId } from './desired-child.ts';
import { namespaceFor } from './namespace-for.ts';
import type { PlannerState, Settled } from './planner-state.ts';

/** What the shortcut found out about a block. */
export interface SettledCheck {
  /** The block needs nothing, as last time. */
  readonly found?: UnchangedResource;
  /** To note the block under once it turns out to need nothing. */
  readonly digest?: string;
}

/** Fields that make a block stand for several objects, or depend on the clock or on another object. */
const UNSETTLED = ['toNamespaces', 'rotateAfter', 'fromSecret', 'fromConfigMap', 'tls'];

/**
 * Recognises a block that needed nothing when it was last planned: same declaration, same live object.
 *
 * @remarks A shortcut only: the plan is the same without it. Building, hashing and comparing a Deployment costs ten
 * times as much as this.
 */
export function settledChild(
  block: DesiredBlock,
  world: {
    readonly owner: Owner;
    readonly observed: ReadonlyMap<string, ObservedChild>;
    readonly workloads: readonly Workload[];
    readonly state: PlannerState;
  },
): SettledCheck {
  const kind = builtInKind(block.kind);
  const { name, namespace } = block.block;
  if (kind === undefined || UNSETTLED.some((key) => Object.hasOwn(block.block, key))) return {};
  if (typeof name !== 'string' || name === '') return {};
  if (namespace !== undefined && typeof namespace !== 'string') return {};
  const place = namespaceFor(namespace === '' ? undefined : namespace, world.owner);
  const id = childId(kind.type, place, name);
  const live = world.observed.get(id);
  if (live === undefined || live.object.metadata.deletionTimestamp !== undefined) return {};
  const beside = kind.key === 'services' ? writeJson(world.workloads) : '';
  const text = `${block.mode}|${block.force}|${block.onImmutable}|${beside}|${writeJson(block.block)}`;
  const digest = shortHash(text);
  const known = world.state.settled.get(live.object);
  if (known?.digest !== digest) return { digest };
  const { digest: _, ...standing } = known;
  const found = { entry: block.entry, id, resource: kind.key, namespace: place, name };
  return { found: { ...found, ...standing }, digest };
}

/** Notes that a block needed nothing, and how its object stands. */
export function markSettled(
  digest: string | undefined,
  live: ObservedChild | undefined,
  { state, standing }: { readonly state: PlannerState; readonly standing: Omit<Settled, 'digest'> },
): void {
  if (digest === undefined || live === undefined) return;
  state.settled.set(live.object, { digest, ...standing });
}
