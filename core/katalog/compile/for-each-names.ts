import { isObject } from '../../object/json.ts';

/** Names that `forEach` entries anywhere in a document give their item, for the roots that expressions know. */
export function forEachNames(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(forEachNames);
  if (!isObject(value)) return [];
  const { forEach } = value;
  const own = isObject(forEach) && typeof forEach['as'] === 'string' ? [forEach['as']] : [];
  return [...own, ...Object.values(value).flatMap(forEachNames)];
}
