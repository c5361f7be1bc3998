import { at, ensureRecord, isRecord, type JsonObject, numberAt } from '../json/record.ts';
import { getObject, updateObject } from '../lifecycle/update-object.ts';
import type { KubeObject } from '../object/kube-object.ts';
import { applyJsonPatch } from '../patch/json-patch.ts';
import { applyMergePatch } from '../patch/merge-patch.ts';
import type { ApiResource, ScalePaths } from '../resources/api-resource.ts';
import { printLabelSelector } from '../selectors/object-label-selector.ts';
import { invalid } from '../status/field-error.ts';
import { badRequest, invalidObject, methodNotAllowed, notFound } from '../status/status-error.ts';
import { type Answer, type Exchange, ok } from './exchange.ts';
import { mediaTypeOf, readBody } from './read-body.ts';
import type { RequestInfo } from './request-info.ts';
import { writeOptionsOf } from './write-query.ts';

/** Answers get, update and patch of the scale subresource, an `autoscaling/v1 Scale` over the object's own fields. */
export async function handleScale(
  exchange: Exchange,
  resource: ApiResource,
  info: RequestInfo,
): Promise<Answer> {
  const { scale } = resource;
  if (scale === undefined) throw methodNotAllowed();
  const live = getObject(exchange.state, resource, info);
  if (live === undefined) throw notFound(resource, info.name);
  const current = scaleOf(scale, live);
  if (info.verb === 'get') return ok(current);
  const options = writeOptionsOf(exchange, 'UpdateOptions');
  const wanted = await wantedScale(exchange, info, current);
  const replicas = numberAt(wanted, 'spec', 'replicas') ?? 0;
  if (replicas < 0) {
    const detail = 'must be greater than or equal to 0';
    const target = { group: 'autoscaling', plural: 'scales', kind: 'Scale' };
    throw invalidObject(target, info.name, [invalid('spec.replicas', replicas, detail)]);
  }
  const resourceVersion = at(wanted, 'metadata', 'resourceVersion');
  const updated = updateObject(exchange.state, resource, {
    target: { ...info, subresource: 'scale' },
    options,
    change: (object) => {
      if (typeof resourceVersion === 'string' && resourceVersion !== '') {
        object.metadata.resourceVersion = resourceVersion;
      }
      setAt(object, scale.specReplicas, replicas);
      return object;
    },
  });
  return ok(scaleOf(scale, updated));
}

async function wantedScale(
  exchange: Exchange,
  info: RequestInfo,
  current: JsonObject,
): Promise<JsonObject> {
  const body = await readBody(exchange);
  if (info.verb === 'update' && isRecord(body)) return body;
  const type = mediaTypeOf(exchange.request);
  const patched =
    type === 'application/json-patch+json'
      ? applyJsonPatch(structuredClone(current), body)
      : applyMergePatch(withoutRevision(current), body);
  if (!isRecord(patched)) throw badRequest('the body of the request must be a Scale');
  return patched;
}

/** A patch says nothing about the revision it rests on unless it names one. */
function withoutRevision(scale: JsonObject): JsonObject {
  const metadata = isRecord(scale['metadata']) ? { ...scale['metadata'] } : {};
  Reflect.deleteProperty(metadata, 'resourceVersion');
  return { ...scale, metadata };
}

function scaleOf(paths: ScalePaths, { metadata, ...object }: KubeObject): JsonObject {
  const { name, namespace, uid, resourceVersion, creationTimestamp } = metadata;
  const selector = paths.labelSelector && at(object, ...paths.labelSelector);
  const text = typeof selector === 'string' ? selector : printLabelSelector(selector);
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp },
    spec: { replicas: numberAt(object, ...paths.specReplicas) ?? 0 },
    status: {
      replicas: numberAt(object, ...paths.statusReplicas) ?? 0,
      ...(text !== '' && { selector: text }),
    },
  };
}

function setAt(object: JsonObject, path: readonly string[], value: unknown): void {
  const last = path.at(-1);
  if (last === undefined) return;
  const owner = path.slice(0, -1).reduce(ensureRecord, object);
  owner[last] = value;
}
