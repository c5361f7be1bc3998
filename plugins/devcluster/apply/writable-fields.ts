import { type ApiResource, hasSubresource } from '../resources/api-resource.ts';
import { FieldSet } from './field-set.ts';

/**
 * The part of a set that an endpoint writes: the status endpoint writes status, the object's own writes all else.
 *
 * @remarks Nobody comes to own, or loses, a field through an endpoint that does not write it.
 */
export function writableFields(
  resource: ApiResource,
  set: FieldSet,
  subresource: string,
): FieldSet {
  if (!hasSubresource(resource, 'status') && subresource === '') return set;
  const isStatus = subresource === 'status';
  const keepsMetadata = !isStatus || !resource.isCustom;
  const isWritten = (element: string) =>
    element === 'f:metadata' ? keepsMetadata : (element === 'f:status') === isStatus;
  const result = new FieldSet();
  for (const element of set.members) if (isWritten(element)) result.members.add(element);
  for (const [element, below] of set.children) {
    if (isWritten(element)) result.children.set(element, below);
  }
  return result;
}
