import {
  apiVersionOf,
  ErrorCode,
  isObject,
  type KubeObject,
  type ListPage,
  OrkError,
  type ResourceType,
  readJson,
  type Target,
} from '../../../core/index.ts';
import { asKubeObject } from './watch-event.ts';

/** An answer as a JSON object. @throws {@link OrkError} `ORK_API_UNDECODABLE` */
export function parseAnswer(text: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = readJson(text);
  } catch (cause) {
    throw unreadable(cause);
  }
  if (!isObject(value)) throw unreadable();
  return value;
}

/** One page of a list. */
export function parsePage(text: string, type: ResourceType): ListPage {
  const { items, metadata } = parseAnswer(text);
  if (!Array.isArray(items) || !isObject(metadata)) throw unreadable();
  const { resourceVersion, continue: next } = metadata;
  if (typeof resourceVersion !== 'string') throw unreadable();
  const page = { items: items.map((item) => asKubeObject(item, type)), resourceVersion };
  return typeof next === 'string' && next !== '' ? { ...page, continueToken: next } : page;
}

/** What a delete answers: the object where it waits for something, else a `Status` that names what is gone. */
export function deletedObject(text: string, { type, ref }: Target): KubeObject {
  const body = parseAnswer(text);
  if (body['kind'] !== 'Status') return asKubeObject(body, type);
  const { details } = body;
  const uid = isObject(details) ? details['uid'] : undefined;
  return {
    apiVersion: apiVersionOf(type),
    kind: type.kind,
    metadata: {
      name: ref.name,
      ...(ref.namespace === '' ? {} : { namespace: ref.namespace }),
      ...(typeof uid === 'string' ? { uid } : {}),
    },
  };
}

function unreadable(cause?: unknown): OrkError {
  return new OrkError('Answer of the Kubernetes API could not be read', {
    code: ErrorCode.ApiUndecodable,
    // The message of a parser quotes the answer, which may be a Secret.
    ...(cause === undefined || cause instanceof SyntaxError ? {} : { cause }),
  });
}
