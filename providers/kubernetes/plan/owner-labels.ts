import {
  type GroupVersionKind,
  Identity,
  type KubeObject,
  type Owner,
} from '../../../core/index.ts';
import { asLabelValue } from '../pod/workload.ts';

/**
 * Labels that name a custom resource among all kinds, groups and namespaces: of its children, of their pods, and of selectors.
 *
 * @remarks The name alone is not enough: a `Website hello` and a `Cache hello` may stand in one namespace, and two custom resources
 * of one name in two namespaces may both have pods in a third.
 */
export function ownerLabels(owner: Owner): Readonly<Record<string, string>> {
  const { gvk, object } = owner;
  const { name, namespace = '' } = object.metadata;
  return {
    [Identity.ownerLabel]: asLabelValue(name),
    [Identity.ownerKindLabel]: ownerKindOf(gvk),
    ...(owner.namespaced && namespace !== '' ? { [Identity.ownerNamespaceLabel]: namespace } : {}),
  };
}

/** Value of the label that names the kind of an owner, whatever its version. */
export function ownerKindOf({ group, kind }: Pick<GroupVersionKind, 'group' | 'kind'>): string {
  return asLabelValue(`${kind}.${group}`);
}

/** The labels of an object name a custom resource of this name, kind and place, whatever its uid. */
export function isOwnersNamesake({ metadata }: KubeObject, owner: Owner): boolean {
  const { labels = {} } = metadata;
  const wanted = ownerLabels(owner);
  return Object.keys(wanted).every((key) => labels[key] === wanted[key]);
}
