import { type CrdProgram, isObject, type JsonValue } from '../../../core/index.ts';
import type { FieldTree } from './field-tree.ts';
import { isRelated } from './rewriting.ts';

/**
 * Learns the defaults that mutation sets in any case.
 *
 * @remarks The API server sets a default before anything else sees the object. So only those are taken over that no earlier step
 * could miss: without `normalize`, with mutation before validation, and from the rules up to the first one that reads anything.
 */
export function learnDefaults(
  { mutation, normalize, validation }: CrdProgram,
  root: FieldTree,
): void {
  if (normalize.length > 0 || (!mutation.first && validation.length > 0)) return;
  const seen: (readonly string[])[] = [];
  for (const { action, field, value, when } of mutation.rules) {
    if (!when.isEmpty || !('literal' in value) || field.language !== 'literal') return;
    const path = field.source.trim().replace(/^\./, '');
    const steps = path.split('.');
    const isFirst = !seen.some((other) => isRelated(other, steps));
    seen.push(steps);
    if (action !== 'default' || !isFirst || !/^spec(\.[A-Za-z_]\w*)+$/.test(path)) continue;
    const literal: unknown = value.literal;
    if (isScalar(literal)) root.at(steps).facts.default = literal;
  }
}

function isScalar(value: unknown): value is JsonValue {
  return value !== undefined && value !== null && !isObject(value) && !Array.isArray(value);
}
