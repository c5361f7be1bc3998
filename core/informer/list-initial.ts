import type { Cluster, ListPage, ResourceType, Selection } from '../cluster/cluster.ts';
import { ErrorCode, isOrkError } from '../errors.ts';
import type { InitialState, ReflectorSink } from './reflector-sink.ts';

/** What listing needs. */
export interface ListInitialOptions {
  readonly cluster: Cluster;
  readonly type: ResourceType;
  readonly selection: Selection;
  readonly sink: ReflectorSink;
  readonly pageSize?: number;
}

/**
 * Lists everything in pages and hands it to the sink page by page.
 *
 * @remarks No `resourceVersion` is sent, so the answer is not older than any write that was answered before (Kubernetes API
 * concepts, "Semantics for get and list"). When the pages expire on the way, the rest comes in one.
 */
export async function listInitial(
  options: ListInitialOptions,
  signal: AbortSignal,
): Promise<InitialState> {
  try {
    return await listPages(options, options.pageSize ?? 500, signal);
  } catch (error) {
    if (!isOrkError(error, ErrorCode.ApiExpired)) throw error;
    return await listPages(options, undefined, signal);
  }
}

async function listPages(
  options: ListInitialOptions,
  limit: number | undefined,
  signal: AbortSignal,
): Promise<InitialState> {
  const { cluster, type, selection, sink } = options;
  const replacement = sink.beginReplacement();
  let page: ListPage | undefined;
  do {
    const continueToken = page?.continueToken;
    page = await cluster.list(
      type,
      {
        ...selection,
        ...(limit === undefined ? {} : { limit }),
        ...(continueToken === undefined ? {} : { continueToken }),
      },
      signal,
    );
    for (const object of page.items) replacement.add(object);
  } while (page.continueToken !== undefined);
  replacement.commit(page.resourceVersion);
  return { resourceVersion: page.resourceVersion };
}
