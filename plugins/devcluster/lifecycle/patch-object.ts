import { writeJson } from '../../../core/index.ts';
import { applyConfiguration } from '../apply/apply-configuration.ts';
import { findUntyped } from '../apply/find-untyped.ts';
import { isRecord, type JsonObject, recordAt } from '../json/record.ts';
import { cloneObject, type KubeObject } from '../object/kube-object.ts';
import { applyJsonPatch } from '../patch/json-patch.ts';
import { applyMergePatch } from '../patch/merge-patch.ts';
import { applyStrategicMergePatch } from '../patch/strategic-merge-patch.ts';
import { type ApiResource, apiVersionOf, parseApiVersion } from '../resources/api-resource.ts';
import { invalid } from '../status/field-error.ts';
import {
  badRequest,
  invalidObject,
  notFound,
  StatusError,
  unsupportedMediaType,
} from '../status/status-error.ts';
import type { ClusterState } from './cluster-state.ts';
import { createObject } from './create-object.ts';
import { checkObject, decodeObject } from './decode-object.ts';
import { getObject, updateObject } from './update-object.ts';
import type { ObjectTarget, WriteOptions } from './write-options.ts';

/** The patch languages by media type. */
export type PatchType =
  | 'application/json-patch+json'
  | 'application/merge-patch+json'
  | 'application/strategic-merge-patch+json'
  | 'application/apply-patch+yaml';

export interface PatchRequest {
  readonly target: ObjectTarget;
  readonly type: PatchType;
  readonly patch: unknown;
  readonly options: WriteOptions & { readonly force: boolean };
}

/**
 * Patches an object; an apply creates it when it is missing.
 *
 * @throws StatusError 400, 404, 409, 415 or 422.
 */
export function patchObject(
  state: ClusterState,
  resource: ApiResource,
  request: PatchRequest,
): { readonly object: KubeObject; readonly isNew: boolean } {
  if (request.type === 'application/apply-patch+yaml') return apply(state, resource, request);
  const { target, options } = request;
  const object = updateObject(state, resource, {
    target,
    options,
    change: (live) => decodePatched(resource, applyPatch(resource, live, request), options),
  });
  return { object, isNew: false };
}

/** What does not decode after the patch is the patch's fault, and reported as such. */
function decodePatched(resource: ApiResource, patched: unknown, options: WriteOptions): KubeObject {
  const text = writeJson(patched);
  try {
    return decodeObject(resource, patched, options);
  } catch (error) {
    if (!(error instanceof StatusError) || resource.isCustom) throw error;
    const detail = error.message.replace(/^.*? cannot be handled as an? \w+: /, '');
    const nobody = { group: '', plural: '', kind: '' };
    throw invalidObject(nobody, '', [invalid('patch', text, detail)]);
  }
}

function applyPatch(
  resource: ApiResource,
  live: JsonObject,
  { type, patch }: PatchRequest,
): unknown {
  switch (type) {
    case 'application/json-patch+json':
      return applyJsonPatch(live, patch);
    case 'application/merge-patch+json':
      return applyMergePatch(live, patch);
    case 'application/strategic-merge-patch+json':
      if (resource.isCustom) {
        throw unsupportedMediaType(
          'the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml',
        );
      }
      if (!isRecord(patch)) throw badRequest('error decoding patch: a patch is an object');
      return applyStrategicMergePatch(resource.schema, live, patch);
    default:
      throw unsupportedMediaType(`unknown patch type ${type}`);
  }
}

function apply(
  state: ClusterState,
  resource: ApiResource,
  { target, patch, options }: PatchRequest,
): { readonly object: KubeObject; readonly isNew: boolean } {
  const nowMs = state.clock.nowMs();
  const config = decodeConfiguration(resource, patch, options);
  const live = getObject(state, resource, target);
  const applyOptions = {
    fieldManager: options.fieldManager,
    subresource: target.subresource,
    force: options.force,
    nowMs,
  };
  if (live === undefined) {
    if (target.subresource !== '') throw notFound(resource, target.name);
    config.metadata.name ||= target.name;
    const wanted = applyConfiguration(resource, { live: undefined, config }, applyOptions);
    const decoded = decodeObject(resource, wanted, { ...options, fieldValidation: 'Ignore' });
    // A create refuses a version; an apply that creates has no use for one.
    delete decoded.metadata.resourceVersion;
    const created = createObject(state, resource, decoded, {
      ...options,
      namespace: target.namespace,
      tracks: false,
    });
    return { object: created, isNew: true };
  }
  const object = updateObject(state, resource, {
    target,
    options: { ...options, tracks: false },
    change: (current) => {
      const wanted = applyConfiguration(resource, { live: current, config }, applyOptions);
      const { resourceVersion } = config.metadata;
      if (resourceVersion !== undefined) wanted.metadata.resourceVersion = resourceVersion;
      return wanted;
    },
  });
  return { object, isNew: false };
}

/** An applied configuration gets no defaults: what it does not say, it does not own. */
function decodeConfiguration(
  resource: ApiResource,
  patch: unknown,
  options: WriteOptions,
): KubeObject {
  if (!isRecord(patch)) throw badRequest('error decoding YAML: a configuration is an object');
  if (typeof patch['apiVersion'] !== 'string' || typeof patch['kind'] !== 'string') {
    throw badRequest("error decoding YAML: Object 'apiVersion' and 'kind' must be set");
  }
  assertApplyKind(resource, patch);
  assertTyped(resource, patch);
  const config = checkObject(resource, cloneObject(patch), options);
  if (config.metadata.managedFields !== undefined) {
    throw badRequest('metadata.managedFields must be nil');
  }
  return config;
}

function assertApplyKind(resource: ApiResource, patch: JsonObject): void {
  const { apiVersion, kind } = patch;
  if (apiVersion === apiVersionOf(resource) && kind === resource.kind) return;
  const { group, version } = parseApiVersion(String(apiVersion));
  throw badRequest(`invalid object type: ${group}/${version}, Kind=${String(kind)}`);
}

/**
 * Unlike other writes, an apply fails on a field the schema does not know or whose type is wrong.
 *
 * @throws StatusError 500, which is what the real server answers.
 */
function assertTyped(resource: ApiResource, patch: JsonObject): void {
  const findings = findUntyped(resource.schema, patch);
  if (findings.length === 0) return;
  const text = findings.length === 1 ? findings[0] : ['errors:', ...findings].join('\n  ');
  const { group, version, kind } = resource;
  const { namespace = '', name = '' } = recordAt(patch, 'metadata');
  throw new StatusError(
    `failed to create typed patch object (${String(namespace)}/${String(name)}; ${group}/${version}, Kind=${kind}): ${text}`,
    { code: 500, reason: '' },
  );
}
