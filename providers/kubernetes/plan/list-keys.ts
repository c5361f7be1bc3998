/**
 * Fields that identify the items of lists in built-in kinds, by name of the list (Kubernetes OpenAPI,
 * `x-kubernetes-list-map-keys`). Other lists are compared as wholes.
 */
export const LIST_KEYS: Readonly<Record<string, readonly string[]>> = {
  containers: ['name'],
  initContainers: ['name'],
  ephemeralContainers: ['name'],
  env: ['name'],
  volumes: ['name'],
  volumeMounts: ['mountPath'],
  volumeDevices: ['devicePath'],
  imagePullSecrets: ['name'],
  hostAliases: ['ip'],
  topologySpreadConstraints: ['topologyKey', 'whenUnsatisfiable'],
  resourceClaims: ['name'],
  schedulingGates: ['name'],
  secrets: ['name'],
  ownerReferences: ['uid'],
  ports: ['containerPort', 'port', 'protocol'],
  webhooks: ['name'],
};

/** What a key is where an item does not say it. */
const KEY_DEFAULTS: Readonly<Record<string, unknown>> = { protocol: 'TCP' };

/** The item of a live list that a declared one is about; `undefined` when the list has no keys. */
export function matcherOf(list: string): Matcher | undefined {
  const keys = LIST_KEYS[list];
  return keys === undefined ? undefined : matcherBy(keys);
}

/** Tells items apart by these keys. */
export function matcherBy(keys: readonly string[]): Matcher {
  return (declared, live) =>
    keys.every((key) => {
      const wanted = declared[key] ?? KEY_DEFAULTS[key];
      return wanted === undefined || wanted === (live[key] ?? KEY_DEFAULTS[key]);
    });
}

/** Text that tells an item of a list apart: `web`, `8080`. */
export function keyOfItem(list: string, item: Item): string {
  const key = LIST_KEYS[list]?.find((each) => item[each] !== undefined);
  return key === undefined ? '' : String(item[key]);
}

type Item = Readonly<Record<string, unknown>>;

/** Tells whether a live item is the one that a declared item is about. */
export type Matcher = (declared: Item, live: Item) => boolean;
