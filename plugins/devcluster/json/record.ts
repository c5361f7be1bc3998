/** An object of JSON whose fields are not known yet. */
export type JsonObject = Record<string, unknown>;

/** Whether the value is a JSON object, not a list and not null. */
export function isRecord(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value under the path, or undefined as soon as a step is missing. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  let current = value;
  for (const step of path) {
    if (!isRecord(current)) return undefined;
    current = current[step];
  }
  return current;
}

/** The object under the path; an empty one when there is none. */
export function recordAt(value: unknown, ...path: readonly string[]): JsonObject {
  const found = at(value, ...path);
  return isRecord(found) ? found : {};
}

/** The list under the path; an empty one when there is none. */
export function listAt(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const found = at(value, ...path);
  return Array.isArray(found) ? found : [];
}

/** The objects in the list under the path. */
export function recordsAt(value: unknown, ...path: readonly string[]): readonly JsonObject[] {
  return listAt(value, ...path).filter(isRecord);
}

/** The string under the path; empty when there is none. */
export function stringAt(value: unknown, ...path: readonly string[]): string {
  const found = at(value, ...path);
  return typeof found === 'string' ? found : '';
}

/** The number under the path, if there is one. */
export function numberAt(value: unknown, ...path: readonly string[]): number | undefined {
  const found = at(value, ...path);
  return typeof found === 'number' ? found : undefined;
}

/** The string-valued entries of the object under the path. */
export function stringMapAt(value: unknown, ...path: readonly string[]): Record<string, string> {
  const entries = Object.entries(recordAt(value, ...path));
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

/** The object under the key, put there when missing, for writing into it. */
export function ensureRecord(owner: JsonObject, key: string): JsonObject {
  const found = owner[key];
  if (isRecord(found)) return found;
  const created: JsonObject = {};
  owner[key] = created;
  return created;
}
