import type { JsonObject } from '../json/record.ts';
import { type ApiResource, apiVersionOf } from '../resources/api-resource.ts';
import { compareVersions } from '../resources/compare-versions.ts';

/** `/api`: the versions of the core group. */
export function coreVersions(address: string): JsonObject {
  return {
    kind: 'APIVersions',
    versions: ['v1'],
    serverAddressByClientCIDRs: [{ clientCIDR: '0.0.0.0/0', serverAddress: address }],
  };
}

/** `/apis`: the named groups with their versions, preferred one first. */
export function groupList(resources: readonly ApiResource[]): JsonObject {
  const groups = [...new Set(resources.map(({ group }) => group))].filter((name) => name !== '');
  return {
    kind: 'APIGroupList',
    apiVersion: 'v1',
    groups: groups.map((name) => groupEntry(name, resources)),
  };
}

/** `/apis/<group>`. */
export function groupDocument(name: string, resources: readonly ApiResource[]): JsonObject {
  return { kind: 'APIGroup', apiVersion: 'v1', ...groupEntry(name, resources) };
}

function groupEntry(name: string, resources: readonly ApiResource[]): JsonObject {
  const versions = versionsOf(name, resources).map((version) => ({
    groupVersion: `${name}/${version}`,
    version,
  }));
  return { name, versions, preferredVersion: versions[0] };
}

/** The versions of a group, most stable and newest first. */
export function versionsOf(group: string, resources: readonly ApiResource[]): readonly string[] {
  const versions = resources.filter((entry) => entry.group === group).map(({ version }) => version);
  return [...new Set(versions)].sort(compareVersions);
}

/** `/api/v1` and `/apis/<group>/<version>`: the resources with their verbs. */
export function resourceList(groupVersion: string, resources: readonly ApiResource[]): JsonObject {
  const served = resources.filter((entry) => apiVersionOf(entry) === groupVersion);
  return {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion,
    resources: served.flatMap(resourceEntries),
  };
}

function resourceEntries(resource: ApiResource): readonly JsonObject[] {
  const { kind, plural, singular, namespaced, verbs, shortNames, categories } = resource;
  const main = {
    name: plural,
    singularName: singular,
    namespaced,
    kind,
    verbs,
    ...(shortNames.length > 0 && { shortNames }),
    ...(categories.length > 0 && { categories }),
  };
  const others = resource.subresources.map((entry) => ({
    name: `${plural}/${entry.name}`,
    singularName: '',
    namespaced,
    ...(entry.group !== undefined && { group: entry.group, version: entry.version }),
    kind: entry.kind,
    verbs: entry.verbs,
  }));
  return [main, ...others];
}
