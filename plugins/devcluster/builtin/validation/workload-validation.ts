import { deepEqual } from '../../../../core/index.ts';
import {
  at,
  isRecord,
  type JsonObject,
  numberAt,
  recordAt,
  recordsAt,
  stringAt,
  stringMapAt,
} from '../../json/record.ts';
import { labelFindings } from '../../lifecycle/names.ts';
import { validateLabel } from '../../lifecycle/validate-metadata.ts';
import type { KubeObject } from '../../object/kube-object.ts';
import { objectLabelSelector } from '../../selectors/object-label-selector.ts';
import { type FieldError, forbidden, invalid, required } from '../../status/field-error.ts';
import { validatePodSpec } from './pod-validation.ts';
import { validateCount } from './probe-validation.ts';

const TEMPLATE = 'spec.template';

/** A workload whose Pods run until they are told to stop. */
export function validateWorkload(
  object: KubeObject,
  old: KubeObject | undefined,
): readonly FieldError[] {
  return validateTemplated(object, old, recordAt(object, 'spec', 'template', 'spec'));
}

function validateTemplated(
  object: KubeObject,
  old: KubeObject | undefined,
  podSpec: JsonObject,
): readonly FieldError[] {
  return [
    ...validateReplicas(object),
    ...validateStrategy(object),
    ...validateSelector(object, old),
    ...validateTemplateLabels(object),
    ...validatePodSpec(podSpec, `${TEMPLATE}.spec`, ['Always']),
  ];
}

/** A StatefulSet moreover keeps most of its spec for life. */
export function validateStatefulSet(
  object: KubeObject,
  old: KubeObject | undefined,
): readonly FieldError[] {
  const service = stringAt(object, 'spec', 'serviceName');
  const findings = old === undefined && service !== '' ? labelFindings(service) : [];
  const errors = [
    ...validateTemplated(object, old, withClaimedVolumes(object)),
    ...findings.map((finding) => invalid('spec.serviceName', service, finding)),
  ];
  if (old === undefined) return errors;
  const changeable = new Set([
    'replicas',
    'ordinals',
    'template',
    'updateStrategy',
    'persistentVolumeClaimRetentionPolicy',
    'minReadySeconds',
    'revisionHistoryLimit',
  ]);
  const fixed = (spec: unknown) =>
    Object.fromEntries(Object.entries(Object(spec)).filter(([field]) => !changeable.has(field)));
  if (deepEqual(fixed(object['spec']), fixed(old['spec']))) return errors;
  const why =
    "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden";
  return [...errors, forbidden('spec', why)];
}

/** The Pods of a StatefulSet have a volume for each of its claim templates. */
function withClaimedVolumes(object: KubeObject): JsonObject {
  const podSpec = recordAt(object, 'spec', 'template', 'spec');
  const claims = recordsAt(recordAt(object, 'spec'), 'volumeClaimTemplates');
  const claimed = claims.map((claim) => ({ name: stringAt(claim, 'metadata', 'name') }));
  return { ...podSpec, volumes: [...recordsAt(podSpec, 'volumes'), ...claimed] };
}

/** A Job's Pods end; its template and selector never change. */
export function validateJob(
  object: KubeObject,
  old: KubeObject | undefined,
): readonly FieldError[] {
  const counts = ['backoffLimit', 'parallelism', 'completions', 'activeDeadlineSeconds'];
  const errors = [
    ...counts.flatMap((name) => validateCount(recordAt(object, 'spec'), name, 'spec')),
    ...validatePodSpec(recordAt(object, 'spec', 'template', 'spec'), `${TEMPLATE}.spec`, [
      'OnFailure',
      'Never',
    ]),
  ];
  if (old === undefined) return errors;
  for (const field of ['selector', 'completions', 'template', 'completionMode']) {
    const value = at(object, 'spec', field);
    const isSuspended = at(old, 'spec', 'suspend') === true && field === 'template';
    if (!isSuspended && !deepEqual(value, at(old, 'spec', field))) {
      errors.push(invalid(`spec.${field}`, value, 'field is immutable'));
    }
  }
  return errors;
}

function validateReplicas(object: KubeObject): readonly FieldError[] {
  const replicas = numberAt(object, 'spec', 'replicas') ?? 0;
  if (replicas >= 0) return [];
  return [invalid('spec.replicas', replicas, 'must be greater than or equal to 0')];
}

/** How many Pods of a Deployment may be missing and come on top while it is renewed. */
function validateStrategy(object: KubeObject): readonly FieldError[] {
  const place = 'spec.strategy.rollingUpdate';
  const rolling = at(object, 'spec', 'strategy', 'rollingUpdate');
  if (!isRecord(rolling)) return [];
  const { maxUnavailable, maxSurge } = rolling;
  const isNone = (amount: unknown): boolean => amount === 0 || amount === '0%';
  if (isNone(maxUnavailable) && isNone(maxSurge)) {
    const why = 'may not be 0 when `maxSurge` is 0';
    return [invalid(`${place}.maxUnavailable`, maxUnavailable, why)];
  }
  const isMore = typeof maxUnavailable === 'string' && Number.parseInt(maxUnavailable, 10) > 100;
  const why = 'must not be greater than 100%';
  return isMore ? [invalid(`${place}.maxUnavailable`, maxUnavailable, why)] : [];
}

function validateSelector(object: KubeObject, old: KubeObject | undefined): readonly FieldError[] {
  const selector = at(object, 'spec', 'selector');
  const labels = at(object, 'spec', 'template', 'metadata', 'labels') ?? null;
  const why = '`selector` does not match template `labels`';
  const mismatch = invalid(`${TEMPLATE}.metadata.labels`, labels, why);
  if (!isRecord(selector)) return [required('spec.selector'), mismatch];
  const before = at(old, 'spec', 'selector');
  if (before !== undefined && !deepEqual(before, selector)) {
    return [invalid('spec.selector', selector, 'field is immutable')];
  }
  const isEmpty = Object.keys(selector).length === 0;
  if (isEmpty) {
    return [invalid('spec.selector', selector, 'empty selector is invalid for deployment')];
  }
  const text = stringMapAt(object, 'spec', 'template', 'metadata', 'labels');
  return objectLabelSelector(selector)(text) ? [] : [mismatch];
}

function validateTemplateLabels(object: KubeObject): readonly FieldError[] {
  const labels = stringMapAt(object, 'spec', 'template', 'metadata', 'labels');
  return Object.entries(labels).flatMap(([key, value]) =>
    validateLabel(key, value, `${TEMPLATE}.metadata.labels`),
  );
}
