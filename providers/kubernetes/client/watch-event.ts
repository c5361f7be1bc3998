import {
  apiVersionOf,
  ErrorCode,
  isObject,
  type KubeObject,
  OrkError,
  type ResourceType,
  readJson,
  type WatchEvent,
} from '../../../core/index.ts';
import { errorOfStatus } from './status-error.ts';

/** Marks the bookmark that ends the present objects of a watch-list (KEP-3157). */
const INITIAL_EVENTS_END = 'k8s.io/initial-events-end';

/**
 * One line of a watch stream as an event.
 *
 * @throws {@link OrkError} what an `ERROR` event says (`ORK_API_EXPIRED` for 410), `ORK_API_UNDECODABLE` for a line
 * that is none
 */
export function decodeWatchEvent(line: string, type: ResourceType): WatchEvent {
  const event = parseLine(line);
  const { type: kind, object } = event;
  if (kind === 'ERROR' && isObject(object)) throw errorOfEvent(object);
  if (!isObject(object) || !isObject(object['metadata'])) throw undecodable(line);
  const { metadata } = object;
  if (kind === 'BOOKMARK') {
    const { resourceVersion, annotations } = metadata;
    if (typeof resourceVersion !== 'string') throw undecodable(line);
    const isEnd = isObject(annotations) && annotations[INITIAL_EVENTS_END] === 'true';
    return { type: 'BOOKMARK', resourceVersion, initialEventsEnd: isEnd };
  }
  if (kind !== 'ADDED' && kind !== 'MODIFIED' && kind !== 'DELETED') throw undecodable(line);
  return { type: kind, object: asKubeObject(object, type) };
}

/**
 * An object of an answer as such; items of lists of built-in kinds do not say their kind.
 *
 * @throws {@link OrkError} `ORK_API_UNDECODABLE` when it has no name
 */
export function asKubeObject(value: unknown, type: ResourceType): KubeObject {
  if (!isObject(value) || !isObject(value['metadata'])) throw undecodable('');
  if (typeof value['metadata']['name'] !== 'string') throw undecodable('');
  if (typeof value['kind'] === 'string') return value as KubeObject;
  return { apiVersion: apiVersionOf(type), kind: type.kind, ...value } as KubeObject;
}

function parseLine(line: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = readJson(line);
  } catch (cause) {
    throw undecodable(line, cause);
  }
  if (!isObject(value)) throw undecodable(line);
  return value;
}

function errorOfEvent(status: Readonly<Record<string, unknown>>): OrkError {
  const code = status['code'];
  return errorOfStatus(status, { status: typeof code === 'number' ? code : 500, body: '' });
}

/** Says how long the line was, never what stood in it: it may be a Secret. */
function undecodable(line: string, cause?: unknown): OrkError {
  return new OrkError('Answer of the Kubernetes API could not be read', {
    code: ErrorCode.ApiUndecodable,
    // The parser's message quotes the text.
    cause: cause instanceof SyntaxError ? undefined : cause,
    details: { sizeBytes: Buffer.byteLength(line) },
  });
}
