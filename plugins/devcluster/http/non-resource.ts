import {
  AGGREGATED_DISCOVERY,
  acceptsAggregated,
  aggregatedDiscovery,
} from '../discovery/aggregated-discovery.ts';
import {
  coreVersions,
  groupDocument,
  groupList,
  resourceList,
} from '../discovery/legacy-discovery.ts';
import { openApiV2Document, openApiV2Type } from '../discovery/openapi-v2.ts';
import { type Definitions, openApiDocument, openApiIndex } from '../discovery/openapi-v3.ts';
import { serverVersion } from '../discovery/server-version.ts';
import type { Messages } from '../protobuf/decode-message.ts';
import { StatusError } from '../status/status-error.ts';
import { type Answer, type Exchange, ok } from './exchange.ts';

/** What answers outside resources need to know of the build. */
export interface ServerFacts {
  readonly kubernetesVersion: string;
  readonly definitions: Definitions;
  readonly messages: Messages;
}

const PROBE = /^\/(healthz|livez|readyz)(\/ping)?$/;

/** Answers probes, version, discovery and OpenAPI; undefined when the path is none of these. */
export function handleNonResource(exchange: Exchange, facts: ServerFacts): Answer | undefined {
  const { pathname } = exchange.url;
  const probe = PROBE.exec(pathname);
  if (probe !== null) return { status: 200, body: probeText(probe, exchange.url) };
  if (pathname === '/version') return ok(serverVersion(facts.kubernetesVersion));
  if (pathname.startsWith('/openapi')) return handleOpenApi(exchange, facts);
  return handleDiscovery(exchange);
}

/** The model has one check, which a probe lists when asked to be verbose. */
function probeText([, name, check]: RegExpExecArray, { searchParams }: URL): string {
  const isVerbose = check === undefined && searchParams.has('verbose');
  return isVerbose ? `[+]ping ok\n${name} check passed\n` : 'ok';
}

function handleOpenApi(exchange: Exchange, facts: ServerFacts): Answer | undefined {
  const { pathname } = exchange.url;
  const resources = exchange.state.registry.all();
  if (pathname === '/openapi/v3') return ok(openApiIndex(resources));
  if (pathname === '/openapi/v2') return openApiV2(exchange);
  const path = pathname.replace(/^\/openapi\/v3\//, '');
  const document = openApiDocument(path, resources, facts.definitions);
  return document === undefined ? undefined : ok(document);
}

/** @throws StatusError 406 for JSON, which few clients read and which would have to hold every schema again. */
function openApiV2({ request }: Exchange): Answer {
  const contentType = openApiV2Type(request.headers.accept);
  if (contentType !== undefined) return { status: 200, body: openApiV2Document(), contentType };
  throw new StatusError('only /openapi/v3 is served', {
    code: 406,
    reason: 'NotAcceptable',
    details: {},
  });
}

function handleDiscovery(exchange: Exchange): Answer | undefined {
  const path = exchange.url.pathname.replace(/\/$/, '');
  const resources = exchange.state.registry.all();
  const isRoot = path === '/api' || path === '/apis';
  if (isRoot && acceptsAggregated(exchange.request.headers.accept)) {
    const body = aggregatedDiscovery(resources, path === '/api');
    return { status: 200, body, contentType: AGGREGATED_DISCOVERY };
  }
  if (path === '/api') return ok(coreVersions(exchange.request.headers.host ?? ''));
  if (path === '/apis') return ok(groupList(resources));
  if (path === '/api/v1') return ok(resourceList('v1', resources));
  const [root, group = '', version, ...rest] = path.split('/').slice(1);
  if (root !== 'apis' || rest.length > 0) return undefined;
  const served = resources.filter((entry) => entry.group === group);
  if (served.length === 0 || group === '') return undefined;
  if (version === undefined) return ok(groupDocument(group, served));
  const isServed = served.some((entry) => entry.version === version);
  return isServed ? ok(resourceList(`${group}/${version}`, served)) : undefined;
}
