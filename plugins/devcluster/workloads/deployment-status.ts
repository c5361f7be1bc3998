import { type JsonObject, numberAt, recordAt, stringAt } from '../json/record.ts';
import { type NewCondition, setCondition } from '../object/conditions.ts';
import { cloneObject, type KubeObject } from '../object/kube-object.ts';

export interface RolloutState {
  readonly sets: readonly KubeObject[];
  /** The ReplicaSet of the present template. */
  readonly current: KubeObject | undefined;
  readonly now: string;
}

/** The status of a Deployment over its ReplicaSets. */
export function deploymentStatus(deployment: KubeObject, state: RolloutState): JsonObject {
  const wanted = numberAt(deployment, 'spec', 'replicas') ?? 1;
  const sum = (field: string) =>
    state.sets.reduce((total, set) => total + (numberAt(set, 'status', field) ?? 0), 0);
  const counts = {
    replicas: sum('replicas'),
    updatedReplicas: numberAt(state.current, 'status', 'replicas') ?? 0,
    readyReplicas: sum('readyReplicas'),
    availableReplicas: sum('availableReplicas'),
    unavailableReplicas: Math.max(0, wanted - sum('availableReplicas')),
  };
  const { conditions } = recordAt(cloneObject(deployment), 'status');
  const status: JsonObject = {
    observedGeneration: deployment.metadata.generation,
    ...Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0)),
    ...(conditions !== undefined && { conditions }),
  };
  const isComplete =
    counts.updatedReplicas === wanted &&
    counts.replicas === wanted &&
    counts.availableReplicas >= wanted;
  update(status, availability(counts.availableReplicas, wanted, deployment), state.now);
  update(status, progress(state.current, isComplete), state.now);
  return status;
}

function availability(available: number, wanted: number, deployment: KubeObject): NewCondition {
  const isAvailable = available >= wanted - maxUnavailable(deployment, wanted);
  return isAvailable
    ? {
        type: 'Available',
        status: 'True',
        reason: 'MinimumReplicasAvailable',
        message: 'Deployment has minimum availability.',
      }
    : {
        type: 'Available',
        status: 'False',
        reason: 'MinimumReplicasUnavailable',
        message: 'Deployment does not have minimum availability.',
      };
}

/** A share is rounded down, as the rolling update of the real controller does. */
function maxUnavailable(deployment: KubeObject, wanted: number): number {
  const path = ['spec', 'strategy', 'rollingUpdate', 'maxUnavailable'];
  const text = stringAt(deployment, ...path);
  if (text.endsWith('%')) return Math.floor((wanted * Number.parseInt(text, 10)) / 100);
  return numberAt(deployment, ...path) ?? 0;
}

function progress(current: KubeObject | undefined, isComplete: boolean): NewCondition {
  const name = current === undefined ? '' : `ReplicaSet "${current.metadata.name}" `;
  return isComplete
    ? {
        type: 'Progressing',
        status: 'True',
        reason: 'NewReplicaSetAvailable',
        message: `${name}has successfully progressed.`,
      }
    : {
        type: 'Progressing',
        status: 'True',
        reason: current === undefined ? 'NewReplicaSetCreated' : 'ReplicaSetUpdated',
        message: current === undefined ? 'Created new replica set' : `${name}is progressing.`,
      };
}

/** `lastUpdateTime` moves with any change, unlike the transition time. */
function update(status: JsonObject, condition: NewCondition, now: string): void {
  const list = Array.isArray(status['conditions']) ? status['conditions'] : [];
  const before: unknown = list.find((entry: unknown) => stringAt(entry, 'type') === condition.type);
  const isSame =
    stringAt(before, 'status') === condition.status &&
    stringAt(before, 'reason') === condition.reason &&
    stringAt(before, 'message') === condition.message;
  const lastUpdateTime = isSame ? stringAt(before, 'lastUpdateTime') : now;
  setCondition(status, condition, now, { lastUpdateTime });
}
