import {
  ErrorCode,
  formatGvk,
  type GroupVersionKind,
  isObject,
  OrkError,
  type ResourceType,
  readJson,
} from '../../../core/index.ts';

/** Asks for all groups in one document (KEP-3352), and takes the plain one from servers that have no other. */
export const AGGREGATED_ACCEPT: string = [
  'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList',
  'application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList',
  'application/json',
].join(',');

/** Kinds of an aggregated discovery document by `group/version/Kind`; `undefined` when it is none. */
export function parseAggregated(text: string): ReadonlyMap<string, ResourceType> | undefined {
  const document = parseJson(text);
  if (document['kind'] !== 'APIGroupDiscoveryList') return undefined;
  const types = new Map<string, ResourceType>();
  for (const group of objectsOf(document['items'])) {
    const { metadata } = group;
    const name = isObject(metadata) ? stringOf(metadata['name']) : '';
    for (const served of objectsOf(group['versions'])) {
      const version = stringOf(served['version']);
      for (const resource of objectsOf(served['resources'])) {
        const type = aggregatedType(resource, { group: name, version });
        if (type !== undefined) types.set(formatGvk(type), type);
      }
    }
  }
  return types;
}

function aggregatedType(
  resource: Readonly<Record<string, unknown>>,
  where: { readonly group: string; readonly version: string },
): ResourceType | undefined {
  const { responseKind } = resource;
  const kind = isObject(responseKind) ? stringOf(responseKind['kind']) : '';
  // A resource without a kind exists only for its subresources.
  if (kind === '') return undefined;
  return {
    ...where,
    kind,
    plural: stringOf(resource['resource']),
    namespaced: resource['scope'] === 'Namespaced',
    subresources: objectsOf(resource['subresources']).map((sub) => stringOf(sub['subresource'])),
    verbs: stringsOf(resource['verbs']),
  };
}

/** Kinds of one group and version, as servers before 1.26 list them (`APIResourceList`). */
export function parseResourceList(
  text: string,
  { group, version }: Pick<GroupVersionKind, 'group' | 'version'>,
): ReadonlyMap<string, ResourceType> {
  const resources = objectsOf(parseJson(text)['resources']);
  const types = new Map<string, ResourceType>();
  for (const resource of resources) {
    const plural = stringOf(resource['name']);
    if (plural.includes('/')) continue;
    const type: ResourceType = {
      group,
      version,
      kind: stringOf(resource['kind']),
      plural,
      namespaced: resource['namespaced'] === true,
      subresources: resources
        .map((other) => stringOf(other['name']))
        .filter((name) => name.startsWith(`${plural}/`))
        .map((name) => name.slice(plural.length + 1)),
      verbs: stringsOf(resource['verbs']),
    };
    types.set(formatGvk(type), type);
  }
  return types;
}

function parseJson(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = readJson(text);
    if (isObject(value)) return value;
  } catch (cause) {
    throw new OrkError('Discovery could not be read', { code: ErrorCode.ApiUndecodable, cause });
  }
  throw new OrkError('Discovery could not be read', { code: ErrorCode.ApiUndecodable });
}

function objectsOf(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function stringsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

function stringOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
