import { type JsonSchema, loadKubernetesApi } from '../../../schemas/index.ts';
import { apiVersionOf } from '../../object/gvk.ts';
import { isObject, type JsonObject } from '../../object/json.ts';
import type { CrdManifest } from './crd-manifest.ts';

/** Schema of an entry, for what its templates yield: that of its kind where the entry names one that is known. */
export type KindSchemas = (entry: JsonSchema, block: JsonObject) => Promise<JsonSchema>;

/**
 * Looks up the schemas of kinds that entries name by `apiVersion` and `kind`: built-in ones, and those of the CRD
 * manifests at hand.
 */
export function createKindSchemas(manifests: readonly CrdManifest[]): KindSchemas {
  let builtIn: Promise<ReadonlyMap<string, JsonSchema>> | undefined;
  return async (entry, { apiVersion, kind }) => {
    const { properties } = entry;
    const isNamed = isObject(properties) && 'apiVersion' in properties && 'kind' in properties;
    if (!isNamed || typeof apiVersion !== 'string' || typeof kind !== 'string') return entry;
    const own = manifestSchema(manifests, apiVersion, kind);
    if (own !== undefined) return joined(entry, own);
    const [group = ''] = apiVersion.split('/');
    // Groups of others have a dot and another end; for them the list of built-in kinds is not loaded.
    if (group.includes('.') && !group.endsWith('.k8s.io')) return entry;
    builtIn ??= loadBuiltIn();
    const found = (await builtIn).get(`${apiVersion} ${kind}`);
    return found === undefined ? entry : joined(entry, found);
  };
}

function manifestSchema(
  manifests: readonly CrdManifest[],
  apiVersion: string,
  kind: string,
): JsonSchema | undefined {
  for (const manifest of manifests) {
    if (manifest.kind !== kind) continue;
    const { group, versions } = manifest;
    const version = versions.find(
      ({ name }) => apiVersionOf({ group, version: name }) === apiVersion,
    );
    if (version?.schema !== undefined) return withOpenNumbers(version.schema);
  }
  return undefined;
}

/** The fields of a kind under the keys that an entry has besides. */
function joined(entry: JsonSchema, kind: JsonSchema): JsonSchema {
  const properties = { ...mapOf(kind['properties']), ...mapOf(entry['properties']) };
  return { ...entry, properties, $defs: { ...mapOf(entry['$defs']), ...mapOf(kind['$defs']) } };
}

async function loadBuiltIn(): Promise<ReadonlyMap<string, JsonSchema>> {
  const { definitions, resources } = await loadKubernetesApi();
  const $defs = mapOf(withOpenNumbers(definitions));
  return new Map(
    resources.map((resource) => [
      `${apiVersionOf(resource)} ${resource.kind}`,
      { ...withContents(mapOf($defs[resource.schema]), resource.kind), $defs },
    ]),
  );
}

/** Contents that are taken as they are, blanks and all; `data` of a Secret is in Base64, which has none. */
const CONTENTS: Readonly<Record<string, readonly [field: string, contentMediaType: string]>> = {
  ConfigMap: ['data', 'text/plain'],
  Secret: ['stringData', 'application/octet-stream'],
};

function withContents(schema: JsonSchema, kind: string): JsonSchema {
  const [field, contentMediaType] = CONTENTS[kind] ?? [];
  if (field === undefined) return schema;
  const properties = mapOf(schema['properties']);
  const contents = {
    ...mapOf(properties[field]),
    additionalProperties: { type: 'string', contentMediaType },
  };
  return { ...schema, properties: { ...properties, [field]: contents } };
}

/** References as JSON Schema writes them, and where a number or a text may stand nothing is said: the value decides. */
function withOpenNumbers(schema: object): JsonSchema {
  const text = JSON.stringify(schema, (key, value: unknown) => {
    // A property may have that name too, and is a map then.
    if (key === '$ref' && typeof value === 'string') return `#/$defs/${value}`;
    if (!isObject(value)) return value;
    const isOpen =
      value['x-kubernetes-int-or-string'] === true || value['format'] === 'int-or-string';
    return isOpen ? { 'x-kubernetes-int-or-string': true } : value;
  });
  const copy: unknown = JSON.parse(text);
  return mapOf(copy);
}

function mapOf(value: unknown): JsonSchema {
  return isObject(value) ? value : {};
}
