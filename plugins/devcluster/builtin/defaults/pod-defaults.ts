import { ensureRecord, isRecord, type JsonObject, recordsAt } from '../../json/record.ts';
import type { KubeObject } from '../../object/kube-object.ts';
import { setDefault } from './set-default.ts';

const READABLE_BY_ALL = 0o644;
const MOUNTED_FILES = ['configMap', 'secret', 'downwardAPI', 'projected'];
const CONTAINER_LISTS = ['containers', 'initContainers', 'ephemeralContainers'];
const TOLERATED_CONDITIONS = ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable'];

/** Defaults of a Pod's spec, wherever it stands. */
export function defaultPodSpec(spec: JsonObject): void {
  setDefault(spec, 'restartPolicy', 'Always');
  setDefault(spec, 'dnsPolicy', 'ClusterFirst');
  setDefault(spec, 'schedulerName', 'default-scheduler');
  setDefault(spec, 'terminationGracePeriodSeconds', 30);
  setDefault(spec, 'securityContext', {});
  if (typeof spec['serviceAccountName'] === 'string') {
    // The old name is kept in step by the API server's conversion.
    spec['serviceAccount'] = spec['serviceAccountName'];
  }
  for (const list of CONTAINER_LISTS) {
    for (const container of recordsAt(spec, list)) defaultContainer(container);
  }
  for (const volume of recordsAt(spec, 'volumes')) defaultVolume(volume);
}

/** Defaults that a Pod has and a Pod template has not. */
export function defaultPod(pod: KubeObject): void {
  const spec = ensureRecord(pod, 'spec');
  defaultPodSpec(spec);
  setDefault(spec, 'enableServiceLinks', true);
  for (const container of recordsAt(spec, 'containers')) requestLimits(container);
}

/** What admission adds to a new Pod: priority and tolerations. */
export function admitPod(pod: KubeObject): void {
  const spec = ensureRecord(pod, 'spec');
  setDefault(spec, 'priority', 0);
  setDefault(spec, 'preemptionPolicy', 'PreemptLowerPriority');
  addTolerations(pod);
  setDefault(ensureRecord(pod, 'status'), 'phase', 'Pending');
  setDefault(ensureRecord(pod, 'status'), 'qosClass', qosClassOf(spec));
}

/** What the admission plugin DefaultTolerationSeconds adds to each Pod that is written. */
export function addTolerations(pod: KubeObject): void {
  const spec = ensureRecord(pod, 'spec');
  const tolerations = [...recordsAt(spec, 'tolerations')];
  for (const key of TOLERATED_CONDITIONS) {
    if (tolerations.some((entry) => entry['key'] === key)) continue;
    tolerations.push({ key, operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 });
  }
  spec['tolerations'] = tolerations;
}

function qosClassOf(spec: JsonObject): string {
  const resources = recordsAt(spec, 'containers').map((container) => container['resources']);
  const isSet = (part: string) => (entry: unknown) =>
    isRecord(entry) && Object.keys(entry[part] ?? {}).length > 0;
  if (!resources.some((entry) => isSet('limits')(entry) || isSet('requests')(entry))) {
    return 'BestEffort';
  }
  const isGuaranteed = resources.every((entry) => {
    if (!isRecord(entry) || !isRecord(entry['limits'])) return false;
    const { limits, requests } = entry;
    return ['cpu', 'memory'].every(
      (name) =>
        isRecord(limits) && isRecord(requests) && limits[name] && limits[name] === requests[name],
    );
  });
  return isGuaranteed ? 'Guaranteed' : 'Burstable';
}

function defaultContainer(container: JsonObject): void {
  setDefault(container, 'terminationMessagePath', '/dev/termination-log');
  setDefault(container, 'terminationMessagePolicy', 'File');
  setDefault(container, 'imagePullPolicy', pullPolicyOf(String(container['image'] ?? '')));
  for (const probe of ['livenessProbe', 'readinessProbe', 'startupProbe']) {
    if (isRecord(container[probe])) defaultProbe(container[probe]);
  }
  for (const handler of recordsOf(container['lifecycle'])) defaultHttpGet(handler);
  for (const entry of recordsAt(container, 'env')) {
    const source = entry['valueFrom'];
    if (isRecord(source) && isRecord(source['fieldRef'])) {
      setDefault(source['fieldRef'], 'apiVersion', 'v1');
    }
  }
}

function defaultProbe(probe: JsonObject): void {
  defaultHttpGet(probe);
  const timings = {
    timeoutSeconds: 1,
    periodSeconds: 10,
    successThreshold: 1,
    failureThreshold: 3,
  };
  for (const [field, value] of Object.entries(timings)) {
    if (probe[field] === 0) delete probe[field];
    setDefault(probe, field, value);
  }
  if (isRecord(probe['grpc'])) setDefault(probe['grpc'], 'service', '');
}

function defaultHttpGet(handler: JsonObject): void {
  const { httpGet } = handler;
  if (!isRecord(httpGet)) return;
  setDefault(httpGet, 'path', '/');
  setDefault(httpGet, 'scheme', 'HTTP');
}

function pullPolicyOf(image: string): string {
  const name = image.split('/').at(-1) ?? '';
  const isPinned = name.includes('@') || (name.includes(':') && !name.endsWith(':latest'));
  return isPinned ? 'IfNotPresent' : 'Always';
}

function defaultVolume(volume: JsonObject): void {
  if (Object.keys(volume).every((field) => field === 'name')) volume['emptyDir'] = {};
  for (const source of MOUNTED_FILES) {
    const value = volume[source];
    if (isRecord(value)) setDefault(value, 'defaultMode', READABLE_BY_ALL);
  }
  const { hostPath } = volume;
  if (isRecord(hostPath)) hostPath['type'] ??= '';
}

function requestLimits(container: JsonObject): void {
  const { resources } = container;
  if (!isRecord(resources) || !isRecord(resources['limits'])) return;
  const requests = ensureRecord(resources, 'requests');
  for (const [name, value] of Object.entries(resources['limits'])) requests[name] ??= value;
}

function recordsOf(value: unknown): readonly JsonObject[] {
  return isRecord(value) ? Object.values(value).filter(isRecord) : [];
}
