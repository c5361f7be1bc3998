import { ensureRecord, isRecord, type JsonObject, recordAt, recordsAt } from '../../json/record.ts';
import type { KubeObject } from '../../object/kube-object.ts';
import { defaultPodSpec } from './pod-defaults.ts';
import { setDefault } from './set-default.ts';
import { defaultClaimSpec } from './storage-defaults.ts';

function specWithTemplate(object: JsonObject): JsonObject {
  const spec = ensureRecord(object, 'spec');
  const template = ensureRecord(spec, 'template');
  defaultPodSpec(ensureRecord(template, 'spec'));
  return spec;
}

export function defaultDeployment(object: KubeObject): void {
  const spec = specWithTemplate(object);
  setDefault(spec, 'replicas', 1);
  setDefault(spec, 'revisionHistoryLimit', 10);
  setDefault(spec, 'progressDeadlineSeconds', 600);
  const strategy = ensureRecord(spec, 'strategy');
  setDefault(strategy, 'type', 'RollingUpdate');
  if (strategy['type'] !== 'RollingUpdate') return;
  const rolling = ensureRecord(strategy, 'rollingUpdate');
  setDefault(rolling, 'maxUnavailable', '25%');
  setDefault(rolling, 'maxSurge', '25%');
}

export function defaultReplicaSet(object: KubeObject): void {
  setDefault(specWithTemplate(object), 'replicas', 1);
}

/** As a ReplicaSet, and what is left out of the selector comes from the template. */
export function defaultReplicationController(object: KubeObject): void {
  const spec = specWithTemplate(object);
  setDefault(spec, 'replicas', 1);
  setDefault(spec, 'selector', recordAt(spec, 'template', 'metadata', 'labels'));
}

export function defaultStatefulSet(object: KubeObject): void {
  const spec = specWithTemplate(object);
  setDefault(spec, 'podManagementPolicy', 'OrderedReady');
  setDefault(spec, 'replicas', 1);
  setDefault(spec, 'revisionHistoryLimit', 10);
  const strategy = ensureRecord(spec, 'updateStrategy');
  if (strategy['type'] === undefined) ensureRecord(strategy, 'rollingUpdate');
  setDefault(strategy, 'type', 'RollingUpdate');
  const { rollingUpdate } = strategy;
  if (isRecord(rollingUpdate)) setDefault(rollingUpdate, 'partition', 0);
  const retention = ensureRecord(spec, 'persistentVolumeClaimRetentionPolicy');
  setDefault(retention, 'whenDeleted', 'Retain');
  setDefault(retention, 'whenScaled', 'Retain');
  for (const claim of recordsAt(spec, 'volumeClaimTemplates')) {
    setDefault(claim, 'apiVersion', 'v1');
    setDefault(claim, 'kind', 'PersistentVolumeClaim');
    defaultClaimSpec(ensureRecord(claim, 'spec'));
    setDefault(ensureRecord(claim, 'status'), 'phase', 'Pending');
  }
}

/** Counts template changes where clients older than apps/v1 look for it. */
const TEMPLATE_GENERATION = 'deprecated.daemonset.template.generation';

export function defaultDaemonSet(object: KubeObject): void {
  object.metadata.annotations = { [TEMPLATE_GENERATION]: '1', ...object.metadata.annotations };
  const spec = specWithTemplate(object);
  setDefault(spec, 'revisionHistoryLimit', 10);
  const strategy = ensureRecord(spec, 'updateStrategy');
  setDefault(strategy, 'type', 'RollingUpdate');
  if (strategy['type'] !== 'RollingUpdate') return;
  const rolling = ensureRecord(strategy, 'rollingUpdate');
  setDefault(rolling, 'maxUnavailable', 1);
  setDefault(rolling, 'maxSurge', 0);
}

export function defaultJob(object: KubeObject): void {
  const spec = defaultJobSpec(object);
  const labels = recordAt(spec, 'template', 'metadata', 'labels');
  if (Object.keys(labels).length > 0 && Object.keys(object.metadata.labels ?? {}).length === 0) {
    Object.assign(object.metadata, { labels: { ...labels } });
  }
  if (spec['completions'] === undefined && spec['parallelism'] === undefined) {
    spec['completions'] = 1;
  }
  setDefault(spec, 'parallelism', 1);
  setDefault(spec, 'backoffLimit', spec['backoffLimitPerIndex'] === undefined ? 6 : 2_147_483_647);
  setDefault(spec, 'completionMode', 'NonIndexed');
  setDefault(spec, 'suspend', false);
  const hasPolicy = spec['podFailurePolicy'] !== undefined;
  setDefault(spec, 'podReplacementPolicy', hasPolicy ? 'Failed' : 'TerminatingOrFailed');
  setDefault(spec, 'manualSelector', false);
}

/** A Job template inside a CronJob gets its Pod's defaults only; the rest comes with each Job. */
function defaultJobSpec(object: JsonObject): JsonObject {
  return specWithTemplate(object);
}

export function defaultCronJob(object: KubeObject): void {
  const spec = ensureRecord(object, 'spec');
  setDefault(spec, 'concurrencyPolicy', 'Allow');
  setDefault(spec, 'suspend', false);
  setDefault(spec, 'successfulJobsHistoryLimit', 3);
  setDefault(spec, 'failedJobsHistoryLimit', 1);
  defaultJobSpec(ensureRecord(spec, 'jobTemplate'));
}
