import {
  anything,
  described,
  flag,
  listOf,
  mapOf,
  object,
  type Schema,
  text,
  whole,
} from './schema.ts';

/** `GET /katalog/{crd}/cr` (cli-api §4.1). */
export const objectListSchema: Schema = object(
  {
    crd: text,
    gvk: text,
    total: described('custom resources in the cache, on all pages', whole),
    isKonductor: flag,
    continue: described('token of the next page; absent on the last', text),
    items: listOf(
      object(
        {
          name: text,
          namespace: text,
          namespaced: flag,
          phase: text,
          ready: { type: 'string', enum: ['True', 'False', 'Unknown'] },
          readyReason: text,
          age: text,
          generation: whole,
          value: described('what stands at ?field=', anything),
        },
        ['value'],
      ),
    ),
  },
  ['continue'],
);

export const objectListQuery: Schema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    field: described('path whose value each item tells, as status.phase', {
      type: 'string',
      maxLength: 256,
    }),
    limit: { type: 'integer', minimum: 1, maximum: 5000, default: 500 },
    continue: described('token of the page before', { type: 'string', maxLength: 1024 }),
  },
};

const childSchema = object({
  name: text,
  kind: text,
  namespace: text,
  ready: flag,
  status: anything,
});

/** `GET /katalog/{crd}/cr/{namespace}/{name}` (cli-api §4.1). */
export const objectSchema: Schema = object({
  name: text,
  namespace: text,
  generation: whole,
  creationTimestamp: text,
  labels: mapOf(text),
  annotations: mapOf(text),
  ready: text,
  readyReason: text,
  readyMessage: text,
  status: mapOf(anything),
  children: described('children by kind', mapOf(listOf(childSchema))),
  decisionsEndpoint: text,
  eventsEndpoint: text,
  isKonductor: flag,
});

/** `GET …/decisions`. */
export const decisionsSchema: Schema = object({
  crd: text,
  object: text,
  total: whole,
  items: described('decision records, newest first', listOf(mapOf(anything))),
});

/** `GET …/events` (cli-api §4.1). */
export const eventsSchema: Schema = object(
  {
    crd: text,
    name: text,
    namespace: text,
    total: described('events that are known; at most 100 of them are told', whole),
    isKonductor: flag,
    warning: described('why events may be missing; absent when none are', text),
    events: described(
      'of the custom resource and its children, newest first',
      listOf(
        object({
          type: described('Normal or Warning', text),
          reason: text,
          message: text,
          source: described('who reported it, as kubelet', text),
          object: described('Kind/name, or Kind/namespace/name in another namespace', text),
          count: described('times it happened', whole),
          firstSeen: described('RFC 3339', text),
          lastSeen: described('RFC 3339', text),
          age: described('since it was last seen, as 5m', text),
        }),
      ),
    ),
  },
  ['warning'],
);
