import { decodeObject } from '../lifecycle/decode-object.ts';
import { updateObject } from '../lifecycle/update-object.ts';
import type { ApiResource } from '../resources/api-resource.ts';
import { invalid } from '../status/field-error.ts';
import { invalidObject } from '../status/status-error.ts';
import { type Answer, type Exchange, ok } from './exchange.ts';
import { readBody } from './read-body.ts';
import { representObject } from './represent.ts';
import type { RequestInfo } from './request-info.ts';
import { writeOptionsOf } from './write-query.ts';

/** Answers a PUT of an object or of its status. */
export async function handleUpdate(
  exchange: Exchange,
  resource: ApiResource,
  info: RequestInfo,
): Promise<Answer> {
  const options = writeOptionsOf(exchange, 'UpdateOptions');
  const decoded = decodeObject(resource, await readBody(exchange), options);
  if (resource.isCustom && !decoded.metadata.resourceVersion) {
    const detail = 'must be specified for an update';
    throw invalidObject({ ...resource, kind: resource.plural }, info.name, [
      invalid('metadata.resourceVersion', 0, detail),
    ]);
  }
  const object = updateObject(exchange.state, resource, {
    target: info,
    change: () => decoded,
    options,
  });
  return ok(representObject(exchange, resource, object));
}
