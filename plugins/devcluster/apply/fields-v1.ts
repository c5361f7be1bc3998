import { readJson, writeJson } from '../../../core/index.ts';
import { isRecord, type JsonObject } from '../json/record.ts';
import { FieldSet } from './field-set.ts';

/** The set in the form of `managedFields[].fieldsV1`, keys sorted. */
export function encodeFieldsV1(set: FieldSet): JsonObject {
  const encoded: JsonObject = {};
  for (const element of [...new Set([...set.members, ...set.children.keys()])].sort()) {
    const below = set.children.get(element);
    const isMember = set.members.has(element);
    if (below === undefined || below.isEmpty) {
      if (isMember) encoded[element] = {};
    } else {
      encoded[element] = { ...(isMember && { '.': {} }), ...encodeFieldsV1(below) };
    }
  }
  return encoded;
}

/** Reads `managedFields[].fieldsV1`. */
export function decodeFieldsV1(encoded: unknown): FieldSet {
  const set = new FieldSet();
  if (!isRecord(encoded)) return set;
  for (const [element, below] of Object.entries(encoded)) {
    if (element === '.') continue;
    const fields = isRecord(below) ? Object.keys(below) : [];
    if (fields.length === 0 || fields.includes('.')) set.members.add(element);
    const child = decodeFieldsV1(below);
    if (!child.isEmpty) set.children.set(element, child);
  }
  return set;
}

/** A path in the form of conflict messages: `.spec.containers[name="app"].image`. */
export function printPath(path: readonly string[]): string {
  return path.map(printElement).join('');
}

function printElement(element: string): string {
  const value = element.slice(2);
  switch (element[0]) {
    case 'f':
      return `.${value}`;
    case 'k': {
      const key: unknown = readJson(value);
      const fields = isRecord(key) ? Object.entries(key) : [];
      return `[${fields.map(([name, part]) => `${name}=${writeJson(part)}`).join(',')}]`;
    }
    case 'v':
      return `[=${value}]`;
    default:
      return `[${value}]`;
  }
}
