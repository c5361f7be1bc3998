import { deepEqual } from '../../../core/index.ts';
import { isRecord, numberAt, recordAt, stringAt } from '../json/record.ts';
import type { KubeObject } from '../object/kube-object.ts';
import type { KindBehaviour } from '../resources/kind-behaviour.ts';
import { type FieldError, forbidden } from '../status/field-error.ts';
import { admitPod, defaultPod } from './defaults/pod-defaults.ts';
import { validatePodSpec } from './validation/pod-validation.ts';

const FINISHED = new Set(['Succeeded', 'Failed']);
const IMMUTABLE =
  'pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)';

function validatePod(object: KubeObject, old: KubeObject | undefined): readonly FieldError[] {
  const errors = validatePodSpec(recordAt(object, 'spec'), 'spec');
  if (old === undefined || deepEqual(fixedSpec(object), fixedSpec(old))) return errors;
  return [...errors, forbidden('spec', IMMUTABLE)];
}

/** The spec without what may change. */
function fixedSpec(pod: KubeObject): unknown {
  const {
    activeDeadlineSeconds: _,
    tolerations: __,
    nodeName: ___,
    ...spec
  } = recordAt(pod, 'spec');
  for (const list of ['containers', 'initContainers']) {
    const containers = spec[list];
    if (!Array.isArray(containers)) continue;
    spec[list] = containers.map((container: unknown) =>
      isRecord(container) ? { ...container, image: '' } : container,
    );
  }
  return spec;
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
