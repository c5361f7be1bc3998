import { trackUpdate } from '../apply/track-update.ts';
import { evictPod } from '../builtin/eviction.ts';
import { answerReview } from '../builtin/reviews.ts';
import type { Faults } from '../faults/faults.ts';
import type { RequestFacts } from '../faults/request-facts.ts';
import { decodeObject } from '../lifecycle/decode-object.ts';
import { getObject } from '../lifecycle/update-object.ts';
import { type ApiResource, hasSubresource, isStored } from '../resources/api-resource.ts';
import { methodNotAllowed, notFound, type StatusError } from '../status/status-error.ts';
import { handleCreate } from './create.ts';
import { handleDelete, handleDeleteCollection } from './delete.ts';
import { type Answer, type Exchange, ok } from './exchange.ts';
import { handleList } from './list.ts';
import { notModelled } from './not-modelled.ts';
import { handlePatch } from './patch.ts';
import { readBody } from './read-body.ts';
import { representObject } from './represent.ts';
import type { RequestInfo } from './request-info.ts';
import { handleScale } from './scale.ts';
import { handleUpdate } from './update.ts';
import { handleWatch } from './watch.ts';
import { writeOptionsOf } from './write-query.ts';

/**
 * Answers a request for a served resource; undefined when the answer was streamed.
 *
 * @throws StatusError as the verb at hand does.
 */
export async function handleResource(
  exchange: Exchange,
  request: { readonly resource: ApiResource; readonly info: RequestInfo },
  faults: { readonly all: Faults; readonly facts: RequestFacts },
): Promise<Answer | undefined> {
  const { resource, info } = request;
  if (resource.deprecation !== undefined) exchange.warnings.push(resource.deprecation);
  if (info.subresource !== '') return handleSubresource(exchange, resource, info);
  if (!resource.verbs.includes(info.verb) || isMisdirected(info)) throw methodNotAllowed();
  if (!isStored(resource)) return handleReview(exchange, resource);
  switch (info.verb) {
    case 'get':
      return handleGet(exchange, resource, info);
    case 'list':
      return handleList(exchange, resource, info);
    case 'watch':
      await handleWatch(exchange, request, faults);
      return undefined;
    case 'create':
      return handleCreate(exchange, resource, info);
    case 'update':
      return handleUpdate(exchange, resource, info);
    case 'patch':
      return handlePatch(exchange, resource, info);
    case 'delete':
      return handleDelete(exchange, resource, info);
    case 'deletecollection':
      return handleDeleteCollection(exchange, resource, info);
    default:
      return info.verb satisfies never;
  }
}

/** A create goes to the collection, an update or patch to one object. */
function isMisdirected({ verb, name }: RequestInfo): boolean {
  if (verb === 'create') return name !== '';
  return (verb === 'update' || verb === 'patch') && name === '';
}

async function handleSubresource(
  exchange: Exchange,
  resource: ApiResource,
  info: RequestInfo,
): Promise<Answer> {
  const subresource = resource.subresources.find(({ name }) => name === info.subresource);
  if (subresource === undefined || !hasSubresource(resource, info.subresource)) {
    throw refusalOf(exchange, resource, info);
  }
  if (!subresource.verbs.includes(info.verb)) throw methodNotAllowed();
  if (info.subresource === 'scale') return handleScale(exchange, resource, info);
  if (info.subresource === 'eviction') {
    await readBody(exchange);
    return { status: 201, body: evictPod(exchange.state, resource, info) };
  }
  switch (info.verb) {
    case 'get':
      return handleGet(exchange, resource, info);
    case 'update':
      return handleUpdate(exchange, resource, info);
    case 'patch':
      return handlePatch(exchange, resource, info);
    default:
      throw methodNotAllowed();
  }
}

/** That an object is not there comes before what cannot be done with it. */
function refusalOf(exchange: Exchange, resource: ApiResource, info: RequestInfo): StatusError {
  const isThere = getObject(exchange.state, resource, info) !== undefined;
  const refusal = isThere ? notModelled(resource, info.subresource) : undefined;
  return refusal ?? notFound(resource, info.name);
}

function handleGet(exchange: Exchange, resource: ApiResource, info: RequestInfo): Answer {
  const object = getObject(exchange.state, resource, info);
  if (object === undefined) throw notFound(resource, info.name);
  return ok(representObject(exchange, resource, object));
}

async function handleReview(exchange: Exchange, resource: ApiResource): Promise<Answer> {
  const options = writeOptionsOf(exchange, 'CreateOptions');
  const object = decodeObject(resource, await readBody(exchange), options);
  const nowMs = exchange.state.clock.nowMs();
  trackUpdate(resource, undefined, object, { ...options, subresource: '', nowMs });
  return { status: 201, body: answerReview(object) };
}
