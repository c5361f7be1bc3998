import {
  type ChildSummary,
  isObject,
  type KubeObject,
  type RunningCrd,
} from '../../../core/index.ts';
import type { ViewContext } from './crd-view.ts';
import { redact } from './redact.ts';
import { formatAge } from './time.ts';

/** Holds the whole object as it was applied, secrets included. */
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** One of `items[]` of `/katalog/{crd}/cr`. */
export function objectItem(
  { program }: RunningCrd,
  object: KubeObject,
  { field, nowMs }: { readonly field?: string | undefined; readonly nowMs: number },
): object {
  const { creationTimestamp, generation = 0, name, namespace = '' } = object.metadata;
  const status = isObject(object['status']) ? object['status'] : {};
  const created = Date.parse(creationTimestamp ?? '');
  const { ready, readyReason } = readinessOf(status);
  return {
    name,
    namespace,
    namespaced: program.namespaced,
    phase: typeof status['phase'] === 'string' ? status['phase'] : '',
    ready,
    readyReason,
    age: Number.isNaN(created) ? '' : formatAge(nowMs - created),
    generation,
    ...(field === undefined ? {} : { value: valueAt(object, field) ?? null }),
  };
}

/** `/katalog/{crd}/cr/{namespace}/{name}`. */
export function objectDetail(
  { program }: RunningCrd,
  { object, children }: { readonly object: KubeObject; readonly children: readonly ChildSummary[] },
  { isLeader }: ViewContext,
): object {
  const { annotations = {}, creationTimestamp, generation, labels, name } = object.metadata;
  const namespace = object.metadata.namespace ?? '';
  const status = isObject(object['status']) ? object['status'] : {};
  const path = [program.name, 'cr', ...(namespace === '' ? [] : [namespace]), name];
  return {
    name,
    namespace,
    generation: generation ?? 0,
    creationTimestamp: creationTimestamp ?? '',
    labels: redact(labels ?? {}),
    annotations: redact(withoutLastApplied(annotations)),
    ...readinessOf(status),
    status: redact(status),
    children: byKind(children),
    decisionsEndpoint: `/katalog/${path.join('/')}/decisions`,
    eventsEndpoint: `/katalog/${path.join('/')}/events`,
    isKonductor: isLeader,
  };
}

/** Always lists, also for a single child (cli-api §4.1). */
function byKind(children: readonly ChildSummary[]): Record<string, object[]> {
  const groups: Record<string, object[]> = {};
  for (const { kind, name, namespace, ready, status } of children) {
    const group = groups[kind] ?? [];
    group.push({ name, kind, namespace, ready, status: redact(status ?? null) });
    groups[kind] = group;
  }
  return groups;
}

function readinessOf(status: Readonly<Record<string, unknown>>): {
  readonly ready: string;
  readonly readyReason: string;
  readonly readyMessage: string;
} {
  const conditions = Array.isArray(status['conditions']) ? status['conditions'] : [];
  const found: unknown = conditions.find((each) => isObject(each) && each['type'] === 'Ready');
  const condition = isObject(found) ? found : {};
  return {
    ready: String(condition['status'] ?? 'Unknown'),
    readyReason: String(condition['reason'] ?? ''),
    readyMessage: String(condition['message'] ?? ''),
  };
}

/** What stands at a path of an object, secrets left out; `undefined` where nothing does. */
function valueAt(object: KubeObject, field: string): unknown {
  const path = field.split('.').filter((step) => step !== '');
  const { annotations = {} } = object.metadata;
  const metadata = { ...object.metadata, annotations: withoutLastApplied(annotations) };
  // Redacted as a whole first, because what the data of a Secret is shows only from above.
  let value = redact({ ...object, metadata });
  for (const step of path) value = childOf(value, step);
  return value;
}

function withoutLastApplied(annotations: Readonly<Record<string, string>>): object {
  const { [LAST_APPLIED]: _applied, ...told } = annotations;
  return told;
}

function childOf(value: unknown, step: string): unknown {
  if (Array.isArray(value)) return /^\d+$/.test(step) ? value[Number(step)] : undefined;
  return isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
}
