import {
  anything,
  described,
  flag,
  fraction,
  listOf,
  mapOf,
  object,
  type Schema,
  text,
  whole,
} from './schema.ts';

const statusCounts = object({
  healthy: whole,
  degraded: whole,
  started: whole,
  pending: whole,
  gated: whole,
});

/** What every answer about a CRD says. */
const identity = {
  name: described('name of the entry in the Katalog', text),
  description: text,
  mode: text,
  gvk: described('group/version/Kind', text),
  gvr: described('group/version/plural', text),
  namespaced: flag,
  namespace: described('the only namespace watched; empty: all', text),
  katalogNamespace: text,
  crossAccess: flag,
};

/** Where a CRD stands. */
const standing = {
  state: { type: 'string', enum: ['pending', 'started', 'healthy', 'degraded'] },
  reason: described('why it is pending', text),
  healthy: flag,
  started: flag,
  pending: flag,
  gated: flag,
  gatedReason: text,
  isKonductor: flag,
};

const figures = {
  workers: whole,
  workersActive: whole,
  queueDepth: whole,
  maxDepth: described('0: unlimited', whole),
  resourceCount: described('custom resources in the cache', whole),
  errorRate: described('failed of all reconciles, 0 to 1', fraction),
  uptime: text,
};

const crdSummarySchema = object({
  ...identity,
  ...standing,
  ...figures,
  dependsOn: listOf(text),
  hasUnhealthyDependencies: flag,
  deletionProtection: flag,
  endpoints: object({ health: text, info: text, healthEnabled: flag, infoEnabled: flag }),
});

const katalogNamespaceSchema = object({
  crds: listOf(text),
  statusCounts,
  healthy: flag,
  description: text,
  version: text,
  workers: whole,
  resources: whole,
});

/** `GET /katalog` (cli-api §4.1). */
export const katalogSchema: Schema = object({
  name: text,
  version: text,
  author: text,
  description: text,
  license: text,
  runtimeVersion: text,
  environment: text,
  clusterName: text,
  katalogs: listOf(object({ name: text, version: text, namespace: text, file: text })),
  healthy: described('no CRD is degraded', flag),
  OrkReady: flag,
  isKonductor: flag,
  leader: described('identity of the leader, when known', text),
  status: described('200, or 503 when a CRD is degraded; the HTTP status stays 200', whole),
  degradedReason: text,
  total: whole,
  totalEnabled: whole,
  totalDegraded: whole,
  statusCounts,
  warnings: described(
    'what cannot be looked after and belongs to no CRD, such as custom resources of an entry that is gone',
    listOf(text),
  ),
  deletionProtection: flag,
  namespaces: mapOf(katalogNamespaceSchema),
  crds: listOf(crdSummarySchema),
});

/** `GET /katalog/raw`, `GET /katalog/enriched`. */
export const documentsSchema: Schema = object({
  total: whole,
  items: listOf(mapOf(anything)),
});

/** `GET /katalog/{crd}/raw`, `GET /katalog/{crd}/enriched`. */
export const documentSchema: Schema = mapOf(anything);

/** `GET /katalog/{crd}` (cli-api §4.1). */
export const crdSchema: Schema = object({
  ...identity,
  ...standing,
  ...figures,
  workersIdle: whole,
  resync: described('as 15s', text),
  totalReconciles: whole,
  failedReconciles: whole,
  reconcileP50Ms: fraction,
  reconcileP95Ms: fraction,
  dependsOn: listOf(text),
  operatorBox: object({
    onCreate: listOf(text),
    onReconcile: listOf(text),
    onDelete: listOf(text),
    statusFields: listOf(text),
    validationRules: whole,
    mutationRules: whole,
  }),
  namespaceProtection: object({
    hasNamespaceRules: flag,
    allowedNamespaces: listOf(text),
    restrictedNamespaces: listOf(text),
  }),
  metrics: object({
    workers: whole,
    queueDepth: whole,
    errorRate: fraction,
    successRate: fraction,
  }),
});

const dependencySchema = object({
  state: text,
  condition: text,
  satisfied: flag,
});

/** `GET /katalog/{crd}/health` (cli-api §4.1). */
export const healthSchema: Schema = object({
  name: text,
  ...standing,
  status: described('the HTTP status of this answer', whole),
  startedAt: described('RFC 3339; empty before the start', text),
  uptime: text,
  queueDepth: whole,
  errorRate: fraction,
  consecutiveFails: whole,
  totalReconciles: whole,
  failedReconciles: whole,
  resourceCount: whole,
  lastError: text,
  lastReconcile: described('RFC 3339; empty before the first', text),
  hasUnhealthyDependencies: flag,
  dependencies: mapOf(dependencySchema),
  failingResources: described(
    'at most 20 custom resources whose last reconcile failed',
    listOf(object({ object: text, attempt: whole, error: text })),
  ),
  notReady: described(
    'how many custom resources are not ready, by the reason of their `Ready`, as far as this process has worked on them; it changes nothing of `healthy`, which is about the operator',
    mapOf(whole),
  ),
  loopingResources: described(
    'at most 20 custom resources that would be written again and again, and are slowed down to the resync',
    listOf(object({ object: text, message: text })),
  ),
  warnings: described(
    'what cannot be looked after, such as what an earlier revision made of a kind that may not be listed',
    listOf(text),
  ),
});
