import { crdBehaviour } from '../crd/crd-behaviour.ts';
import { labelFindings, pathSegmentFindings } from '../lifecycle/names.ts';
import type { KindBehaviour } from '../resources/kind-behaviour.ts';
import { configMapBehaviour } from './config-map.ts';
import {
  defaultEndpointSlice,
  defaultEndpoints,
  defaultIngressClass,
  defaultNetworkPolicy,
} from './defaults/network-defaults.ts';
import {
  defaultAutoscaler,
  defaultPriorityClass,
  defaultRoleBinding,
} from './defaults/policy-defaults.ts';
import { defaultStorageClass } from './defaults/storage-defaults.ts';
import {
  defaultCronJob,
  defaultDaemonSet,
  defaultDeployment,
  defaultReplicaSet,
  defaultReplicationController,
  defaultStatefulSet,
} from './defaults/workload-defaults.ts';
import { coreEventBehaviour, eventBehaviour } from './event.ts';
import { jobBehaviour } from './job.ts';
import { namespaceBehaviour } from './namespace.ts';
import { podBehaviour } from './pod.ts';
import { secretBehaviour } from './secret.ts';
import { serviceBehaviour } from './service.ts';
import { claimBehaviour, volumeBehaviour } from './storage-protection.ts';
import { validateBinding } from './validation/binding-validation.ts';
import { validateCronJob } from './validation/cron-job-validation.ts';
import { validateIngress } from './validation/ingress-validation.ts';
import { validateStatefulSet, validateWorkload } from './validation/workload-validation.ts';

const RBAC = 'rbac.authorization.k8s.io';
const replicated: KindBehaviour = { validate: validateWorkload, hasGeneration: true };
const role: KindBehaviour = { validateName: pathSegmentFindings };
const binding: KindBehaviour = {
  applyDefaults: defaultRoleBinding,
  validate: validateBinding,
  validateName: pathSegmentFindings,
};
const counted: KindBehaviour = { hasGeneration: true };
const returned: KindBehaviour = { returnsDeletedObject: true };

/** What sets each built-in kind apart; a kind that is not here follows the common rules alone. */
const BEHAVIOURS: Readonly<Record<string, KindBehaviour>> = {
  configmaps: configMapBehaviour,
  endpoints: { applyDefaults: defaultEndpoints },
  events: coreEventBehaviour,
  namespaces: namespaceBehaviour,
  persistentvolumeclaims: claimBehaviour,
  persistentvolumes: volumeBehaviour,
  pods: podBehaviour,
  replicationcontrollers: { applyDefaults: defaultReplicationController, hasGeneration: true },
  resourcequotas: returned,
  secrets: secretBehaviour,
  serviceaccounts: returned,
  services: serviceBehaviour,
  'admissionregistration.k8s.io/mutatingwebhookconfigurations': counted,
  'admissionregistration.k8s.io/validatingwebhookconfigurations': counted,
  'admissionregistration.k8s.io/validatingadmissionpolicies': counted,
  'apiextensions.k8s.io/customresourcedefinitions': crdBehaviour,
  'apps/daemonsets': { ...replicated, applyDefaults: defaultDaemonSet },
  'apps/deployments': { ...replicated, applyDefaults: defaultDeployment },
  'apps/replicasets': { ...replicated, applyDefaults: defaultReplicaSet },
  'apps/statefulsets': {
    applyDefaults: defaultStatefulSet,
    validate: validateStatefulSet,
    validateName: labelFindings,
    hasGeneration: true,
  },
  'autoscaling/horizontalpodautoscalers': { applyDefaults: defaultAutoscaler },
  'batch/cronjobs': {
    applyDefaults: defaultCronJob,
    validate: validateCronJob,
    hasGeneration: true,
  },
  'batch/jobs': jobBehaviour,
  'discovery.k8s.io/endpointslices': { applyDefaults: defaultEndpointSlice, hasGeneration: true },
  'events.k8s.io/events': eventBehaviour,
  'networking.k8s.io/ingressclasses': { applyDefaults: defaultIngressClass, hasGeneration: true },
  'networking.k8s.io/ingresses': { validate: validateIngress, hasGeneration: true },
  'networking.k8s.io/networkpolicies': {
    applyDefaults: defaultNetworkPolicy,
    hasGeneration: true,
  },
  'policy/poddisruptionbudgets': counted,
  [`${RBAC}/clusterrolebindings`]: binding,
  [`${RBAC}/clusterroles`]: role,
  [`${RBAC}/rolebindings`]: binding,
  [`${RBAC}/roles`]: role,
  'scheduling.k8s.io/priorityclasses': { applyDefaults: defaultPriorityClass, hasGeneration: true },
  'storage.k8s.io/storageclasses': { ...returned, applyDefaults: defaultStorageClass },
};

/** The behaviour of a built-in resource, by `group/plural` (the plural alone in the core group). */
export function behaviourOf(path: string): KindBehaviour {
  return BEHAVIOURS[path] ?? {};
}
