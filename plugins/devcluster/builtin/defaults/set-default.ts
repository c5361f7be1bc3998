import type { JsonObject } from '../../json/record.ts';

/** Sets a field that is absent, null or an empty text, which Go does not tell apart. */
export function setDefault(owner: JsonObject, field: string, value: unknown): void {
  const current = owner[field];
  if (current === undefined || current === null || current === '') owner[field] = value;
}
