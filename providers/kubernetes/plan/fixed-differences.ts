import {
  deepEqual,
  getPath,
  isObject,
  type KubeObject,
  type ResourceType,
  withPath,
} from '../../../core/index.ts';
import { amountOf } from '../block/quantity.ts';
import type { Manifest, Part } from '../kinds/kind.ts';
import type { Difference } from './differences.ts';
import { type FixedFields, fixedFieldsOf } from './fixed-fields.ts';
import { fixedPodPart } from './fixed-pod-fields.ts';
import { keepPart } from './keep-part.ts';

const POLICY = ['spec', 'podManagementPolicy'];
const SELECTED = ['spec', 'selector', 'matchLabels'];
const POD_LABELS = ['spec', 'template', 'metadata', 'labels'];

/** A field for which the API server has said that it cannot be changed. */
export interface RefusedField {
  /** `spec.size`; the lists on the way without index. */
  readonly path: string;
  readonly message: string;
}

/** A declared field that differs and cannot be changed. */
export interface FixedDifference extends Difference {
  /** The part of the object that is sent as it is stored, so that the rest can be applied; see {@link keepPart}. */
  readonly part: readonly string[];
  /** What the API server said about it. */
  readonly message?: string;
}

/** Differences by whether they can be undone. */
export interface Divided {
  readonly open: readonly Difference[];
  readonly fixed: readonly FixedDifference[];
}

/** Tells differences that an apply undoes from those in fields that cannot be changed. */
export function divide(
  differences: readonly Difference[],
  world: {
    readonly type: ResourceType;
    readonly declared: Manifest;
    readonly live: KubeObject;
    readonly refused: readonly RefusedField[];
  },
): Divided {
  const { type, declared, live, refused } = world;
  const serviceTypes = [declared, live].map((each) => getPath(each, ['spec', 'type']));
  const fields = fixedFieldsOf(type, serviceTypes);
  const isPod = type.group === '' && type.kind === 'Pod';
  const open: Difference[] = [];
  const fixed: FixedDifference[] = [];
  for (const difference of differences) {
    const part = isPod
      ? fixedPodPart(difference, { declared, live })
      : fixedPart(difference, fields, live)?.split('.');
    const label = part === undefined ? selectedLabel(difference.path, declared, live) : undefined;
    const answer = refused.find(({ path }) => isWithin(difference.path, path));
    if (part !== undefined) fixed.push({ ...difference, part });
    else if (label !== undefined) fixed.push({ ...difference, part: [...POD_LABELS, label] });
    else if (answer === undefined) open.push(difference);
    else {
      const { message } = answer;
      fixed.push({ ...difference, part: partOf(difference.path, answer.path), message });
    }
  }
  fixed.push(...undeclared(declared, live, type));
  const unmatched = refused.filter(({ path }) => !fixed.some((each) => isWithin(each.path, path)));
  if (unmatched.length === 0) return { open, fixed };
  // That something is no longer declared was refused: as long as it is so, nothing can be written at all.
  const removed = unmatched.map(({ path, message }) => {
    return { path, part: path.split('.'), declared: undefined, live: undefined, message };
  });
  return { open: [], fixed: [...fixed, ...removed] };
}

/** The manifest as it can be applied: what cannot be changed keeps its stored value (katalog-language §7.4 REC, §7.6). */
export function withStored(
  manifest: Manifest,
  live: KubeObject,
  fixed: readonly FixedDifference[],
): Manifest {
  let kept: Part = manifest;
  // Left out altogether, server-side apply would be asked to remove it.
  for (const { part } of fixed) kept = keepPart(kept, live, part);
  // A fixed field that nobody declares stays as it is; taking it back would be refused.
  const isSet = live.kind === 'StatefulSet' && getPath(kept, POLICY) === undefined;
  if (isSet) kept = withPath(kept, POLICY, getPath(live, POLICY)) ?? kept;
  const isSealed = live['immutable'] === true && fixed.length > 0;
  return (isSealed ? { ...kept, immutable: true } : kept) as Manifest;
}

/** The part of the object that cannot be changed and holds the difference. */
function fixedPart(
  difference: Difference,
  fields: FixedFields,
  live: KubeObject,
): string | undefined {
  const { path } = difference;
  const within = (each: string): boolean => isWithin(path, each);
  for (const [map, free] of Object.entries(fields.allBut ?? {})) {
    const key = keyUnder(path, map);
    if (key !== undefined && !free.includes(key)) return `${map}.${key}`;
  }
  const set = fields.onceSet?.find(within);
  if (set !== undefined) return getPath(live, set.split('.')) === undefined ? undefined : set;
  const grown = fields.growing?.find(within);
  if (grown !== undefined) return isLess(difference.declared, difference.live) ? grown : undefined;
  if (live['immutable'] === true) {
    if (path === 'immutable') return path;
    const sealed = fields.sealed?.find(within);
    if (sealed !== undefined) return sealed;
  }
  return fields.paths?.find(within);
}

/** A label of pods that the stored selector of a workload needs, where another selector is declared. */
function selectedLabel(path: string, declared: Manifest, live: KubeObject): string | undefined {
  const labels = `${POD_LABELS.join('.')}.`;
  if (!path.startsWith(labels)) return undefined;
  const key = path.slice(labels.length);
  const [wanted, selected] = [declared, live].map((each) => getPath(each, SELECTED));
  if (!isObject(selected) || deepEqual(wanted, selected)) return undefined;
  return Object.hasOwn(selected, key) ? key : undefined;
}

/** What stands there, is not declared, and cannot be taken away although nothing declared means none. */
function undeclared(
  declared: Manifest,
  live: KubeObject,
  { group, kind }: ResourceType,
): readonly FixedDifference[] {
  const found: FixedDifference[] = [];
  const note = (path: string, part: readonly string[], value: unknown): void =>
    void found.push({ path, part, declared: undefined, live: value });
  if (group === 'apps' && kind === 'StatefulSet') {
    const part = ['spec', 'volumeClaimTemplates'];
    const claims = getPath(live, part);
    const isTaken = Array.isArray(claims) && claims.length > 0;
    if (isTaken && getPath(declared, part) === undefined) note(part.join('.'), part, claims);
  }
  if (
    group === '' &&
    kind === 'Service' &&
    getPath(declared, ['spec', 'type']) !== 'ExternalName'
  ) {
    const part = ['spec', 'clusterIP'];
    const isHeadless = getPath(live, part) === 'None';
    if (isHeadless && getPath(declared, part) === undefined) note(part.join('.'), part, 'None');
  }
  if (live['immutable'] === true && (kind === 'Secret' || kind === 'ConfigMap')) {
    for (const map of ['data', 'binaryData']) {
      const [wanted, present] = [declared[map], live[map]];
      if (!isObject(wanted) || !isObject(present)) continue;
      for (const key of Object.keys(present)) {
        if (!Object.hasOwn(wanted, key)) note(`${map}.${key}`, [map], present[key]);
      }
    }
  }
  return found;
}

function isWithin(path: string, outer: string): boolean {
  if (!path.startsWith(outer)) return false;
  const next = path[outer.length];
  return next === undefined || next === '.' || next === '[';
}

/** The key of a map below which a path goes on. */
function keyUnder(path: string, map: string): string | undefined {
  if (!path.startsWith(`${map}.`)) return undefined;
  return path.slice(map.length + 1).split(/[.[]/)[0];
}

/** Where the API server names a whole map, only what differs of it is sent as it is stored. */
function partOf(path: string, refused: string): readonly string[] {
  const key = keyUnder(path, refused);
  return (key === undefined ? refused : `${refused}.${key}`).split('.');
}

function isLess(declared: unknown, live: unknown): boolean {
  if (declared === undefined || deepEqual(declared, live)) return false;
  return (amountOf(String(declared)) ?? 0) < (amountOf(String(live)) ?? 0);
}
