import { createHash } from 'node:crypto';
import type { KubernetesSchema } from '../../../schemas/index.ts';
import { isRecord, type JsonObject } from '../json/record.ts';
import { type ApiResource, apiVersionOf } from '../resources/api-resource.ts';
import { openApiPaths } from './openapi-paths.ts';

/** The schemas documents draw on: raw definitions by name, with `$ref` as bare names. */
export type Definitions = Readonly<Record<string, KubernetesSchema>>;

/** `/openapi/v3`: where the document of each group and version is, with a hash that changes with it. */
export function openApiIndex(resources: readonly ApiResource[]): JsonObject {
  const paths = [...new Set(resources.map(pathOf))];
  const entries = paths.map((path) => {
    const served = resources.filter((entry) => pathOf(entry) === path);
    const text = JSON.stringify(
      served.map(({ kind, schema, isCustom }) => [kind, isCustom && schema]),
    );
    const hash = createHash('sha256').update(text).digest('hex').toUpperCase();
    return [path, { serverRelativeURL: `/openapi/v3/${path}?hash=${hash}` }];
  });
  return { paths: Object.fromEntries(entries) };
}

function pathOf(resource: ApiResource): string {
  const root = resource.group === '' ? 'api' : 'apis';
  return `${root}/${apiVersionOf(resource)}`;
}

/** `/openapi/v3/<path>`: operations and schemas of one group and version; undefined when it is not served. */
export function openApiDocument(
  path: string,
  resources: readonly ApiResource[],
  definitions: Definitions,
): JsonObject | undefined {
  const served = resources.filter((entry) => pathOf(entry) === path);
  if (served.length === 0) return undefined;
  const schemas = collectSchemas(served, definitions);
  return {
    openapi: '3.0.0',
    info: { title: 'Kubernetes', version: 'unversioned' },
    paths: Object.assign({}, ...served.map(openApiPaths)),
    components: { schemas },
  };
}

function collectSchemas(served: readonly ApiResource[], definitions: Definitions): JsonObject {
  const schemas: JsonObject = {};
  const add = (name: string) => {
    const definition = definitions[name];
    if (definition === undefined || schemas[name] !== undefined) return;
    schemas[name] = {};
    schemas[name] = expandReferences(definition, add);
  };
  for (const resource of served) {
    if (resource.isCustom) schemas[resource.definition] = customSchema(resource, add);
    else add(resource.definition);
  }
  return schemas;
}

/** What every custom resource has, in the words that `kubectl explain` shows. */
const TYPE_AND_METADATA = {
  apiVersion: {
    type: 'string',
    description:
      'APIVersion defines the versioned schema of this representation of an object. Servers should convert recognized schemas to the latest internal value, and may reject unrecognized values. More info: https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#resources',
  },
  kind: {
    type: 'string',
    description:
      'Kind is a string value representing the REST resource this object represents. Servers may infer this from the endpoint the client submits requests to. Cannot be updated. In CamelCase. More info: https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#types-kinds',
  },
  metadata: {
    $ref: 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta',
    description:
      "Standard object's metadata. More info: https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#metadata",
  },
} as const;

function customSchema(resource: ApiResource, add: (name: string) => void): unknown {
  const { group, version, kind, schema } = resource;
  const properties = { ...schema.properties, ...TYPE_AND_METADATA };
  const gvk = [{ group, version, kind }];
  return expandReferences(
    { ...schema, type: 'object', properties, 'x-kubernetes-group-version-kind': gvk },
    add,
  );
}

/** OpenAPI 3.0 takes no siblings beside `$ref`, so it goes into an `allOf`. */
function expandReferences(value: unknown, add: (name: string) => void): unknown {
  if (Array.isArray(value)) return value.map((item) => expandReferences(item, add));
  if (!isRecord(value)) return value;
  const { $ref, ...rest } = value;
  const expanded: JsonObject = Object.fromEntries(
    Object.entries(rest).map(([key, child]) => [key, expandReferences(child, add)]),
  );
  if (typeof $ref !== 'string') return expanded;
  add($ref);
  const reference = { $ref: `#/components/schemas/${$ref}` };
  return Object.keys(expanded).length === 0 ? reference : { ...expanded, allOf: [reference] };
}
