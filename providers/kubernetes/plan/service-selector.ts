import { deepEqual, getPath, isObject, type KubeObject, withPath } from '../../../core/index.ts';
import type { Manifest } from '../kinds/kind.ts';
import type { ObservedChild } from '../observe/observed-child.ts';
import { isSelected, type Labels } from '../pod/workload.ts';
import type { DesiredChild } from './desired-child.ts';
import { restamp } from './stamp.ts';

const SELECTOR = ['spec', 'selector'];
const POD_LABELS = ['spec', 'template', 'metadata', 'labels'];
const SERVERS = new Set(['deployments', 'statefulSets']);

/** What decides whether a Service may select otherwise than it does. */
export interface SwitchWorld {
  readonly observed: ReadonlyMap<string, ObservedChild>;
  readonly children: readonly DesiredChild[];
  /** `false`: a workload is declared of which nothing is known in this cycle. */
  readonly knowsWorkloads: boolean;
}

/** A Service as it is to be for now, and why that is not yet what is declared. */
export interface HeldService {
  readonly child: DesiredChild;
  readonly waitsFor?: string;
}

/**
 * Lets a Service select as it does until the pods it is for carry the labels it will select by: otherwise it would reach none
 * until they are rolled out.
 */
export function holdSelector(
  child: DesiredChild,
  live: ObservedChild | undefined,
  world: SwitchWorld,
): HeldService {
  if (child.key !== 'services' || live === undefined) return { child };
  const wanted = labelsAt(child.manifest, SELECTOR);
  const present = labelsAt(live.object, SELECTOR);
  if (present === undefined || wanted === undefined || deepEqual(present, wanted)) return { child };
  const waitsFor = world.knowsWorkloads
    ? podsWithout(wanted, { present, world, namespace: live.namespace })
    : 'a workload is known again';
  if (waitsFor === undefined) return { child };
  const manifest = (withPath(child.manifest, SELECTOR, present) ?? child.manifest) as Manifest;
  return { child: { ...child, manifest: restamp(manifest) }, waitsFor };
}

/** The workload whose pods are reached now, will be, and do not all carry the labels yet. */
function podsWithout(
  wanted: Labels,
  {
    namespace,
    present,
    world,
  }: { readonly present: Labels; readonly world: SwitchWorld; readonly namespace: string },
): string | undefined {
  const declared = new Map(world.children.map((each) => [each.id, each.manifest]));
  for (const workload of world.observed.values()) {
    if (!SERVERS.has(workload.kind) || workload.namespace !== namespace) continue;
    const carried = labelsAt(workload.object, POD_LABELS) ?? {};
    const coming = labelsAt(declared.get(workload.id) ?? workload.object, POD_LABELS) ?? {};
    const isReached = isSelected(carried, present) && isSelected(coming, wanted);
    if (!isReached || (isSelected(carried, wanted) && isRolledOut(workload.object))) continue;
    return `all pods of ${workload.kind}/${workload.name} carry its labels`;
  }
  return undefined;
}

/** Where no controller has looked yet there are no pods either. */
function isRolledOut(workload: KubeObject): boolean {
  const status = workload['status'];
  if (!isObject(status) || status['observedGeneration'] === undefined) return true;
  const { observedGeneration, replicas = 0, updatedReplicas = 0 } = status;
  return (
    Number(observedGeneration) >= (workload.metadata.generation ?? 0) &&
    replicas === updatedReplicas
  );
}

function labelsAt(object: object, path: readonly string[]): Labels | undefined {
  const labels = getPath(object, path);
  return isObject(labels) ? (labels as Labels) : undefined;
}
