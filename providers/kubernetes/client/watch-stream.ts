import {
  ErrorCode,
  OrkError,
  type ResourceType,
  type WatchEvent,
  type WatchOptions,
} from '../../../core/index.ts';
import { createLineSplitter, type LineSplitter } from './line-splitter.ts';
import type { Requester } from './requester.ts';
import { collectionPath, queryOf, selectorsOf } from './resource-path.ts';
import { errorOfTransport } from './transport-error.ts';
import { decodeWatchEvent } from './watch-event.ts';

/** Longest event: etcd takes 1.5 MiB an object, and JSON may double it. */
const LINE_LIMIT_BYTES = 16 * 1024 * 1024;

/** Objects without what they declare and without their status. */
export const METADATA_ACCEPT = 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1';

/** How long a watch may be silent when nobody says otherwise. */
const STALL_MS = 30_000;

/**
 * Opens a watch and yields its events; ends when the server closes it or the signal is aborted.
 *
 * @throws {@link OrkError} `ORK_API_EXPIRED` on 410, `ORK_API_UNAVAILABLE` when it stalls or breaks,
 * `ORK_API_UNDECODABLE` for what is no event
 */
export async function* watchStream(
  requester: Requester,
  options: WatchOptions & { readonly type: ResourceType },
  signal: AbortSignal,
): AsyncGenerator<WatchEvent> {
  if (signal.aborted) return;
  const { type } = options;
  const lines = createLineSplitter(LINE_LIMIT_BYTES);
  try {
    const stream = await requester.stream({
      method: 'GET',
      path: watchPath(options),
      ...(options.isMetadataOnly === true ? { accept: METADATA_ACCEPT } : {}),
      signal,
      stallMs: options.stallMs ?? STALL_MS,
    });
    for await (const chunk of stream) {
      for (const line of linesOf(lines, chunk)) yield decodeWatchEvent(line, type);
      if (signal.aborted) return;
    }
  } catch (error) {
    if (signal.aborted) return;
    throw errorOfTransport(error, signal);
  }
  // An event cut in half was not delivered, and the next watch begins before it.
}

function watchPath(options: WatchOptions & { readonly type: ResourceType }): string {
  const { sendInitialEvents, resourceVersion } = options;
  const query = queryOf({
    ...selectorsOf(options),
    watch: true,
    allowWatchBookmarks: true,
    resourceVersion: resourceVersion === '' ? undefined : resourceVersion,
    // KEP-3157: required together with sendInitialEvents.
    ...(sendInitialEvents === true
      ? { sendInitialEvents, resourceVersionMatch: 'NotOlderThan' }
      : {}),
  });
  return `${collectionPath(options.type, options.namespace)}${query}`;
}

function linesOf(splitter: LineSplitter, chunk: Buffer): readonly string[] {
  try {
    return splitter.push(chunk);
  } catch (cause) {
    throw new OrkError('Watch event is too long', {
      code: ErrorCode.ApiUndecodable,
      cause,
      details: { limitBytes: LINE_LIMIT_BYTES },
    });
  }
}
