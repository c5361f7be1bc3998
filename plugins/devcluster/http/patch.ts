import { type PatchType, patchObject } from '../lifecycle/patch-object.ts';
import type { ApiResource } from '../resources/api-resource.ts';
import { required } from '../status/field-error.ts';
import { badRequest, invalidObject, StatusError } from '../status/status-error.ts';
import type { Answer, Exchange } from './exchange.ts';
import { mediaTypeOf, readBody } from './read-body.ts';
import { representObject } from './represent.ts';
import type { RequestInfo } from './request-info.ts';
import { writeOptionsOf } from './write-query.ts';

const PATCH_TYPES: readonly PatchType[] = [
  'application/json-patch+json',
  'application/merge-patch+json',
  'application/strategic-merge-patch+json',
  'application/apply-patch+yaml',
];
const PATCH_OPTIONS = { group: 'meta.k8s.io', plural: 'PatchOptions', kind: 'PatchOptions' };

/** Answers a PATCH of an object or of its status, in any of the four patch languages. */
export async function handlePatch(
  exchange: Exchange,
  resource: ApiResource,
  info: RequestInfo,
): Promise<Answer> {
  const type = patchTypeOf(exchange);
  assertManagerIsNamed(exchange, type);
  const options = writeOptionsOf(exchange, 'PatchOptions');
  const patch = await readBody(exchange);
  if (patch === undefined) throw badRequest('the request carries no patch');
  const { object, isNew } = patchObject(exchange.state, resource, {
    target: info,
    type,
    patch,
    options,
  });
  return { status: isNew ? 201 : 200, body: representObject(exchange, resource, object) };
}

function patchTypeOf(exchange: Exchange): PatchType {
  const mediaType = mediaTypeOf(exchange.request);
  const type = PATCH_TYPES.find((candidate) => candidate === mediaType);
  if (type !== undefined) return type;
  throw new StatusError('415: Unsupported Media Type', {
    code: 415,
    reason: 'UnsupportedMediaType',
    details: {},
  });
}

function assertManagerIsNamed(exchange: Exchange, type: PatchType): void {
  if (type !== 'application/apply-patch+yaml') return;
  if (exchange.url.searchParams.get('fieldManager')) return;
  const detail = 'is required for apply patch';
  throw invalidObject(PATCH_OPTIONS, '', [required('fieldManager', detail)]);
}
