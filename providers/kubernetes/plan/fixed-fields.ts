/** What of a kind cannot be changed once an object exists, as the API server checks updates (Kubernetes 1.36). */
export interface FixedFields {
  readonly paths?: readonly string[];
  /** Maps of which everything is fixed but these keys. */
  readonly allBut?: Readonly<Record<string, readonly string[]>>;
  /** Fixed once they have a value. */
  readonly onceSet?: readonly string[];
  /** Fixed once the object says `immutable: true`. */
  readonly sealed?: readonly string[];
  /** Amounts that only grow. */
  readonly growing?: readonly string[];
}

const SELECTOR: FixedFields = { paths: ['spec.selector'] };
const ROLE_REF: FixedFields = { paths: ['roleRef'] };

/**
 * Fixed fields by group and kind; those of pods are in `fixed-pod-fields.ts`.
 *
 * @remarks Of other kinds, and of rules that depend on more than the field, the answer of the API server tells.
 */
const FIXED: Readonly<Record<string, FixedFields>> = {
  '/Secret': { paths: ['type'], sealed: ['data'] },
  '/ConfigMap': { sealed: ['data', 'binaryData'] },
  '/PersistentVolumeClaim': {
    allBut: {
      spec: ['resources', 'volumeAttributesClassName', 'storageClassName', 'volumeName'],
      'spec.resources': ['requests'],
    },
    onceSet: ['spec.storageClassName', 'spec.volumeName'],
    growing: ['spec.resources.requests.storage'],
  },
  '/ResourceQuota': { paths: ['spec.scopes', 'spec.scopeSelector'] },
  'apps/Deployment': SELECTOR,
  'apps/ReplicaSet': SELECTOR,
  'apps/DaemonSet': SELECTOR,
  'apps/StatefulSet': {
    allBut: {
      spec: [
        'replicas',
        'ordinals',
        'template',
        'updateStrategy',
        'revisionHistoryLimit',
        'persistentVolumeClaimRetentionPolicy',
        'minReadySeconds',
      ],
    },
  },
  'apps/ControllerRevision': { paths: ['data'] },
  'batch/Job': {
    paths: [
      'spec.selector',
      'spec.completions',
      'spec.completionMode',
      'spec.template',
      'spec.podFailurePolicy',
      'spec.successPolicy',
      'spec.backoffLimitPerIndex',
      'spec.managedBy',
    ],
  },
  'rbac.authorization.k8s.io/RoleBinding': ROLE_REF,
  'rbac.authorization.k8s.io/ClusterRoleBinding': ROLE_REF,
  'storage.k8s.io/StorageClass': {
    paths: ['provisioner', 'parameters', 'reclaimPolicy', 'volumeBindingMode'],
  },
  'storage.k8s.io/VolumeAttributesClass': { paths: ['driverName', 'parameters'] },
  'scheduling.k8s.io/PriorityClass': { paths: ['value', 'preemptionPolicy'] },
  'node.k8s.io/RuntimeClass': { paths: ['handler'] },
  'networking.k8s.io/IngressClass': { paths: ['spec.controller'] },
  'discovery.k8s.io/EndpointSlice': { paths: ['addressType'] },
  'certificates.k8s.io/CertificateSigningRequest': { allBut: { spec: [] } },
  'apiextensions.k8s.io/CustomResourceDefinition': {
    paths: ['spec.group', 'spec.scope', 'spec.names.plural', 'spec.names.kind'],
  },
};

/** Fields of Services that are fixed while both have an address of the cluster. */
const SERVICE: FixedFields = { paths: ['spec.clusterIP', 'spec.clusterIPs'] };

/** Fixed fields of a kind, in a certain state of it. */
export function fixedFieldsOf(
  { group, kind }: { readonly group: string; readonly kind: string },
  serviceTypes: readonly unknown[],
): FixedFields {
  if (group === '' && kind === 'Service')
    return serviceTypes.includes('ExternalName') ? {} : SERVICE;
  return FIXED[`${group}/${kind}`] ?? {};
}
