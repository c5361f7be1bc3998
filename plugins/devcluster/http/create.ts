import { createObject } from '../lifecycle/create-object.ts';
import { decodeObject } from '../lifecycle/decode-object.ts';
import { serveObject } from '../lifecycle/update-object.ts';
import type { ApiResource } from '../resources/api-resource.ts';
import type { Answer, Exchange } from './exchange.ts';
import { readBody } from './read-body.ts';
import { representObject } from './represent.ts';
import type { RequestInfo } from './request-info.ts';
import { writeOptionsOf } from './write-query.ts';

/** Answers a POST to a collection. */
export async function handleCreate(
  exchange: Exchange,
  resource: ApiResource,
  info: RequestInfo,
): Promise<Answer> {
  const options = writeOptionsOf(exchange, 'CreateOptions');
  const body = await readBody(exchange);
  const decoded = decodeObject(resource, body, options);
  const created = createObject(exchange.state, resource, decoded, {
    ...options,
    namespace: info.namespace,
  });
  const object = serveObject(resource, created);
  return { status: 201, body: representObject(exchange, resource, object) };
}
