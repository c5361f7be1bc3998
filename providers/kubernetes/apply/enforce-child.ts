import {
  type Cluster,
  ErrorCode,
  Identity,
  isOrkError,
  type KubeObject,
  type Target,
} from '../../../core/index.ts';
import type { Manifest } from '../kinds/kind.ts';
import { isOfKubernetes } from '../kinds/kubernetes-groups.ts';
import type { AppliedMemory } from '../plan/applied-memory.ts';
import type { ForeignItem } from '../plan/foreign-items.ts';
import type { SeenSize, WritePayload } from '../plan/payload.ts';
import { isMerged } from '../plan/whole-fields.ts';
import { type Applied, applyScaled } from './apply-scaled.ts';
import { managersOf } from './managed-fields.ts';
import {
  type OwnershipChange,
  type OwnershipOptions,
  presentItems,
  takeOwnership,
} from './take-ownership.ts';

/** One apply to an object of ours. */
export interface Enforcement extends OwnershipOptions {
  readonly cluster: Cluster;
  readonly target: Target;
  readonly manifest: Manifest;
  /** Items of others are known to be there: an apply alone would leave them, or be refused because of them. */
  readonly hasForeign: boolean;
  /** The number of replicas that was compared. */
  readonly size?: SeenSize;
  readonly signal: AbortSignal;
}

/** The enforcement of a payload. */
export function enforcementOf(
  payload: WritePayload,
  manifest: Manifest,
  rest: Pick<Enforcement, 'cluster' | 'target' | 'takes' | 'signal'> & {
    readonly applied: AppliedMemory;
  },
): Enforcement {
  const { applied, ...way } = rest;
  const { type, hasForeign = false, size } = payload;
  const merges = isMerged(manifest, payload);
  const hash = manifest.metadata.annotations?.[Identity.hashAnnotation] ?? '';
  const isBuiltIn = isOfKubernetes(type);
  const acceptedOf: Enforcement['acceptedOf'] = (uid) => applied.accepted(uid, hash);
  const sized = size === undefined ? {} : { size };
  return { ...way, manifest, merges, hasForeign, isBuiltIn, acceptedOf, ...sized };
}

/** An object as it is stored after an apply. */
export interface Enforced extends Applied {
  /** Items of others that are gone now. */
  readonly removed: readonly ForeignItem[];
  /** Items that were taken out and are there again: admission puts them into every write. */
  readonly returned: readonly ForeignItem[];
}

/** Most applies of one call: whoever writes between two of them is answered in the next cycle. */
const MOST_ROUNDS = 2;

/** Most tries to change an object that others change at the same time. */
const MOST_TRIES = 4;

/**
 * Applies what is declared and sees to it that nothing else is in what is declared whole.
 *
 * @remarks One request where nobody else wrote. Where others did, their items become ours first and go with the apply that
 * follows: at no time is the object without what is declared, and an apply that was refused is not sent again as it was.
 */
export async function enforceChild(enforcement: Enforcement, met?: KubeObject): Promise<Enforced> {
  const { takes, hasForeign } = enforcement;
  if (takes && hasForeign) return afterTaking(enforcement, await read(enforcement));
  let applied: Applied;
  try {
    applied = await applyScaled(enforcement, met);
  } catch (error) {
    if (!takes || !isOrkError(error, ErrorCode.ApiInvalid)) throw error;
    const live = await read(enforcement);
    if (live === undefined || takeOwnership(live, enforcement.manifest, enforcement) === undefined)
      throw error;
    return afterTaking(enforcement, live);
  }
  const { object: answer, isScaled } = applied;
  const change = changeAfter(enforcement, answer);
  if (change === undefined) return { object: answer, isScaled, removed: [], returned: [] };
  if (change.mustApply) return afterTaking(enforcement, answer);
  const { object } = await take(enforcement, answer);
  return { object: object ?? answer, isScaled, removed: [], returned: [] };
}

async function afterTaking(
  enforcement: Enforcement,
  live: KubeObject | undefined,
): Promise<Enforced> {
  let before = live;
  const taken: ForeignItem[] = [];
  for (let rounds = 1; ; rounds += 1) {
    const owned = before === undefined ? undefined : await take(enforcement, before);
    taken.push(...(owned?.items ?? []));
    const { object, isScaled } = await applyScaled(enforcement, owned?.object);
    const change = changeAfter(enforcement, object);
    if (change?.mustApply === true && rounds < MOST_ROUNDS) {
      before = object;
      continue;
    }
    const present =
      taken.length === 0 ? [] : presentItems(object, enforcement.manifest, enforcement);
    const isBack = ({ path }: ForeignItem): boolean => present.some((each) => each.path === path);
    const removed = taken.filter((item) => !isBack(item));
    return { object, isScaled, removed, returned: taken.filter(isBack) };
  }
}

/** What is still to be taken after an apply; whoever tells of no managers then keeps none. */
function changeAfter(enforcement: Enforcement, answer: KubeObject): OwnershipChange | undefined {
  if (managersOf(answer).length === 0) return undefined;
  return takeOwnership(answer, enforcement.manifest, enforcement);
}

interface Taken {
  readonly object: KubeObject | undefined;
  readonly items: OwnershipChange['items'];
}

/** Takes ownership in the object as it is, however often others change it meanwhile. */
async function take(enforcement: Enforcement, live: KubeObject): Promise<Taken> {
  const { cluster, target, manifest, signal } = enforcement;
  let current: KubeObject | undefined = live;
  for (let tries = 1; current !== undefined; tries += 1) {
    const change = takeOwnership(current, manifest, enforcement);
    if (change === undefined) return { object: current, items: [] };
    const patch = [
      { op: 'replace', path: '/metadata/managedFields', value: change.managedFields },
      { op: 'replace', path: '/metadata/resourceVersion', value: current.metadata.resourceVersion },
    ];
    try {
      const object = await cluster.patch(target, patch, { type: 'json', signal });
      return { object, items: change.items };
    } catch (error) {
      if (!isOrkError(error, ErrorCode.ApiConflict) || tries >= MOST_TRIES) throw error;
      current = await read(enforcement);
    }
  }
  return { object: undefined, items: [] };
}

function read({ cluster, target, signal }: Enforcement): Promise<KubeObject | undefined> {
  return cluster.get(target, signal);
}
