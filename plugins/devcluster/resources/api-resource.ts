import type { KubernetesSchema, KubernetesSubresource } from '../../../schemas/index.ts';
import type { KindBehaviour } from './kind-behaviour.ts';

/** A column of `kubectl get`. */
export interface PrinterColumn {
  readonly name: string;
  readonly type: string;
  readonly format?: string;
  readonly description?: string;
  /** 0 is always shown, higher ones only with `-o wide`. */
  readonly priority?: number;
  /** Whether the cell holds a time and is shown as how long ago that was; so is every cell of type date. */
  readonly isAge?: boolean;
  /** Reads the cell of an object; undefined prints as nothing. */
  readonly cell: (object: unknown) => unknown;
}

/** Where the scale subresource of a kind finds its numbers. */
export interface ScalePaths {
  readonly specReplicas: readonly string[];
  readonly statusReplicas: readonly string[];
  readonly labelSelector: readonly string[] | undefined;
}

/** One served version of one resource, built-in or custom. */
export interface ApiResource {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly listKind: string;
  readonly plural: string;
  readonly singular: string;
  readonly shortNames: readonly string[];
  readonly categories: readonly string[];
  readonly namespaced: boolean;
  readonly verbs: readonly string[];
  readonly subresources: readonly KubernetesSubresource[];
  /** The store's collection; all versions of a kind share it. */
  readonly collection: string;
  readonly schema: KubernetesSchema;
  /** The schema's name in the OpenAPI documents. */
  readonly definition: string;
  readonly isCustom: boolean;
  /** What every request for a deprecated version is warned with. */
  readonly deprecation: string | undefined;
  readonly behaviour: KindBehaviour;
  readonly columns: readonly PrinterColumn[];
  readonly scale: ScalePaths | undefined;
}

/** `group/version`, or the version alone in the core group. */
export function apiVersionOf(resource: { group: string; version: string }): string {
  return resource.group === '' ? resource.version : `${resource.group}/${resource.version}`;
}

/** Splits an `apiVersion` into its group and version. */
export function parseApiVersion(apiVersion: string): { group: string; version: string } {
  const slash = apiVersion.indexOf('/');
  if (slash === -1) return { group: '', version: apiVersion };
  return { group: apiVersion.slice(0, slash), version: apiVersion.slice(slash + 1) };
}

/** Whether the resource has the subresource. */
export function hasSubresource(resource: ApiResource, name: string): boolean {
  return resource.subresources.some((entry) => entry.name === name);
}

/** Whether objects of the resource can be stored; reviews are answered and forgotten. */
export function isStored(resource: ApiResource): boolean {
  return resource.verbs.includes('get');
}
