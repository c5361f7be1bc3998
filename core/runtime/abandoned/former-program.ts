import type { ConditionSet } from '../../condition/condition.ts';
import type { InventoryRecord } from '../../inventory/inventory-record.ts';
import type { CrdProgram, KatalogInfo, ResourceBlock } from '../../program/program.ts';

const ALWAYS: ConditionSet = {
  isEmpty: true,
  references: [],
  evaluate: async () => ({ passed: true, traces: [] }),
};

const NOTHING: ResourceBlock = { when: ALWAYS, entries: [] };

const POSITION = { file: '', line: 1, column: 1 };

/**
 * The operator of a kind that no Katalog declares any more. It makes nothing; with it a custom resource that is deleted loses what
 * garbage collection would leave, and then its finalizers. `onDelete` of the former entry is not known.
 */
export function formerProgram(record: InventoryRecord): CrdProgram {
  const { finalizers, group, kind, namespaced, plural, version } = record;
  return {
    name: `${plural}.${group}`,
    katalog: katalogNamed(record.katalogs[0] ?? ''),
    description: '',
    gvk: { group, version, kind },
    plural,
    namespaced,
    position: POSITION,
    watch: {},
    workers: 1,
    resyncMs: 600_000,
    queue: { maxDepth: 0, failureThreshold: 5 },
    dependsOn: [],
    endpoints: { health: false, info: false },
    crossAccess: false,
    labels: {},
    finalizers: { policy: 'needed', names: finalizers },
    namespaces: { restricted: [], allowed: [] },
    ignoreStatusPatch: true,
    ignoreObservedGeneration: true,
    normalize: [],
    mutation: { first: false, rules: [] },
    validation: [],
    when: ALWAYS,
    onCreate: NOTHING,
    onReconcile: NOTHING,
    status: { conditions: false, fields: [] },
    outputRoots: [],
    readsChildren: false,
    isTimeless: true,
    readsOwnWrites: true,
  };
}

function katalogNamed(name: string): KatalogInfo {
  return {
    name,
    namespace: 'default',
    version: '',
    description: '',
    author: '',
    license: '',
    clusterName: '',
    tags: [],
    file: '',
    raw: {},
    enriched: {},
  };
}
