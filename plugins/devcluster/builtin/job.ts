import { at, ensureRecord, stringMapAt } from '../json/record.ts';
import type { KubeObject } from '../object/kube-object.ts';
import type { KindBehaviour } from '../resources/kind-behaviour.ts';
import { defaultJob } from './defaults/workload-defaults.ts';
import { validateJob } from './validation/workload-validation.ts';

/** A Job marks its Pods with its own uid, so that no two Jobs can claim the same Pod. */
function markPods(object: KubeObject): void {
  const spec = ensureRecord(object, 'spec');
  if (spec['manualSelector'] === true) return;
  const { uid = '', name } = object.metadata;
  const template = ensureRecord(ensureRecord(spec, 'template'), 'metadata');
  Object.assign(ensureRecord(template, 'labels'), {
    'batch.kubernetes.io/controller-uid': uid,
    'batch.kubernetes.io/job-name': name,
    'controller-uid': uid,
    'job-name': name,
  });
  if (Object.keys(object.metadata.labels ?? {}).length === 0) {
    object.metadata.labels = stringMapAt(template, 'labels');
  }
  spec['selector'] = { matchLabels: { 'batch.kubernetes.io/controller-uid': uid } };
}

export const jobBehaviour: KindBehaviour = {
  applyDefaults: defaultJob,
  prepareCreate: markPods,
  prepareUpdate: (object, old) => {
    ensureRecord(object, 'spec')['selector'] ??= at(old, 'spec', 'selector');
  },
  validate: validateJob,
  hasGeneration: true,
  selectableFields: {
    'status.successful': (object) => String(at(object, 'status', 'succeeded') ?? 0),
  },
};
