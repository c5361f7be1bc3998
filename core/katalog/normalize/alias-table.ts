/**
 * Settings that moved between the generations of the language (katalog-language §0.3): from a path in a CRD entry to
 * its place in the canonical form. Of two spellings in one document the one that stands later in this table, the more
 * deeply nested, wins.
 */
export interface MovedSetting {
  readonly from: readonly string[];
  readonly to: readonly string[];
  /** `true`: the spelling is only found in old documents, so the present one is told. */
  readonly isOld: boolean;
}

const BOX_SETTINGS = ['workers', 'resync', 'queue', 'requeue'];
const RECONCILER_ONLY = ['default', 'hooks', 'constructor', 'profile', 'include'];
const RECONCILE_ONLY = ['default', 'profile', 'include', 'onCreate', 'onReconcile', 'onDelete'];
const ENTRY_SETTINGS = [
  'removeFinalizers',
  'ignoreStatusPatch',
  'ignoreObservedGeneration',
  'restrictedNamespaces',
  'allowedNamespaces',
  'deletionProtection',
];
const RUNTIME_BOX_SETTINGS = ['finalizers', 'autoscale', 'cleanup'];
const SPEC_STAGES = ['normalize', 'mutation', 'validation'];

/** In the order in which they are applied. */
export const MOVED_SETTINGS: readonly MovedSetting[] = [
  { from: ['reconciler'], to: ['operatorBox'], isOld: true },
  ...BOX_SETTINGS.map((name) => moved([name], ['operatorBox', name])),
  ...SPEC_STAGES.map((name) => moved(['operatorBox', name], [name])),
  ...['validation', 'mutation', 'webhooks'].map((name) => moved(['admission', name], [name])),
  { from: ['operatorBox', 'crdFile'], to: ['crdFile'], isOld: true },
  ...[...BOX_SETTINGS, ...RECONCILER_ONLY].map((name) =>
    moved(['operatorBox', 'reconciler', name], ['operatorBox', name]),
  ),
  ...[...BOX_SETTINGS, ...RECONCILE_ONLY].map((name) =>
    moved(['operatorBox', 'reconcile', name], ['operatorBox', name]),
  ),
  moved(['operatorBox', 'emit', 'status'], ['operatorBox', 'status']),
  moved(['operatorBox', 'watch'], ['operatorBox', 'observe', 'watch']),
  ...ENTRY_SETTINGS.map((name) => moved(['operatorBox', 'runtime', name], [name])),
  ...RUNTIME_BOX_SETTINGS.map((name) =>
    moved(['operatorBox', 'runtime', name], ['operatorBox', name]),
  ),
];

function moved(from: readonly string[], to: readonly string[]): MovedSetting {
  return { from, to, isOld: false };
}

/** Older and other spellings that may stand at a place of a CRD entry, for hints; the place as steps below the entry. */
export function otherSpellingsAt(place: readonly (string | number)[]): readonly string[] {
  return MOVED_SETTINGS.filter(
    ({ from }) =>
      from.length === place.length + 1 && place.every((step, index) => step === from[index]),
  ).map(({ from }) => String(from.at(-1)));
}

/** Keys of `queue` that have another name now. */
export const RENAMED_QUEUE_KEYS: Readonly<Record<string, string>> = {
  maxQueueDepth: 'maxDepth',
  degradeThreshold: 'failureThreshold',
};

/** Shorthands of conditions and rules that are accepted for the canonical ones. */
export const CONDITION_KEYS: Readonly<Record<string, string>> = {
  hasPrefix: 'prefix',
  hasSuffix: 'suffix',
  matches: 'regex',
  gt: 'greaterThan',
  lt: 'lessThan',
  gte: 'min',
  lte: 'max',
};

/** Names of operators that older documents use, as values of `operator` and as shorthands. */
export const OPERATOR_NAMES: Readonly<Record<string, string>> = {
  eq: 'equals',
  neq: 'notEquals',
};

/** Maps of an entry that may be a list of `{ key, value }` as well. */
export const PAIR_LISTS: readonly string[] = [
  'labels',
  'annotations',
  'selector',
  'labelSelector',
  'fieldSelector',
];

/** Short and long names of resource kinds (katalog-language §0.3); differences of case are resolved besides. */
export const KIND_NAMES: Readonly<Record<string, string>> = {
  horizontalPodAutoscalers: 'hpa',
  hpas: 'hpa',
  podDisruptionBudgets: 'pdb',
  pdbs: 'pdb',
  pvcs: 'persistentVolumeClaims',
  pvs: 'persistentVolumes',
};

/** Keys of resource entries that have another name in the canonical form, by kind. */
export const RENAMED_ENTRY_KEYS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ingresses: { ingressClass: 'className' },
  persistentVolumeClaims: { storageSize: 'storage', storageClass: 'storageClassName' },
};

/** Keys of claim templates that have another name in the canonical form. */
export const RENAMED_CLAIM_KEYS: Readonly<Record<string, string>> = {
  storage: 'storageSize',
  storageClassName: 'storageClass',
};
