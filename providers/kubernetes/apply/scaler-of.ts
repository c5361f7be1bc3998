import type { KubeObject } from '../../../core/index.ts';
import { findPlace } from './field-places.ts';
import { type Manager, managersOf } from './managed-fields.ts';

/** Tools with which people scale by hand: that is drift like any other edit. */
const BY_HAND = /^(kubectl|oc|k9s|lens|headlamp|rancher|dashboard|mozilla|node-fetch)/i;

/** Autoscalers that write the object itself instead of its scale. */
const AUTOSCALERS = /autoscal|keda|hpa\b/i;

/**
 * The manager that scales an object, by its managed fields (KEP-555): through the subresource `scale`, as autoscalers do.
 *
 * @param object - as it came from the API server
 * @returns `undefined` when its replicas are anybody else's
 */
export function scalerOf(object: KubeObject): string | undefined {
  return managersOf(object).find((each) => scales(each) && ownsReplicas(each))?.name;
}

function scales({ name, subresource }: Manager): boolean {
  return subresource === 'scale' ? !BY_HAND.test(name) : AUTOSCALERS.test(name);
}

/** Whether the number of replicas is a manager's. */
export function ownsReplicas({ fields }: Manager): boolean {
  return findPlace(fields, [{ field: 'spec' }, { field: 'replicas' }]) !== undefined;
}
