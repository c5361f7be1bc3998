import type { Provider } from '../../provider/provider.ts';
import type { ProviderKind } from '../../provider/provider-description.ts';

/** What the compiler asks of a provider. */
export type BlockProvider = Pick<Provider, 'describe' | 'check' | 'checkTogether'>;

/** A kind of resource with the provider that has it. */
export interface KnownKind extends ProviderKind {
  readonly provider: string;
  readonly check: Provider['check'];
  /** `true`: what it holds can be read by anyone who may read the namespace, so no secrets. */
  readonly isPublic: boolean;
  readonly placeName: string;
  /** Other providers that have a kind of this name: which is meant cannot be told. */
  readonly alsoOf: readonly string[];
}

/** All kinds of the providers at hand. */
export interface ProviderKinds {
  readonly names: readonly string[];
  /** In the order in which entries of a block are enforced. */
  readonly inOrder: readonly KnownKind[];
  readonly get: (key: string) => KnownKind | undefined;
  /** First steps of paths under which providers put what they observe. */
  readonly outputRoots: ReadonlySet<string>;
  /** Keys below those of them that are known whole. */
  readonly outputKeys: OutputKeysByRoot;
  /** Of providers that look at all blocks of a CRD at once. */
  readonly jointChecks: ReadonlyMap<string, NonNullable<Provider['checkTogether']>>;
}

/** What stands below `children`, by that root. */
export type OutputKeysByRoot = ReadonlyMap<string, ReadonlySet<string>>;

/** katalog-language §6.1. */
const ORDER = (
  'namespaces secrets configMaps networkPolicies resourceQuotas limitRanges clusterRoles clusterRoleBindings ' +
  'serviceAccounts roles roleBindings custom replicaSets deployments services jobs cronJobs statefulSets ' +
  'persistentVolumes persistentVolumeClaims ingresses hpa pdb pods'
).split(' ');

const PUBLIC_PLACES: Readonly<Record<string, string>> = { configMaps: 'a ConfigMap' };

/** Asks the providers which kinds they have. */
export function readProviderKinds(providers: readonly BlockProvider[]): ProviderKinds {
  const kinds = new Map<string, KnownKind>();
  const outputRoots = new Set<string>();
  for (const provider of providers) {
    const description = provider.describe();
    outputRoots.add(description.outputsRoot.split('.')[0] ?? '');
    for (const kind of description.kinds) {
      const first = kinds.get(kind.key);
      if (first !== undefined) {
        kinds.set(kind.key, { ...first, alsoOf: [...first.alsoOf, description.name] });
        continue;
      }
      const placeName = PUBLIC_PLACES[kind.key];
      kinds.set(kind.key, {
        ...kind,
        provider: description.name,
        check: (request) => provider.check(request),
        isPublic: placeName !== undefined,
        placeName: placeName ?? '',
        alsoOf: [],
      });
    }
  }
  const outputKeys = outputKeysOf(providers);
  const inOrder = [...kinds.values()].sort((a, b) => rankOf(a.key) - rankOf(b.key));
  const names = [...kinds.keys()];
  const jointChecks = new Map<string, NonNullable<Provider['checkTogether']>>();
  for (const provider of providers) {
    if (provider.checkTogether === undefined) continue;
    jointChecks.set(provider.describe().name, provider.checkTogether.bind(provider));
  }
  return { jointChecks, names, inOrder, get: (key) => kinds.get(key), outputRoots, outputKeys };
}

/** One kind that does not say where its objects stand leaves its root open. */
function outputKeysOf(providers: readonly BlockProvider[]): OutputKeysByRoot {
  const keys = new Map<string, Set<string>>();
  const open = new Set<string>();
  for (const provider of providers) {
    const { outputsRoot, kinds } = provider.describe();
    const known = keys.get(outputsRoot) ?? new Set<string>();
    keys.set(outputsRoot, known);
    for (const { outputs } of kinds) {
      if (outputs === undefined) open.add(outputsRoot);
      for (const key of [...(outputs?.byName ?? []), ...(outputs?.single ?? [])]) known.add(key);
    }
  }
  // Roots of two steps, as `providers.aws`, are not looked into.
  return new Map([...keys].filter(([root]) => !open.has(root) && !root.includes('.')));
}

/** Kinds that the language does not order come last, as their provider lists them. */
function rankOf(key: string): number {
  const index = ORDER.indexOf(key);
  return index < 0 ? ORDER.length : index;
}
