/** Lists of whole objects, which the API server fills as it fills objects; they cannot be changed anyway. */
const LISTS_OF_OBJECTS = new Set(['volumeClaimTemplates']);

/**
 * What the API server writes into items of lists that are one value, where they do not say it.
 *
 * @remarks A default that is missing here costs one apply after a restart: what comes back with it is accepted.
 */
const DEFAULTS: Readonly<Record<string, unknown>> = {
  apiGroup: 'rbac.authorization.k8s.io',
  apiVersion: 'v1',
  expirationSeconds: 3600,
  protocol: 'TCP',
  scope: '*',
  status: 'True',
};

/** Tells whether a list without keys is one value to Kubernetes: nobody shares it (`x-kubernetes-list-type: atomic`). */
export function isOneValue(list: string): boolean {
  return !LISTS_OF_OBJECTS.has(list);
}

/** Tells whether a field that an item does not declare is what the API server makes of that, or says nothing. */
export function isDefault(field: string, value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  return (Array.isArray(value) && value.length === 0) || DEFAULTS[field] === value;
}
