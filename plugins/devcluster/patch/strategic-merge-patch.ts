import { writeJson } from '../../../core/index.ts';
import type { KubernetesSchema } from '../../../schemas/index.ts';
import { isRecord, type JsonObject } from '../json/record.ts';
import { childSchema } from '../schema/child-schema.ts';
import { badRequest } from '../status/status-error.ts';

type MaybeSchema = KubernetesSchema | undefined;

const DIRECTIVE = '$patch';
const RETAIN_KEYS = '$retainKeys';
const DELETE_LIST = '$deleteFromPrimitiveList/';
const ORDER = '$setElementOrder/';

/**
 * Applies a strategic merge patch: lists with a merge key are merged item by item, and directives delete, replace or order.
 *
 * @remarks Kubernetes, "Strategic merge patch" in the API conventions; `x-kubernetes-patch-strategy` and
 * `x-kubernetes-patch-merge-key` say which list merges by what.
 */
export function applyStrategicMergePatch(
  schema: MaybeSchema,
  target: JsonObject,
  patch: JsonObject,
): JsonObject {
  if (patch[DIRECTIVE] === 'replace') return withoutDirectives(patch);
  if (patch[DIRECTIVE] === 'delete') return {};
  const result: JsonObject = retain(target, patch[RETAIN_KEYS]);
  for (const [field, value] of Object.entries(patch)) {
    if (field.startsWith('$')) continue;
    const patched = patchField(childSchema(schema, field), result[field], value);
    if (patched === undefined) delete result[field];
    else result[field] = patched;
  }
  deleteFromLists(result, patch);
  orderLists(schema, result, patch);
  return result;
}

function patchField(schema: MaybeSchema, target: unknown, patch: unknown): unknown {
  if (patch === null) return undefined;
  if (isRecord(patch)) {
    return applyStrategicMergePatch(schema, isRecord(target) ? target : {}, patch);
  }
  if (!Array.isArray(patch) || !merges(schema)) return patch;
  const live = Array.isArray(target) ? target : [];
  const key = schema?.['x-kubernetes-patch-merge-key'];
  return key === undefined ? mergeValues(live, patch) : mergeItems(schema, live, { patch, key });
}

function merges(schema: MaybeSchema): boolean {
  return schema?.['x-kubernetes-patch-strategy']?.split(',').includes('merge') === true;
}

function mergeValues(live: readonly unknown[], patch: readonly unknown[]): readonly unknown[] {
  return interleave(live, { patched: patch, nameOf: (value) => value });
}

function mergeItems(
  schema: MaybeSchema,
  live: readonly unknown[],
  { patch, key }: { readonly patch: readonly unknown[]; readonly key: string },
): readonly unknown[] {
  const items = patch.filter(isRecord);
  if (items.length !== patch.length) throw badRequest(`expected a list of objects for ${key}`);
  if (items.some((item) => item[DIRECTIVE] === 'replace')) {
    return items.filter((item) => item[DIRECTIVE] === undefined);
  }
  const nameOf = (item: unknown) => (isRecord(item) ? item[key] : undefined);
  const removed = new Set<unknown>();
  const patched: unknown[] = [];
  for (const item of items) {
    if (item[key] === undefined) {
      throw badRequest(`map: ${writeJson(item)} does not contain declared merge key: ${key}`);
    }
    const known = live.find((entry) => nameOf(entry) === item[key]);
    if (item[DIRECTIVE] === 'delete') removed.add(item[key]);
    else if (isRecord(known)) patched.push(applyStrategicMergePatch(schema?.items, known, item));
    else patched.push(withoutDirectives(item));
  }
  const kept = live.filter((entry) => !removed.has(nameOf(entry)));
  return interleave(kept, { patched, nameOf });
}

/** What the patch names keeps its order and goes before what it does not; shared items keep their place in the live list. */
function interleave(
  live: readonly unknown[],
  { patched, nameOf }: { patched: readonly unknown[]; nameOf: (item: unknown) => unknown },
): readonly unknown[] {
  const placeOf = (item: unknown) => live.findIndex((entry) => nameOf(entry) === nameOf(item));
  const named = new Set(patched.map(nameOf));
  const others = live.filter((entry) => !named.has(nameOf(entry)));
  const result: unknown[] = [];
  for (const item of patched) {
    const place = placeOf(item);
    while (others[0] !== undefined && place !== -1 && placeOf(others[0]) < place) {
      result.push(others.shift());
    }
    result.push(item);
  }
  return [...result, ...others];
}

function retain(target: JsonObject, keys: unknown): JsonObject {
  if (!Array.isArray(keys)) return { ...target };
  return Object.fromEntries(Object.entries(target).filter(([field]) => keys.includes(field)));
}

function withoutDirectives(patch: JsonObject): JsonObject {
  const entries = Object.entries(patch).filter(([field]) => !field.startsWith('$'));
  return Object.fromEntries(
    entries.map(([field, value]) => [field, isRecord(value) ? withoutDirectives(value) : value]),
  );
}

function deleteFromLists(result: JsonObject, patch: JsonObject): void {
  for (const [directive, values] of Object.entries(patch)) {
    if (!directive.startsWith(DELETE_LIST) || !Array.isArray(values)) continue;
    const field = directive.slice(DELETE_LIST.length);
    const live = result[field];
    if (Array.isArray(live)) result[field] = live.filter((value) => !values.includes(value));
  }
}

function orderLists(schema: MaybeSchema, result: JsonObject, patch: JsonObject): void {
  for (const [directive, order] of Object.entries(patch)) {
    if (!directive.startsWith(ORDER) || !Array.isArray(order)) continue;
    const field = directive.slice(ORDER.length);
    const live = result[field];
    if (!Array.isArray(live)) continue;
    const key = childSchema(schema, field)?.['x-kubernetes-patch-merge-key'];
    const nameOf = (item: unknown) => (isRecord(item) && key !== undefined ? item[key] : item);
    const names = order.map(nameOf);
    const listed = names
      .map((name) => live.find((item) => nameOf(item) === name))
      .filter((item) => item !== undefined);
    result[field] = [...listed, ...live.filter((item) => !names.includes(nameOf(item)))];
  }
}
