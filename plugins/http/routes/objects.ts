import {
  formatGvk,
  type KubeObject,
  keyOf,
  type ObjectRef,
  type RunningCrd,
  refOf,
} from '../../../core/index.ts';
import { notFound } from '../not-found.ts';
import type { Route, RouteAnswer, RouteRequest } from '../route.ts';
import {
  decisionsSchema,
  eventsSchema,
  objectListQuery,
  objectListSchema,
  objectSchema,
} from '../schema/objects.ts';
import { problemSchema } from '../schema/problem.ts';
import type { HttpServerOptions } from '../server-options.ts';
import { eventList } from '../view/event-view.ts';
import { objectDetail, objectItem } from '../view/object-view.ts';
import { readToken, writeToken } from './page-token.ts';
import { contextOf, requireCrd } from './require-crd.ts';

/**
 * Custom resources, from the cache: no request reaches the API server (cli-api §4.1), except for the events of others,
 * which the core reads at most once in 30 s.
 */
export function objectRoutes(options: HttpServerOptions): readonly Route[] {
  const missing = { 404: problemSchema };
  const one = (handle: (request: RouteRequest) => Promise<RouteAnswer>, suffix = '') =>
    ['/katalog/:crd/cr/:name', '/katalog/:crd/cr/:namespace/:name'].map((path) => ({
      path: `${path}${suffix}`,
      handle,
    }));
  const details = one((request) => detailAnswer(request, options)).map((route) => ({
    ...route,
    summary: 'One custom resource with its children',
    answers: { 200: objectSchema, ...missing },
  }));
  const decisions = one(async (request) => decisionsAnswer(request, options), '/decisions').map(
    (route) => ({
      ...route,
      summary: 'Why the last cycles of a custom resource did what they did',
      answers: { 200: decisionsSchema, ...missing },
    }),
  );
  const events = one((request) => eventsAnswer(request, options), '/events').map((route) => ({
    ...route,
    summary: 'What happened to a custom resource and its children, newest first',
    answers: { 200: eventsSchema, ...missing },
  }));
  const list: Route = {
    path: '/katalog/:crd/cr',
    summary: 'Custom resources by namespace and name',
    query: objectListQuery,
    answers: { 200: objectListSchema, 400: problemSchema, ...missing },
    handle: (request) => listAnswer(request, options),
  };
  return [list, ...details, ...decisions, ...events];
}

function listAnswer(request: RouteRequest, options: HttpServerOptions): RouteAnswer {
  const crd = requireCrd(options.runtime, request, 'info');
  const { field, limit, continue: token } = request.query;
  const objects = crd.list();
  const from = token === undefined ? 0 : positionAfter(objects, readToken(String(token)));
  const page = objects.slice(from, from + Number(limit));
  const last = page.at(-1);
  const isLast = last === undefined || from + page.length >= objects.length;
  const { isLeader, nowMs } = contextOf(options);
  const path = field === undefined ? undefined : String(field);
  return {
    body: {
      crd: crd.program.name,
      gvk: formatGvk(crd.program.gvk),
      total: objects.length,
      isKonductor: isLeader,
      ...(isLast ? {} : { continue: writeToken(refOf(last)) }),
      items: page.map((object) => objectItem(crd, object, { field: path, nowMs })),
    },
  };
}

/** Index of the first object that stands after another, which may be gone by now. */
function positionAfter(objects: readonly KubeObject[], last: ObjectRef): number {
  const index = objects.findIndex((object) => isAfter(refOf(object), last));
  return index < 0 ? objects.length : index;
}

function isAfter(ref: ObjectRef, last: ObjectRef): boolean {
  return ref.namespace === last.namespace ? ref.name > last.name : ref.namespace > last.namespace;
}

async function detailAnswer(
  request: RouteRequest,
  options: HttpServerOptions,
): Promise<RouteAnswer> {
  const { crd, object } = requireObject(request, options);
  const children = await crd.children(refOf(object), request.signal);
  return { body: objectDetail(crd, { object, children }, contextOf(options)) };
}

function decisionsAnswer(request: RouteRequest, options: HttpServerOptions): RouteAnswer {
  const crd = requireCrd(options.runtime, request, 'info');
  const ref = refIn(request, crd);
  const items = crd.records(ref);
  // Records outlive their object, so that a deletion can be explained too.
  if (items.length === 0 && crd.get(ref) === undefined) throw noObject(crd, ref);
  return { body: { crd: crd.program.name, object: keyOf(ref), total: items.length, items } };
}

async function eventsAnswer(
  request: RouteRequest,
  options: HttpServerOptions,
): Promise<RouteAnswer> {
  const crd = requireCrd(options.runtime, request, 'info');
  const ref = refIn(request, crd);
  const history = await crd.events(ref, request.signal);
  // As with decisions, what happened to an object can be asked after it is gone.
  if (history.events.length === 0 && crd.get(ref) === undefined) throw noObject(crd, ref);
  return { body: eventList(crd, { ref, history }, contextOf(options)) };
}

function requireObject(
  request: RouteRequest,
  { runtime }: HttpServerOptions,
): { readonly crd: RunningCrd; readonly object: KubeObject } {
  const crd = requireCrd(runtime, request, 'info');
  const ref = refIn(request, crd);
  const object = crd.get(ref);
  if (object === undefined) throw noObject(crd, ref);
  return { crd, object };
}

/** A name alone is that of a cluster-scoped resource, or of one in the namespace `default`. */
function refIn({ params }: RouteRequest, { program }: RunningCrd): ObjectRef {
  const namespace = params['namespace'] ?? (program.namespaced ? 'default' : '');
  return { namespace, name: params['name'] ?? '' };
}

function noObject({ program }: RunningCrd, ref: ObjectRef): Error {
  return notFound(`no ${program.gvk.kind} is called ${keyOf(ref)}`);
}
