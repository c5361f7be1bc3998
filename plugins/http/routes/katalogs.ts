import { isObject, type KatalogInfo, type RunningCrd } from '../../../core/index.ts';
import { notFound } from '../not-found.ts';
import type { Route, RouteAnswer, RouteRequest } from '../route.ts';
import {
  crdSchema,
  documentSchema,
  documentsSchema,
  healthSchema,
  katalogSchema,
} from '../schema/katalog.ts';
import { problemSchema } from '../schema/problem.ts';
import type { HttpServerOptions } from '../server-options.ts';
import { crdHealth, crdInfo, stateOf } from '../view/crd-view.ts';
import { katalogSummary } from '../view/katalog-view.ts';
import { redact } from '../view/redact.ts';
import { contextOf, requireCrd } from './require-crd.ts';

/** What runs, and how it does (cli-api §4.1). */
export function katalogRoutes(options: HttpServerOptions): readonly Route[] {
  const { environment = 'development', runtime, version } = options;
  const documents = (form: 'raw' | 'enriched') => (): RouteAnswer => {
    const items = runtime.katalogs.map((katalog) => redact(katalog[form]));
    return { body: { total: items.length, items } };
  };
  const document =
    (form: 'raw' | 'enriched') =>
    (request: RouteRequest): RouteAnswer => {
      const crd = requireCrd(runtime, request, 'info');
      return { body: redact(entryOf(crd, crd.program.katalog, form)) };
    };
  const missing = { 404: problemSchema };
  return [
    {
      path: '/katalog',
      summary: 'All Katalogs and CRDs of this process',
      answers: { 200: katalogSchema },
      handle: () => ({
        body: katalogSummary(runtime, { version, environment }, contextOf(options)),
      }),
    },
    {
      path: '/katalog/raw',
      summary: 'Katalogs as written, secrets redacted',
      answers: { 200: documentsSchema },
      handle: documents('raw'),
    },
    {
      path: '/katalog/enriched',
      summary: 'Katalogs with aliases resolved and defaults filled in, secrets redacted',
      answers: { 200: documentsSchema },
      handle: documents('enriched'),
    },
    {
      path: '/katalog/:crd',
      summary: 'One CRD: what it is and how it does',
      answers: { 200: crdSchema, ...missing },
      handle: (request) => ({
        body: crdInfo(requireCrd(runtime, request, 'info'), contextOf(options)),
      }),
    },
    {
      path: '/katalog/:crd/health',
      summary: 'Live health of one CRD',
      answers: { 200: healthSchema, 503: healthSchema, ...missing },
      handle: (request) => healthAnswer(requireCrd(runtime, request, 'health'), options),
    },
    {
      path: '/katalog/:crd/raw',
      summary: 'The CRD entry as written, secrets redacted',
      answers: { 200: documentSchema, ...missing },
      handle: document('raw'),
    },
    {
      path: '/katalog/:crd/enriched',
      summary: 'The CRD entry with aliases resolved and defaults filled in, secrets redacted',
      answers: { 200: documentSchema, ...missing },
      handle: document('enriched'),
    },
  ];
}

function healthAnswer(crd: RunningCrd, options: HttpServerOptions): RouteAnswer {
  const status = stateOf(crd.health()) === 'degraded' ? 503 : 200;
  return { status, body: { ...crdHealth(crd, contextOf(options)), status } };
}

/** The entry of a CRD in its Katalog; as written, entries may also stand in a list (katalog-language §0.3). */
function entryOf({ program }: RunningCrd, katalog: KatalogInfo, form: 'raw' | 'enriched'): object {
  const spec = katalog[form]['spec'];
  const crds: unknown = isObject(spec) ? spec['crds'] : undefined;
  const entries = Array.isArray(crds) ? crds : [];
  const entry: unknown = isObject(crds)
    ? crds[program.name]
    : entries.find((each) => isObject(each) && each['name'] === program.name);
  if (!isObject(entry)) throw notFound(`CRD ${program.name} has no entry in its Katalog`);
  return entry;
}
