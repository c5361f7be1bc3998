import { numberAt, recordAt, stringAt } from '../json/record.ts';
import type { KubeObject } from '../object/kube-object.ts';
import type { KindBehaviour } from '../resources/kind-behaviour.ts';
import type { FieldError } from '../status/field-error.ts';
import { addTolerations, admitPod, defaultPod } from './defaults/pod-defaults.ts';
import { validatePodUpdate } from './validation/pod-update-validation.ts';
import { validatePodSpec } from './validation/pod-validation.ts';

const FINISHED = new Set(['Succeeded', 'Failed']);

function validatePod(object: KubeObject, old: KubeObject | undefined): readonly FieldError[] {
  const errors = validatePodSpec(recordAt(object, 'spec'), 'spec');
  return old === undefined ? errors : [...errors, ...validatePodUpdate(object, old)];
}

/** A Pod that runs nowhere or has ended needs nobody to stop it. */
function graceSeconds(pod: KubeObject): number {
  const isScheduled = stringAt(pod, 'spec', 'nodeName') !== '';
  if (!isScheduled || FINISHED.has(stringAt(pod, 'status', 'phase'))) return 0;
  return numberAt(pod, 'spec', 'terminationGracePeriodSeconds') ?? 30;
}

export const podBehaviour: KindBehaviour = {
  applyDefaults: defaultPod,
  prepareCreate: admitPod,
  prepareUpdate: addTolerations,
  validate: validatePod,
  deletionGraceSeconds: graceSeconds,
  returnsDeletedObject: true,
  hasGeneration: true,
  selectableFields: {
    'spec.nodeName': (pod) => stringAt(pod, 'spec', 'nodeName'),
    'spec.restartPolicy': (pod) => stringAt(pod, 'spec', 'restartPolicy'),
    'spec.schedulerName': (pod) => stringAt(pod, 'spec', 'schedulerName'),
    'spec.serviceAccountName': (pod) => stringAt(pod, 'spec', 'serviceAccountName'),
    'status.phase': (pod) => stringAt(pod, 'status', 'phase'),
    'status.podIP': (pod) => stringAt(pod, 'status', 'podIP'),
    'status.nominatedNodeName': (pod) => stringAt(pod, 'status', 'nominatedNodeName'),
  },
};
