import { type JsonObject, recordAt, recordsAt, stringAt } from '../json/record.ts';
import { type NewCondition, setCondition } from '../object/conditions.ts';
import { cloneObject, type KubeObject } from '../object/kube-object.ts';

/** Says how the model treats a Pod: `succeed`, `fail`, `hang` (runs on) or `pending` (never starts). */
const OUTCOME_ANNOTATION = 'devcluster.orkestra.orkspace.io/outcome';

/** How a Pod is to end. */
export type Outcome = 'run' | 'succeed' | 'fail' | 'pending';

/** Without an annotation, a Pod that is always restarted runs on and any other succeeds. */
export function outcomeOf(pod: KubeObject): Outcome {
  switch (pod.metadata.annotations?.[OUTCOME_ANNOTATION]) {
    case 'fail':
      return 'fail';
    case 'succeed':
      return 'succeed';
    case 'hang':
      return 'run';
    case 'pending':
      return 'pending';
    default:
      return stringAt(pod, 'spec', 'restartPolicy') === 'Always' ? 'run' : 'succeed';
  }
}

/** Whether the Pod's Ready condition holds and it is not on its way out. */
export function isReady(pod: KubeObject): boolean {
  if (pod.metadata.deletionTimestamp !== undefined) return false;
  return recordsAt(pod, 'status', 'conditions').some(
    (condition) => condition['type'] === 'Ready' && condition['status'] === 'True',
  );
}

/** Whether the Pod has ended or is ending. */
export function isActive(pod: KubeObject): boolean {
  const phase = stringAt(pod, 'status', 'phase');
  return (
    phase !== 'Succeeded' && phase !== 'Failed' && pod.metadata.deletionTimestamp === undefined
  );
}

function conditions(isRunning: boolean, reason: string): readonly NewCondition[] {
  const ready = isRunning ? 'True' : 'False';
  const why = reason === '' ? {} : { reason };
  return [
    { type: 'PodReadyToStartContainers', status: ready },
    { type: 'Initialized', status: 'True', ...why },
    { type: 'Ready', status: ready, ...why },
    { type: 'ContainersReady', status: ready, ...why },
    { type: 'PodScheduled', status: 'True' },
  ];
}

/** The status of a Pod whose containers run. */
export function runningStatus(pod: KubeObject, now: string, address: string): JsonObject {
  return statusWith(pod, now, {
    phase: 'Running',
    conditions: conditions(true, ''),
    extra: {
      hostIP: '127.0.0.1',
      hostIPs: [{ ip: '127.0.0.1' }],
      podIP: address,
      podIPs: [{ ip: address }],
      startTime: now,
    },
    state: { running: { startedAt: now } },
  });
}

/** The status of a Pod whose containers have ended. */
export function endedStatus(pod: KubeObject, now: string, exitCode: 0 | 1): JsonObject {
  const startedAt = stringAt(pod, 'status', 'startTime') || now;
  const reason = exitCode === 0 ? 'Completed' : 'Error';
  return statusWith(pod, now, {
    phase: exitCode === 0 ? 'Succeeded' : 'Failed',
    conditions: conditions(false, exitCode === 0 ? 'PodCompleted' : 'PodFailed'),
    extra: {},
    state: { terminated: { exitCode, reason, startedAt, finishedAt: now } },
  });
}

function statusWith(
  pod: KubeObject,
  now: string,
  next: {
    readonly phase: string;
    readonly conditions: readonly NewCondition[];
    readonly extra: JsonObject;
    readonly state: JsonObject;
  },
): JsonObject {
  const status: JsonObject = { ...recordAt(cloneObject(pod), 'status'), ...next.extra };
  status['phase'] = next.phase;
  for (const condition of next.conditions) {
    setCondition(status, condition, now, { lastProbeTime: null });
  }
  const isRunning = next.phase === 'Running';
  status['containerStatuses'] = recordsAt(pod, 'spec', 'containers').map((container) => ({
    name: container['name'],
    image: container['image'],
    imageID: '',
    containerID: `devcluster://${pod.metadata.uid}/${String(container['name'])}`,
    ready: isRunning,
    started: isRunning,
    restartCount: 0,
    lastState: {},
    state: next.state,
  }));
  return status;
}
