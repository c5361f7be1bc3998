import type { RunningCrd, Runtime } from '../../../core/index.ts';
import { notFound } from '../not-found.ts';
import type { RouteRequest } from '../route.ts';
import type { HttpServerOptions } from '../server-options.ts';
import type { ViewContext } from '../view/crd-view.ts';

/**
 * The CRD named by `:crd`, if it opens the kind of endpoint (katalog-language §2, `endpoints`).
 *
 * @throws {OrkError} `ApiNotFound` when there is none, or its endpoint is closed.
 */
export function requireCrd(
  runtime: Runtime,
  { params }: RouteRequest,
  endpoint: 'health' | 'info',
): RunningCrd {
  const name = params['crd'] ?? '';
  const crd = runtime.crds.find(({ program }) => program.name === name);
  if (crd === undefined || !crd.program.endpoints[endpoint])
    throw notFound(`no CRD is called ${name}, or its endpoint is closed`);
  return crd;
}

export function contextOf({ clock, runtime }: HttpServerOptions): ViewContext {
  return { nowMs: clock.nowMs(), isLeader: runtime.status().isLeader };
}
