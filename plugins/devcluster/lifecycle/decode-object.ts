import { writeJson } from '../../../core/index.ts';
import type { KubernetesSchema } from '../../../schemas/index.ts';
import { quote } from '../json/quote.ts';
import { ensureRecord, isRecord, type JsonObject, stringAt } from '../json/record.ts';
import type { KubeObject } from '../object/kube-object.ts';
import { isKubeObject } from '../object/kube-object.ts';
import { type ApiResource, apiVersionOf } from '../resources/api-resource.ts';
import { applyDefaults } from '../schema/apply-defaults.ts';
import { findTypeMismatch } from '../schema/check-types.ts';
import { prune } from '../schema/prune.ts';
import { invalid } from '../status/field-error.ts';
import { badRequest, invalidObject, type StatusError } from '../status/status-error.ts';
import type { WriteOptions } from './write-options.ts';

/**
 * Turns a body into an object of the resource: right kind, known fields only, defaults filled in.
 *
 * @throws StatusError 400 when the body is of another kind, does not fit the types, or has unknown fields under `Strict`.
 */
export function decodeObject(
  resource: ApiResource,
  body: unknown,
  options: WriteOptions,
): KubeObject {
  const object = checkObject(resource, body, options);
  fillDefaults(resource, object);
  return object;
}

/**
 * Turns a body into an object of the resource without adding anything, as an applied configuration needs it.
 *
 * @throws StatusError 400 as {@link decodeObject}.
 */
export function checkObject(
  resource: ApiResource,
  body: unknown,
  options: WriteOptions,
): KubeObject {
  if (!isRecord(body)) throw badRequest('the body of the request must be a JSON object');
  assertKind(resource, body);
  ensureRecord(body, 'metadata');
  if (!isKubeObject(body)) throw badRequest('metadata must be an object');
  const object = body;
  assertTypes(resource, object);
  refuseUnknownFields(object, resource, options);
  dropNulls(object.metadata);
  if (!resource.isCustom) dropTemplateNulls(resource.schema, object);
  return object;
}

/** Fills in the schema's defaults and those of the kind. */
export function fillDefaults(resource: ApiResource, object: KubeObject): void {
  object.apiVersion = apiVersionOf(resource);
  object.kind = resource.kind;
  applyDefaults(resource.schema, object);
  resource.behaviour.applyDefaults?.(object);
}

function assertKind(resource: ApiResource, body: JsonObject): void {
  const expected = apiVersionOf(resource);
  if (resource.isCustom && typeof body['kind'] !== 'string') {
    const text = writeJson(body);
    const start = text.length > 30 ? `${text.slice(0, 30)} ...` : text;
    throw badRequest(
      `the object provided is unrecognized (must be of type ${resource.kind}): Object 'Kind' is missing in '${text}' (${start})`,
    );
  }
  body['apiVersion'] ??= expected;
  body['kind'] ??= resource.kind;
  if (body['apiVersion'] === expected && body['kind'] === resource.kind) return;
  if (resource.isCustom && body['kind'] !== resource.kind) throw wrongKind(resource, body);
  if (resource.isCustom) {
    throw badRequest(
      `the API version in the data (${String(body['apiVersion'])}) does not match the expected API version (${expected})`,
    );
  }
  const { kind } = body;
  const internal = resource.group === '' ? 'core' : resource.group.split('.')[0];
  throw badRequest(
    `${String(kind)} in version ${quote(resource.version)} cannot be handled as a ${resource.kind}: converting (${resource.version}.${String(kind)}) to (${internal}.${resource.kind}): unknown conversion`,
  );
}

function wrongKind(resource: ApiResource, body: JsonObject): StatusError {
  const kind = String(body['kind']);
  const name = stringAt(body, 'metadata', 'name');
  return invalidObject({ ...resource, kind }, name, [
    invalid('kind', kind, `must be ${resource.kind}`),
  ]);
}

function assertTypes(resource: ApiResource, object: KubeObject): void {
  const metadataSchema = resource.schema.properties?.['metadata'];
  const mismatch = resource.isCustom
    ? metadataSchema && findTypeMismatch(metadataSchema, object.metadata)
    : findTypeMismatch(resource.schema, object);
  if (mismatch === undefined) return;
  throw badRequest(
    `${resource.kind} in version ${quote(resource.version)} cannot be handled as a ${resource.kind}: ${mismatch}`,
  );
}

function refuseUnknownFields(
  object: KubeObject,
  resource: ApiResource,
  { fieldValidation, warn }: WriteOptions,
): void {
  const unknown = prune(resource.schema, object).map((path) => `unknown field ${quote(path)}`);
  if (unknown.length === 0 || fieldValidation === 'Ignore') return;
  if (fieldValidation === 'Warn') {
    for (const text of unknown) warn(text);
    return;
  }
  const list = `strict decoding error: ${unknown.join(', ')}`;
  throw badRequest(
    `${resource.kind} in version ${quote(resource.version)} cannot be handled as a ${resource.kind}: ${list}`,
  );
}

/** Go decodes null as absent; `creationTimestamp: null` is what most tools send. */
function dropNulls(metadata: object): void {
  for (const [field, value] of Object.entries(metadata)) {
    if (value === null) Reflect.deleteProperty(metadata, field);
  }
}

/** The same for the metadata of templates, wherever a kind has some. */
function dropTemplateNulls(schema: KubernetesSchema | undefined, value: unknown): void {
  if (Array.isArray(value)) for (const item of value) dropTemplateNulls(schema?.items, item);
  if (!isRecord(value)) return;
  for (const [field, child] of Object.entries(schema?.properties ?? {})) {
    const present = value[field];
    if (field !== 'metadata') dropTemplateNulls(child, present);
    else if (isRecord(present)) dropNulls(present);
  }
}
