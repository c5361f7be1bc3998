import { getPath, isObject, type KubeObject } from '../../../core/index.ts';
import type { Manifest } from '../kinds/kind.ts';
import type { Difference } from './differences.ts';

/** What of a pod can change, as `ValidatePodUpdate` of the API server has it (Kubernetes 1.36). */
const CONTAINER_LISTS = ['containers', 'initContainers'];
const FREE_IN_CONTAINERS = new Set(['image']);
/** Free as long as a gate keeps the pod from being scheduled; affinity within limits that the API server knows. */
const FREE_WHILE_GATED = new Set(['schedulingGates', 'affinity']);
/** Put in by admission whenever they are missing, so they need not be declared. */
const ADDED_TOLERATIONS: ReadonlySet<unknown> = new Set([
  'node.kubernetes.io/not-ready',
  'node.kubernetes.io/unreachable',
]);

/**
 * The part of a pod that holds the difference and cannot be changed; `undefined` when it can.
 *
 * @returns steps to the part; one in brackets is the name of a container
 */
export function fixedPodPart(
  { path, declared, live }: Difference,
  pods: { readonly declared: Manifest; readonly live: KubeObject },
): readonly string[] | undefined {
  const [, field = '', item, rest = ''] = /^spec\.([^.[]+)(?:\[([^\]]*)\])?(.*)$/.exec(path) ?? [];
  if (field === '') return undefined;
  const part = ['spec', field];
  if (CONTAINER_LISTS.includes(field) && item !== undefined) {
    const [, key] = /^\.([^.[]+)/.exec(rest) ?? [];
    if (key === undefined) return [...part, `[${item}]`];
    return FREE_IN_CONTAINERS.has(key) ? undefined : [...part, `[${item}]`, key];
  }
  const isGated = getPath(pods.live, ['spec', 'schedulingGates']) !== undefined;
  if (isGated && FREE_WHILE_GATED.has(field)) return undefined;
  // A selector may become narrower.
  if (isGated && field === 'nodeSelector' && live === undefined) return undefined;
  if (field === 'activeDeadlineSeconds')
    return live === undefined || Number(declared) <= Number(live) ? undefined : part;
  if (field === 'terminationGracePeriodSeconds')
    return Number(live) < 0 && declared === 1 ? undefined : part;
  if (field === 'tolerations') return areOnlyAdded(pods) ? undefined : part;
  return part;
}

/** Whether all tolerations of a pod are declared still; their seconds may differ. */
function areOnlyAdded({
  declared,
  live,
}: {
  readonly declared: Manifest;
  readonly live: KubeObject;
}): boolean {
  const [wanted, stored] = [declared, live].map((each) => getPath(each, ['spec', 'tolerations']));
  const known = new Set(objectsOf(wanted).map(identityOf));
  return objectsOf(stored)
    .filter(({ key }) => !ADDED_TOLERATIONS.has(key))
    .every((each) => known.has(identityOf(each)));
}

function objectsOf(list: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(list) ? list.filter(isObject) : [];
}

/** What of a toleration cannot change; the API server compares it as it is written, and fills nothing in. */
function identityOf({ key, operator, value, effect }: Readonly<Record<string, unknown>>): string {
  return JSON.stringify([key ?? '', operator ?? '', value ?? '', effect ?? '']);
}
