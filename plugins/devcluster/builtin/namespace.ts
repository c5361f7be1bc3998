import { ensureRecord, listAt } from '../json/record.ts';
import { labelFindings } from '../lifecycle/names.ts';
import type { KubeObject } from '../object/kube-object.ts';
import type { KindBehaviour } from '../resources/kind-behaviour.ts';

const NAME_LABEL = 'kubernetes.io/metadata.name';

function defaultNamespace(object: KubeObject): void {
  object.metadata.labels = { ...object.metadata.labels };
  object.metadata.labels[NAME_LABEL] ??= object.metadata.name;
}

/** A Namespace goes only when its contents are gone, which its own finalizer in the spec sees to. */
export const namespaceBehaviour: KindBehaviour = {
  applyDefaults: (object) => {
    if (object.metadata.name) defaultNamespace(object);
  },
  prepareCreate: (object) => {
    defaultNamespace(object);
    ensureRecord(object, 'spec')['finalizers'] = ['kubernetes'];
    ensureRecord(object, 'status')['phase'] = 'Active';
  },
  prepareUpdate: (object, old, { subresource }) => {
    if (subresource !== 'finalize') object['spec'] = old['spec'];
  },
  prepareDelete: (object) => {
    object['status'] = { ...Object(object['status']), phase: 'Terminating' };
  },
  isHeld: (object) => listAt(object, 'spec', 'finalizers').length > 0,
  validateName: labelFindings,
  returnsDeletedObject: true,
  selectableFields: {
    'status.phase': ({ status }) => String(Object(status).phase ?? ''),
  },
};
