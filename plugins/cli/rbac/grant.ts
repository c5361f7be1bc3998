/** A right that is needed. */
export interface Grant {
  readonly group: string;
  /** Plural, with its subresource: `websites/status`. */
  readonly resource: string;
  readonly verbs: readonly string[];
  /** Only these objects; absent: all. */
  readonly names?: readonly string[];
  /** Where; absent: in the whole cluster. */
  readonly namespaces?: readonly string[];
}

/** A rule of a Role or ClusterRole. */
export interface Rule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly verbs: readonly string[];
}

/** The order of kubectl's own output. */
const VERB_ORDER = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'];

/** Grants as few rules: verbs of one resource together, resources of one group with equal verbs together. */
export function rulesOf(grants: readonly Grant[]): readonly Rule[] {
  const byResource = new Map<string, Grant>();
  for (const grant of grants) {
    const key = JSON.stringify([grant.group, grant.resource, grant.names ?? []]);
    const verbs = new Set([...(byResource.get(key)?.verbs ?? []), ...grant.verbs]);
    byResource.set(key, { ...grant, verbs: VERB_ORDER.filter((verb) => verbs.has(verb)) });
  }
  const byVerbs = new Map<string, Grant[]>();
  for (const grant of byResource.values()) {
    const key = JSON.stringify([grant.group, grant.names ?? [], grant.verbs]);
    byVerbs.set(key, [...(byVerbs.get(key) ?? []), grant]);
  }
  return [...byVerbs.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, [first, ...rest]]) => {
      if (first === undefined) return [];
      const resources = [first, ...rest].map(({ resource }) => resource).sort();
      const { group, names, verbs } = first;
      const only = names === undefined ? {} : { resourceNames: names };
      return [{ apiGroups: [group], resources, ...only, verbs }];
    });
}
