/** Group, version and kind of an object; the core group is `''`. */
export interface GroupVersionKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

/** `group/version`, or `version` for the core group. */
export function apiVersionOf(gvk: Pick<GroupVersionKind, 'group' | 'version'>): string {
  return gvk.group === '' ? gvk.version : `${gvk.group}/${gvk.version}`;
}

/** Parts of an object's `apiVersion` and `kind`. */
export function gvkOf(object: {
  readonly apiVersion: string;
  readonly kind: string;
}): GroupVersionKind {
  const slash = object.apiVersion.indexOf('/');
  const group = slash < 0 ? '' : object.apiVersion.slice(0, slash);
  return { group, version: object.apiVersion.slice(slash + 1), kind: object.kind };
}

/** `Kind.group`, or `Kind` for the core group: the same in every version. */
export function formatGroupKind(object: {
  readonly apiVersion: string;
  readonly kind: string;
}): string {
  const slash = object.apiVersion.indexOf('/');
  return slash < 0 ? object.kind : `${object.kind}.${object.apiVersion.slice(0, slash)}`;
}

/** `group/version/Kind`, for logs, map keys and messages. */
export function formatGvk(gvk: GroupVersionKind): string {
  return `${apiVersionOf(gvk)}/${gvk.kind}`;
}
