// Writes schemas/kubernetes/protobuf.json: the field numbers of the kinds in resources.json, from the .proto files
// of the published Kubernetes modules. Needs Go (for its module client). Run after generate-kubernetes.mjs.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const VERSION = 'v0.36.3';
const TARGET = fileURLToPath(new URL('../schemas/kubernetes/', import.meta.url));
const api = moduleFolder(`k8s.io/api@${VERSION}`);
const machinery = moduleFolder(`k8s.io/apimachinery@${VERSION}`);

/** The packages whose kinds clients write; CustomResourceDefinitions travel as JSON. */
const PACKAGES = [
  [machinery, 'pkg/apis/meta/v1', 'io.k8s.apimachinery.pkg.apis.meta.v1'],
  [machinery, 'pkg/api/resource', 'io.k8s.apimachinery.pkg.api.resource'],
  [machinery, 'pkg/util/intstr', 'io.k8s.apimachinery.pkg.util.intstr'],
  [machinery, 'pkg/runtime', 'io.k8s.apimachinery.pkg.runtime'],
  ...[
    'core/v1',
    'admissionregistration/v1',
    'apps/v1',
    'authentication/v1',
    'authorization/v1',
    'autoscaling/v1',
    'autoscaling/v2',
    'batch/v1',
    'certificates/v1',
    'coordination/v1',
    'discovery/v1',
    'events/v1',
    'networking/v1',
    'node/v1',
    'policy/v1',
    'rbac/v1',
    'scheduling/v1',
    'storage/v1',
  ].map((path) => [api, path, `io.k8s.api.${path.replace('/', '.')}`]),
];
const SCALARS = { string: 's', bytes: 'b', bool: 't', int32: 'i', int64: 'i', double: 'd' };

const definitions = JSON.parse(readFileSync(join(TARGET, 'definitions.json'), 'utf8'));
const messages = new Map();
const omitted = new Set();
for (const [folder, path, name] of PACKAGES) {
  findOmitted(join(folder, path), name);
  parse(readFileSync(join(folder, path, 'generated.proto'), 'utf8'), name);
}
const result = {};
const pending = [
  ...Object.keys(definitions),
  'io.k8s.apimachinery.pkg.runtime.Unknown',
  'io.k8s.apimachinery.pkg.runtime.TypeMeta',
];
for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
  const fields = messages.get(name);
  if (fields === undefined || result[name] !== undefined) continue;
  result[name] = fields.map((field) => compact(field, name));
  for (const { type } of fields) if (messages.has(type)) pending.push(type);
}
const sorted = Object.fromEntries(Object.entries(result).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(join(TARGET, 'protobuf.json'), `${JSON.stringify(sorted)}\n`);

function moduleFolder(module) {
  const answer = execFileSync('go', ['mod', 'download', '-json', module], {
    cwd: tmpdir(),
    encoding: 'utf8',
  });
  return JSON.parse(answer).Dir;
}

function parse(text, packageName) {
  for (const [, name, body] of text.matchAll(/^message (\w+) \{\n(.*?)^\}/gms)) {
    const fields = body.matchAll(
      /^ {2}(?:(optional|repeated) )?(map<string, ([\w.]+)>|[\w.]+) (\w+) = (\d+);/gm,
    );
    messages.set(
      `${packageName}.${name}`,
      [...fields].map(([, label, type, mapValue, field, number]) => ({
        number: Number(number),
        name: field,
        form: mapValue === undefined ? (label === 'repeated' ? '*' : '') : '%',
        type: qualified(mapValue ?? type, packageName),
      })),
    );
  }
}

/** The wire always carries plain Go fields; those that JSON omits when they are zero are found in the Go types. */
function findOmitted(folder, packageName) {
  const file = join(folder, 'types.go');
  if (!existsSync(file)) return;
  const structs = readFileSync(file, 'utf8').matchAll(/^type (\w+) struct \{\n(.*?)^\}/gms);
  for (const [, struct, body] of structs) {
    const fields = body.matchAll(/^\s+\w+\s+([\w.]+)\s+`json:"(\w+),omit(?:empty|zero)/gm);
    for (const [, , field] of fields) omitted.add(`${packageName}.${struct}.${field}`);
  }
}

function qualified(type, packageName) {
  if (SCALARS[type] !== undefined) return type;
  return type.startsWith('.k8s.io') ? type.replace('.k8s.io', 'io.k8s') : `${packageName}.${type}`;
}

/**
 * `[number, name, form, type]`. Forms: `*` list, `%` map, `-` left out when zero, `^` a struct whose fields JSON writes in
 * its owner's place.
 */
function compact({ number, name, form, type }, message) {
  const definition = definitions[message];
  const isStruct = messages.has(type) && form === '';
  const isInline =
    isStruct && definition !== undefined && definition.properties?.[name] === undefined;
  const isOmitted = form === '' && omitted.has(`${message}.${name}`);
  const code = isInline ? '^' : isOmitted ? '-' : form;
  return [number, name, code, SCALARS[type] ?? type];
}
