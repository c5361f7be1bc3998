import { ensureRecord, isRecord, listAt, recordsAt } from '../../json/record.ts';
import type { KubeObject } from '../../object/kube-object.ts';
import { setDefault } from './set-default.ts';

const RBAC_GROUP = 'rbac.authorization.k8s.io';
const PERIOD_SECONDS = 15;
const SCALE_UP = {
  stabilizationWindowSeconds: 0,
  selectPolicy: 'Max',
  policies: [
    { type: 'Pods', value: 4, periodSeconds: PERIOD_SECONDS },
    { type: 'Percent', value: 100, periodSeconds: PERIOD_SECONDS },
  ],
};
const SCALE_DOWN = {
  selectPolicy: 'Max',
  policies: [{ type: 'Percent', value: 100, periodSeconds: PERIOD_SECONDS }],
};

export function defaultRoleBinding(object: KubeObject): void {
  setDefault(ensureRecord(object, 'roleRef'), 'apiGroup', RBAC_GROUP);
  for (const subject of recordsAt(object, 'subjects')) {
    if (subject['kind'] !== 'ServiceAccount') setDefault(subject, 'apiGroup', RBAC_GROUP);
  }
}

export function defaultAutoscaler(object: KubeObject): void {
  const spec = ensureRecord(object, 'spec');
  setDefault(spec, 'minReplicas', 1);
  if (listAt(spec, 'metrics').length === 0) {
    const target = { type: 'Utilization', averageUtilization: 80 };
    spec['metrics'] = [{ type: 'Resource', resource: { name: 'cpu', target } }];
  }
  const { behavior } = spec;
  if (!isRecord(behavior)) return;
  behavior['scaleUp'] = { ...structuredClone(SCALE_UP), ...Object(behavior['scaleUp']) };
  behavior['scaleDown'] = { ...structuredClone(SCALE_DOWN), ...Object(behavior['scaleDown']) };
}

export function defaultPriorityClass(object: KubeObject): void {
  setDefault(object, 'preemptionPolicy', 'PreemptLowerPriority');
}
