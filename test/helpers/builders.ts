import type { ConditionSet } from '../../core/condition/condition.ts';
import type { Expression, ExpressionTree, Scope } from '../../core/expression/expression.ts';
import type { KubeObject } from '../../core/object/kube-object.ts';
import type { CrdProgram, ResourceEntry } from '../../core/program/program.ts';

/** Builders of valid values, so that a test names only what it is about. */

export function anObject(
  change: { readonly metadata?: object; readonly [field: string]: unknown } = {},
): KubeObject {
  const { metadata, ...rest } = change;
  return {
    apiVersion: 'demo.orkestra.io/v1alpha1',
    kind: 'Website',
    spec: {},
    ...rest,
    metadata: {
      name: 'web',
      namespace: 'default',
      uid: 'uid-web',
      resourceVersion: '1',
      generation: 1,
      ...metadata,
    },
  };
}

/** An expression that computes its value from the scope. */
export function anExpression(compute: (scope: Scope) => unknown, source = 'computed'): Expression {
  return {
    language: 'template',
    source,
    isVolatile: false,
    isTainted: false,
    references: [],
    text: async (scope) => String(compute(scope) ?? ''),
    value: async (scope) => compute(scope),
    exact: async (scope) => compute(scope),
  };
}

export function aTree(render: (scope: Scope) => unknown): ExpressionTree {
  return {
    references: [],
    isTainted: false,
    isVolatile: false,
    volatilePaths: [],
    render: async (scope) => render(scope),
  };
}

/** Conditions that always come out one way. */
export function conditions(passed: boolean, text = 'planted'): ConditionSet {
  const traces = [{ text, passed, saw: String(passed) }];
  return { isEmpty: false, references: [], evaluate: async () => ({ passed, traces }) };
}

export const noConditions: ConditionSet = {
  isEmpty: true,
  references: [],
  evaluate: async () => ({ passed: true, traces: [] }),
};

const position = { file: 'katalog.yaml', line: 1, column: 1 };

export function anEntry(
  change: Partial<ResourceEntry> & { readonly name?: string } = {},
): ResourceEntry {
  const { name = 'web', ...rest } = change;
  return {
    id: 'onReconcile.things[0]',
    provider: 'memory',
    kind: 'things',
    mode: 'apply',
    force: true,
    when: noConditions,
    position,
    written: {},
    block: aTree(() => ({ name })),
    identity: aTree(() => ({ name })),
    deletesWhenFalse: true,
    ...rest,
  };
}

export function aCrdProgram(change: Partial<CrdProgram> = {}): CrdProgram {
  return {
    name: 'website',
    katalog: {
      name: 'test',
      namespace: 'default',
      version: '',
      description: '',
      author: '',
      license: '',
      clusterName: '',
      tags: [],
      file: 'katalog.yaml',
      raw: {},
      enriched: {},
    },
    description: '',
    gvk: { group: 'demo.orkestra.io', version: 'v1alpha1', kind: 'Website' },
    plural: 'websites',
    namespaced: true,
    position,
    watch: {},
    workers: 3,
    resyncMs: 30_000,
    queue: { maxDepth: 0, failureThreshold: 5 },
    dependsOn: [],
    endpoints: { health: true, info: true },
    crossAccess: true,
    labels: {},
    finalizers: { policy: 'needed', names: [] },
    namespaces: { restricted: [], allowed: [] },
    ignoreStatusPatch: false,
    ignoreObservedGeneration: false,
    normalize: [],
    mutation: { first: true, rules: [] },
    validation: [],
    when: noConditions,
    onCreate: { when: noConditions, entries: [] },
    onReconcile: { when: noConditions, entries: [] },
    status: { conditions: true, fields: [] },
    outputRoots: [],
    readsChildren: false,
    isTimeless: true,
    readsOwnWrites: true,
    ...change,
  };
}
