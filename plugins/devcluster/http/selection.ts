import type { KubeObject } from '../object/kube-object.ts';
import type { ApiResource } from '../resources/api-resource.ts';
import { parseFieldSelector } from '../selectors/field-selector.ts';
import { parseLabelSelector } from '../selectors/label-selector.ts';
import type { Exchange } from './exchange.ts';
import type { RequestInfo } from './request-info.ts';

/** Whether an object is among those a list, watch or deletecollection asks for. */
export type Selection = (object: KubeObject) => boolean;

/**
 * Reads namespace, label selector and field selector of a request.
 *
 * @throws StatusError 400 for a selector that cannot be read.
 */
export function selectionOf(
  exchange: Exchange,
  resource: ApiResource,
  info: RequestInfo,
): Selection {
  const { searchParams } = exchange.url;
  const byLabel = parseLabelSelector(searchParams.get('labelSelector') ?? '');
  const byField = parseFieldSelector(searchParams.get('fieldSelector') ?? '', resource);
  return (object) =>
    (info.namespace === '' || object.metadata.namespace === info.namespace) &&
    (info.name === '' || object.metadata.name === info.name) &&
    byLabel(object.metadata.labels ?? {}) &&
    byField(object);
}
