import {
  type BlockProblem,
  type CheckRequest,
  type DesiredBlock,
  gvkOf,
  type JsonObject,
  type Owner,
} from '../../core/index.ts';
import { named } from './block/block-problems.ts';
import { BlockReader } from './block/block-reader.ts';
import { builtInKind } from './kinds/built-in-kinds.ts';
import { CUSTOM_KEY } from './kinds/custom.ts';
import { buildChildren } from './plan/build-children.ts';
import { lostWith } from './plan/recreation.ts';

/** Fields of an entry that are the core's: conditions, repetition and mode. */
const ENTRY_FIELDS = new Set([
  'when',
  'or',
  'forEach',
  'reconcile',
  'forceConflict',
  'onImmutable',
  'adopt',
  'merge',
]);

/** Stands for the custom resource that a Katalog does not know yet; its name fits every rule. */
const NOBODY: Owner = {
  crd: 'check',
  gvk: { group: 'check.orkestra.orkspace.io', version: 'v1', kind: 'Check' },
  namespaced: true,
  object: {
    apiVersion: 'check.orkestra.orkspace.io/v1',
    kind: 'Check',
    metadata: { name: 'x', namespace: 'x', uid: 'x' },
  },
};

/**
 * Faults of a block as written: the same code that builds manifests reads it, taking templates as valid, so what
 * passes here can fail later only because of a value.
 */
export function checkBlock({ kind, block, onImmutable }: CheckRequest): readonly BlockProblem[] {
  if (kind !== CUSTOM_KEY && builtInKind(kind) === undefined) {
    return [{ path: [], message: `${kind} is not a kind of this provider` }];
  }
  const own = Object.fromEntries(Object.entries(block).filter(([key]) => !ENTRY_FIELDS.has(key)));
  const reader = new BlockReader(own, { stage: 'written' });
  const desired: DesiredBlock = { entry: kind, kind, mode: 'apply', block: own, force: true };
  buildChildren(desired, reader, {
    owner: NOBODY,
    types: () => undefined,
    workloads: [],
    nowMs: 0,
    isRunOnDelete: false,
    stage: 'written',
  });
  const lost = onImmutable === 'recreate' ? lostOf(kind, block) : undefined;
  const problems = reader.problems.map(named);
  return lost === undefined ? problems : [...problems, refusedRecreation(lost)];
}

/** What would be lost if the object of the block were recreated. */
function lostOf(kind: string, { apiVersion, kind: name }: JsonObject): string | undefined {
  const type = builtInKind(kind)?.type;
  return lostWith(type ?? gvkOf({ apiVersion: String(apiVersion), kind: String(name) }));
}

function refusedRecreation(lost: string): BlockProblem {
  return {
    path: ['onImmutable'],
    message: `recreate would destroy ${lost}; with keep the fields that cannot be changed stay as they are`,
    expected: 'keep',
  };
}
