import { isRecord, type JsonObject } from '../json/record.ts';
import { childSchema } from '../schema/child-schema.ts';
import { itemElement, type MaybeSchema, structureOf } from './structure.ts';

/** Lays an applied configuration over the live object, item by item where the schema says so. */
export function merge(schema: MaybeSchema, live: unknown, config: unknown): unknown {
  if (live === undefined || live === null || structureOf(schema, config) === 'leaf') {
    return structuredClone(config);
  }
  if (Array.isArray(config)) {
    return Array.isArray(live) ? mergeLists(schema, live, config) : structuredClone(config);
  }
  if (!isRecord(config) || !isRecord(live)) return structuredClone(config);
  const merged: JsonObject = { ...live };
  for (const [field, value] of Object.entries(config)) {
    merged[field] = merge(childSchema(schema, field), live[field], value);
  }
  return merged;
}

/** Shared items take the order of the configuration, those of others stay where they were among them. */
function mergeLists(
  schema: MaybeSchema,
  live: readonly unknown[],
  config: readonly unknown[],
): readonly unknown[] {
  const nameOf = (item: unknown) => itemElement(schema, item);
  const liveByName = new Map(live.map((item) => [nameOf(item), item]));
  const wanted = new Set(config.map(nameOf));
  const pending = [...config];
  const merged: unknown[] = [];
  const takeNext = () => {
    const item = pending.shift();
    merged.push(merge(schema?.items, liveByName.get(nameOf(item)), item));
  };
  for (const item of live) {
    if (!wanted.has(nameOf(item))) {
      merged.push(item);
      continue;
    }
    // The place of a shared item: what is due up to it in the configuration's order comes here.
    const position = pending.findIndex((entry) => nameOf(entry) === nameOf(item));
    const isNextShared = pending
      .slice(0, Math.max(position, 0))
      .every((entry) => !liveByName.has(nameOf(entry)));
    if (position === -1 || !isNextShared) continue;
    for (let taken = 0; taken <= position; taken += 1) takeNext();
  }
  while (pending.length > 0) takeNext();
  return merged;
}
