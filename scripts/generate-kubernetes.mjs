// Writes schemas/kubernetes/{resources,definitions}.json from the OpenAPI and discovery documents that the
// Kubernetes module carries. Needs Go (for its module client). Run: node scripts/generate-kubernetes.mjs
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MODULE = 'k8s.io/kubernetes@v1.36.3';
const TARGET = fileURLToPath(new URL('../schemas/kubernetes/', import.meta.url));

/** The stable API surface that the development cluster serves. */
const GROUP_VERSIONS = [
  'v1',
  'admissionregistration.k8s.io/v1',
  'apiextensions.k8s.io/v1',
  'apps/v1',
  'authentication.k8s.io/v1',
  'authorization.k8s.io/v1',
  'autoscaling/v2',
  'batch/v1',
  'certificates.k8s.io/v1',
  'coordination.k8s.io/v1',
  'discovery.k8s.io/v1',
  'events.k8s.io/v1',
  'networking.k8s.io/v1',
  'node.k8s.io/v1',
  'policy/v1',
  'rbac.authorization.k8s.io/v1',
  'scheduling.k8s.io/v1',
  'storage.k8s.io/v1',
];

/** What a connection to a kubelet or an outside controller would be needed for is left out. */
const SUBRESOURCES = new Set(['status', 'scale', 'finalize', 'eviction', 'approval']);
const LEFT_OUT = new Set(['bindings', 'componentstatuses', 'podtemplates']);

/** Schemas that no kind refers to but the protocol itself uses. */
const EXTRA_ROOTS = [
  'io.k8s.api.autoscaling.v1.Scale',
  'io.k8s.apimachinery.pkg.apis.meta.v1.DeleteOptions',
  'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta',
  'io.k8s.apimachinery.pkg.apis.meta.v1.Status',
  'io.k8s.apimachinery.pkg.apis.meta.v1.WatchEvent',
];

const source = moduleFolder();
const openApi = new Map(GROUP_VERSIONS.map((name) => [name, readOpenApi(name)]));
const schemas = Object.assign(
  {},
  ...[...openApi.values()].map((document) => document.components.schemas),
);
const resources = GROUP_VERSIONS.flatMap(resourcesOf);
const definitions = reachable([...resources.map((resource) => resource.schema), ...EXTRA_ROOTS]);

write('resources.json', { kubernetesVersion: MODULE.split('@')[1], resources });
write('definitions.json', definitions);

function moduleFolder() {
  const answer = execFileSync('go', ['mod', 'download', '-json', MODULE], {
    cwd: tmpdir(),
    encoding: 'utf8',
  });
  return JSON.parse(answer).Dir;
}

function readJson(...path) {
  return JSON.parse(readFileSync(join(source, 'api', ...path), 'utf8'));
}

function prefixOf(groupVersion) {
  return groupVersion === 'v1' ? 'api__v1' : `apis__${groupVersion.replace('/', '__')}`;
}

function readOpenApi(groupVersion) {
  return readJson('openapi-spec', 'v3', `${prefixOf(groupVersion)}_openapi.json`);
}

function resourcesOf(groupVersion) {
  const [group, version] = groupVersion === 'v1' ? ['', 'v1'] : groupVersion.split('/');
  const listed = readJson('discovery', `${prefixOf(groupVersion)}.json`).resources;
  return listed
    .filter((entry) => !entry.name.includes('/') && !LEFT_OUT.has(entry.name))
    .map((entry) => ({
      group,
      version,
      kind: entry.kind,
      plural: entry.name,
      singular: entry.singularName,
      ...(entry.shortNames && { shortNames: entry.shortNames }),
      ...(entry.categories && { categories: entry.categories }),
      namespaced: entry.namespaced,
      verbs: entry.verbs,
      subresources: subresourcesOf(entry.name, listed),
      schema: schemaOf({ group, version, kind: entry.kind }),
    }));
}

function subresourcesOf(plural, listed) {
  return listed
    .filter((entry) => entry.name.startsWith(`${plural}/`))
    .map((entry) => ({ ...entry, name: entry.name.slice(plural.length + 1) }))
    .filter((entry) => SUBRESOURCES.has(entry.name))
    .map((entry) => ({
      name: entry.name,
      kind: entry.kind,
      ...(entry.group !== undefined && { group: entry.group }),
      ...(entry.version !== undefined && { version: entry.version }),
      verbs: entry.verbs,
    }));
}

function schemaOf({ group, version, kind }) {
  const found = Object.entries(schemas).find(([, schema]) =>
    schema['x-kubernetes-group-version-kind']?.some(
      (gvk) => gvk.group === group && gvk.version === version && gvk.kind === kind,
    ),
  );
  if (found === undefined) throw new Error(`no schema for ${group}/${version} ${kind}`);
  return found[0];
}

function reachable(roots) {
  const found = new Map();
  const visit = (name) => {
    if (found.has(name)) return;
    found.set(name, undefined);
    found.set(
      name,
      compact(schemas[name], (reference) => visit(reference)),
    );
  };
  for (const root of roots) visit(root);
  return Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Drops prose and Go zero values, and flattens `allOf: [{ $ref }]`, which OpenAPI 3.0 needs beside siblings. */
function compact(schema, onReference) {
  const { description: _, default: preset, allOf, $ref, properties, items, ...rest } = schema;
  const result = { ...rest };
  const reference = $ref ?? allOf?.[0]?.$ref;
  if (reference !== undefined) {
    result.$ref = reference.split('/').at(-1);
    onReference(result.$ref);
  }
  if (isMeaningful(preset)) result.default = preset;
  if (properties !== undefined) {
    result.properties = Object.fromEntries(
      Object.entries(properties).map(([key, value]) => [key, compact(value, onReference)]),
    );
  }
  if (items !== undefined) result.items = compact(items, onReference);
  if (typeof schema.additionalProperties === 'object') {
    result.additionalProperties = compact(schema.additionalProperties, onReference);
  }
  return result;
}

function isMeaningful(preset) {
  // `{}`, 0 and false stay: they mark what the server always writes out.
  return preset !== undefined && preset !== '';
}

function write(name, value) {
  writeFileSync(join(TARGET, name), `${JSON.stringify(value)}\n`);
}
