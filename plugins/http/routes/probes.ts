import type { Route, RouteAnswer } from '../route.ts';
import { probeSchema } from '../schema/probes.ts';
import type { HttpServerOptions } from '../server-options.ts';
import { formatSpan } from '../view/time.ts';

/** Probes for Kubernetes: both the names of the specification and those of Kubernetes itself (cli-api §4.1, §4.3). */
export function probeRoutes(options: HttpServerOptions): readonly Route[] {
  const live = (): RouteAnswer => {
    const { live: isLive } = options.runtime.status();
    return answer(options, isLive ? 200 : 500, isLive ? '' : 'a fatal error asks for a restart');
  };
  const ready = (): RouteAnswer => {
    const { ready: isReady, reason } = options.runtime.status();
    return answer(options, isReady ? 200 : 503, reason);
  };
  const startup = (): RouteAnswer => {
    const isStarted = options.runtime.status().startedAtMs > 0;
    return answer(options, isStarted ? 200 : 503, 'starting');
  };
  return [
    ...['/livez', '/healthz', '/health'].map((path) =>
      route(path, 'Whether the process is alive', live, 500),
    ),
    ...['/readyz', '/ready'].map((path) =>
      route(path, 'Whether every CRD has its caches', ready, 503),
    ),
    route('/startup', 'Whether the runtime has started', startup, 503),
  ];
}

function route(path: string, summary: string, handle: () => RouteAnswer, bad: number): Route {
  return { path, summary, answers: { 200: probeSchema, [bad]: probeSchema }, handle };
}

function answer(options: HttpServerOptions, status: number, reason: string): RouteAnswer {
  const { clock, runtime, version } = options;
  const { isLeader, ready, startedAtMs } = runtime.status();
  const isStarted = startedAtMs > 0;
  return {
    status,
    body: {
      status: status === 200 ? 'ok' : reason,
      service: 'orkestra-runtime',
      version,
      uptime: formatSpan(isStarted ? clock.nowMs() - startedAtMs : 0),
      started: isStarted,
      ready,
      isKonductor: isLeader,
    },
  };
}
