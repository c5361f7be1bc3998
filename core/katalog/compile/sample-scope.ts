import type { Scope } from '../../expression/expression.ts';
import { isObject, type JsonObject } from '../../object/json.ts';
import type { KubeObject } from '../../object/kube-object.ts';
import { withPath } from '../../object/path.ts';
import { lookUp } from './crd-schema.ts';

/** Texts of different kinds that a field may hold. */
export const SAMPLE_TEXTS: readonly string[] = ['sample', ' Sample Value ', '3', 'a/b:1'];

/** A custom resource whose `spec` holds a sample wherever it is read. */
export function sampleObject(
  paths: readonly (readonly string[])[],
  text: string,
  schema: JsonObject | undefined,
): KubeObject {
  let object: Readonly<Record<string, unknown>> = {
    apiVersion: 'sample/v1',
    kind: 'Sample',
    metadata: { name: 'sample', namespace: 'default', uid: 'sample', generation: 1 },
    spec: {},
  };
  for (const path of paths) {
    if (path[0] !== 'spec' || path.length < 2 || path.includes('*')) continue;
    object = withPath(object, path, sampleOf(path, text, schema)) ?? object;
  }
  return object as KubeObject;
}

function sampleOf(path: readonly string[], text: string, schema: JsonObject | undefined): unknown {
  const found = schema === undefined ? undefined : lookUp(schema, path);
  const known = found?.outcome === 'known' ? found.schema : undefined;
  const { default: preset, enum: choices, type } = known ?? {};
  if (Array.isArray(choices)) return choices[0];
  if (preset !== undefined) return preset;
  switch (type) {
    case 'integer':
    case 'number':
      return 3;
    case 'boolean':
      return true;
    case 'array':
      return [];
    case 'object':
      return {};
    default:
      return text;
  }
}

/** What expressions see of a sample: no children, a clock that stands still. */
export function sampleScope(object: KubeObject): Scope {
  const spec = isObject(object['spec']) ? object['spec'] : {};
  const status = isObject(object['status']) ? object['status'] : {};
  const roots = { ...object, spec, data: spec, status, inputs: {}, metrics: {}, health: {} };
  return {
    roots: { ...roots, children: {}, providers: {} },
    environment: { nowMs: 0, randomBytes: (size) => new Uint8Array(size) },
  };
}
