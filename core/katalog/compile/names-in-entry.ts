import { type JsonSchema, schemasAt } from '../../../schemas/index.ts';
import { isObject, type JsonObject } from '../../object/json.ts';
import type { ProviderKinds } from './provider-kinds.ts';
import { spaced } from './spaced.ts';

/** A name of another object in an entry. */
export interface NameReference {
  readonly path: readonly (string | number)[];
  readonly name: string;
  /** Kind of Kubernetes that it names. */
  readonly kind: string;
}

/** Annotation of a schema: the field holds the name of an object of this kind of resource. */
const REFERS_TO = 'x-refers-to';

/** Where objects of Kubernetes name others: ends of paths, indexes left out. */
const ENDS: readonly (readonly [end: string, kind: string])[] = [
  ['serviceAccountName', 'ServiceAccount'],
  ['imagePullSecrets.name', 'Secret'],
  ['secretRef.name', 'Secret'],
  ['secretKeyRef.name', 'Secret'],
  ['secret.secretName', 'Secret'],
  ['sources.secret.name', 'Secret'],
  ['tls.secretName', 'Secret'],
  ['configMapRef.name', 'ConfigMap'],
  ['configMapKeyRef.name', 'ConfigMap'],
  ['configMap.name', 'ConfigMap'],
  ['persistentVolumeClaim.claimName', 'PersistentVolumeClaim'],
  ['backend.service.name', 'Service'],
  ['defaultBackend.service.name', 'Service'],
  ['spec.serviceName', 'Service'],
  ['webhooks.clientConfig.service.name', 'Service'],
];

/** Maps that name their object by `kind` and `name`. */
const BY_KIND: ReadonlySet<string> = new Set(['roleRef', 'scaleTargetRef', 'subjects']);

/** The names of other objects in an entry: those its schema tells, and those that objects of Kubernetes have in known places. */
export function referencesIn(
  block: JsonObject,
  schema: JsonSchema,
  kinds: ProviderKinds,
): readonly NameReference[] {
  const found: NameReference[] = [];
  const add = (path: NameReference['path'], value: unknown, kind: unknown): void => {
    const name = spaced(value);
    if (typeof name === 'string' && name !== '' && typeof kind === 'string')
      found.push({ path, name, kind });
  };
  const visit = (value: unknown, path: NameReference['path']): void => {
    if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) visit(item, [...path, index]);
    } else if (isObject(value)) {
      const key = path.findLast((step) => typeof step === 'string');
      if (key !== undefined && BY_KIND.has(key))
        add([...path, 'name'], value['name'], value['kind']);
      for (const [inner, item] of Object.entries(value)) visit(item, [...path, inner]);
    } else if (typeof value === 'string') {
      add(path, value, kindBySchema(schema, path, kinds) ?? kindByPlace(block, path));
    }
  };
  visit(block, []);
  return found;
}

function kindBySchema(
  schema: JsonSchema,
  path: NameReference['path'],
  kinds: ProviderKinds,
): string | undefined {
  const key = schemasAt(schema, path)
    .map((each) => each.schema[REFERS_TO])
    .find((each) => typeof each === 'string');
  return typeof key === 'string' ? kinds.get(key)?.objectType?.kind : undefined;
}

/** Kinds of others may mean something else by the same words. */
function kindByPlace({ apiVersion }: JsonObject, path: NameReference['path']): string | undefined {
  const [group = ''] = typeof apiVersion === 'string' ? apiVersion.split('/') : [];
  if (group.includes('.') && !group.endsWith('.k8s.io')) return undefined;
  const steps = path.filter((step) => typeof step === 'string').join('.');
  return ENDS.find(([end]) => steps === end || steps.endsWith(`.${end}`))?.[1];
}
