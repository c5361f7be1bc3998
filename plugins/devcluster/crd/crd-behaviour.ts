import { setDefault } from '../builtin/defaults/set-default.ts';
import { ensureRecord, isRecord, recordsAt, stringAt } from '../json/record.ts';
import { type NewCondition, setCondition } from '../object/conditions.ts';
import type { KubeObject } from '../object/kube-object.ts';
import type { KindBehaviour } from '../resources/kind-behaviour.ts';
import { validateCrd } from './validate-crd.ts';

/** Keeps a CRD until its custom resources are gone. */
export const CLEANUP_FINALIZER = 'customresourcecleanup.apiextensions.k8s.io';

const TERMINATING: NewCondition = {
  type: 'Terminating',
  status: 'True',
  reason: 'InstanceDeletionPending',
  message: 'CustomResourceDefinition marked for deletion; CustomResource deletion will begin soon',
};

function defaultCrd(object: KubeObject): void {
  const spec = ensureRecord(object, 'spec');
  const names = ensureRecord(spec, 'names');
  const kind = stringAt(names, 'kind');
  if (kind !== '') {
    setDefault(names, 'singular', kind.toLowerCase());
    setDefault(names, 'listKind', `${kind}List`);
  }
  setDefault(ensureRecord(spec, 'conversion'), 'strategy', 'None');
}

function startStatus(object: KubeObject): void {
  const stored = recordsAt(object, 'spec', 'versions').filter(({ storage }) => storage === true);
  object['status'] = {
    conditions: null,
    acceptedNames: { kind: '', plural: '' },
    storedVersions: stored.map(({ name }) => name),
  };
}

/** Where rules in CEL are found; the cluster stores them and says that it does not evaluate them. */
function warnings(object: KubeObject): readonly string[] {
  return recordsAt(object, 'spec', 'versions').flatMap((version, index) => {
    const path = `spec.versions[${index}].schema.openAPIV3Schema`;
    const count = countRules(version['schema']);
    if (count === 0) return [];
    return [
      `${path}: ${count} x-kubernetes-validations rules are not evaluated by the development cluster`,
    ];
  });
}

function countRules(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + countRules(item), 0);
  if (!isRecord(value)) return 0;
  const own = value['x-kubernetes-validations'];
  const below = Object.values(value).reduce<number>((sum, child) => sum + countRules(child), 0);
  return below + (Array.isArray(own) ? own.length : 0);
}

export const crdBehaviour: KindBehaviour = {
  applyDefaults: defaultCrd,
  prepareCreate: startStatus,
  prepareDelete: (object) => {
    const finalizers = object.metadata.finalizers ?? [];
    if (!finalizers.includes(CLEANUP_FINALIZER)) {
      object.metadata.finalizers = [...finalizers, CLEANUP_FINALIZER];
    }
    const status = ensureRecord(object, 'status');
    setCondition(status, TERMINATING, object.metadata.deletionTimestamp ?? '');
  },
  validate: validateCrd,
  warnings,
  hasGeneration: true,
};
