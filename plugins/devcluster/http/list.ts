import { serveObject } from '../lifecycle/update-object.ts';
import { type KubeObject, keyOf } from '../object/kube-object.ts';
import type { ApiResource } from '../resources/api-resource.ts';
import { badRequest, expired, StatusError } from '../status/status-error.ts';
import { type Answer, type Exchange, ok } from './exchange.ts';
import { assertListOptions, parseRevision } from './list-options.ts';
import { decodePosition, encodePosition, positionExpired } from './list-position.ts';
import { representList } from './represent.ts';
import type { RequestInfo } from './request-info.ts';
import { type Selection, selectionOf } from './selection.ts';

/** Answers a list: selected, in key order, in pages when the client sets a limit. */
export function handleList(exchange: Exchange, resource: ApiResource, info: RequestInfo): Answer {
  const { searchParams } = exchange.url;
  assertListOptions(searchParams);
  const selection = selectionOf(exchange, resource, info);
  const token = searchParams.get('continue') ?? '';
  const position = token === '' ? undefined : decodePosition(token);
  const { revision, objects } = stateFor(exchange, resource, position?.revision);
  const page = pageOf(objects, {
    selection: (object) => selection(serveObject(resource, object)),
    after: position?.after,
    limit: limitOf(searchParams),
  });
  const last = page.items.at(-1);
  const more =
    page.remaining > 0 && last !== undefined
      ? { continue: encodePosition({ revision, after: keyOf(last) }) }
      : {};
  const isFiltered = searchParams.get('labelSelector') || searchParams.get('fieldSelector');
  const remainder = page.remaining > 0 && !isFiltered ? { remainingItemCount: page.remaining } : {};
  const metadata = { resourceVersion: String(revision), ...more, ...remainder };
  const items = page.items.map((object) => serveObject(resource, object));
  return ok(representList(exchange, resource, { items, metadata }));
}

function notANumber(text: string | null): string {
  return `strconv.ParseInt: parsing "${text}": invalid syntax`;
}

function limitOf(searchParams: URLSearchParams): number {
  const limit = Number(searchParams.get('limit') ?? 0);
  if (!Number.isInteger(limit)) throw badRequest(notANumber(searchParams.get('limit')));
  return limit <= 0 ? Number.POSITIVE_INFINITY : limit;
}

/** The present state, or a past one for `resourceVersionMatch=Exact` and for the pages after the first. */
function stateFor(
  exchange: Exchange,
  resource: ApiResource,
  continued: number | undefined,
): { readonly revision: number; readonly objects: readonly KubeObject[] } {
  const { store } = exchange.state;
  const { searchParams } = exchange.url;
  const collection = store.collection(resource.collection);
  const wanted = parseRevision(searchParams.get('resourceVersion'));
  if (wanted !== undefined && wanted > store.revision) throw tooLarge(wanted, store.revision);
  const exact = searchParams.get('resourceVersionMatch') === 'Exact' ? wanted : undefined;
  const revision = continued ?? exact;
  if (revision === undefined) return { revision: store.revision, objects: collection.list() };
  const objects = collection.listAt(revision);
  if (objects !== undefined) return { revision, objects };
  throw continued === undefined
    ? expired(`The resourceVersion for the provided list is too old.`)
    : positionExpired();
}

function tooLarge(wanted: number, current: number): StatusError {
  const message = `Too large resource version: ${wanted}, current: ${current}`;
  return new StatusError(`Timeout: ${message}`, {
    code: 504,
    reason: 'Timeout',
    details: {
      causes: [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }],
      retryAfterSeconds: 1,
    },
  });
}

function pageOf(
  objects: readonly KubeObject[],
  query: { selection: Selection; after: string | undefined; limit: number },
): { readonly items: readonly KubeObject[]; readonly remaining: number } {
  const { after, limit } = query;
  const rest = after === undefined ? objects : objects.filter((object) => keyOf(object) > after);
  const selected = rest.filter(query.selection);
  const items = selected.slice(0, limit);
  return { items, remaining: selected.length - items.length };
}
