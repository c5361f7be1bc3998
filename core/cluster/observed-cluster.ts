import type { Clock } from '../clock.ts';
import { isOrkError } from '../errors.ts';
import type { Cluster, WatchEvent } from './cluster.ts';

/** Verbs under which requests are counted. */
export type RequestVerb =
  | 'get'
  | 'list'
  | 'watch'
  | 'create'
  | 'update'
  | 'apply'
  | 'patch'
  | 'delete';

/** Hears of each request when its answer is there; status 0 means no answer. */
export type RequestListener = (verb: RequestVerb, status: number, durationMs: number) => void;

/**
 * A cluster whose requests are told, e.g. to metrics. A watch is told once, when it opens: with its first event, or with
 * the error it fails with.
 */
export function observeCluster(
  cluster: Cluster,
  options: { readonly clock: Clock; readonly onRequest: RequestListener },
): Cluster {
  const { clock, onRequest } = options;
  const told = async <Result>(verb: RequestVerb, send: () => Promise<Result>): Promise<Result> => {
    const startedMs = clock.monotonicMs();
    const tell = (status: number): void => onRequest(verb, status, clock.monotonicMs() - startedMs);
    try {
      const result = await send();
      tell(verb === 'create' ? 201 : result === undefined ? 404 : 200);
      return result;
    } catch (error) {
      tell(statusOf(error));
      throw error;
    }
  };
  async function* watched(events: AsyncIterable<WatchEvent>): AsyncGenerator<WatchEvent> {
    const startedMs = clock.monotonicMs();
    let isTold = false;
    const tell = (status: number): void => {
      if (!isTold) onRequest('watch', status, clock.monotonicMs() - startedMs);
      isTold = true;
    };
    try {
      for await (const event of events) {
        tell(200);
        yield event;
      }
      tell(200);
    } catch (error) {
      tell(statusOf(error));
      throw error;
    }
  }

  return {
    resolve: (gvk, signal) => cluster.resolve(gvk, signal),
    forgetDiscovery: () => cluster.forgetDiscovery(),
    list: (type, list, signal) => told('list', () => cluster.list(type, list, signal)),
    watch: (type, watch, signal) => watched(cluster.watch(type, watch, signal)),
    get: (target, signal) => told('get', () => cluster.get(target, signal)),
    create: (type, object, signal) => told('create', () => cluster.create(type, object, signal)),
    replace: (target, object, signal) =>
      told('update', () => cluster.replace(target, object, signal)),
    apply: (target, object, apply) => told('apply', () => cluster.apply(target, object, apply)),
    patch: (target, patch, how) => told('patch', () => cluster.patch(target, patch, how)),
    delete: (target, how, signal) => told('delete', () => cluster.delete(target, how, signal)),
  };
}

function statusOf(error: unknown): number {
  const status = isOrkError(error) ? error.details['status'] : undefined;
  return typeof status === 'number' ? status : 0;
}
