import { described, listOf, mapOf, object, type Schema, text } from './schema.ts';

/** What may be asked of `GET /api/v1/query`: the name of one series. */
export const querySchema: Schema = {
  type: 'object',
  required: ['query'],
  properties: {
    query: described('name of one series, as orkestra_leader; PromQL is not understood', {
      type: 'string',
      pattern: '^[a-zA-Z_:][a-zA-Z0-9_:]*$',
      maxLength: 256,
    }),
  },
};

/** The answer of Prometheus to an instant query (its HTTP API, "Instant queries"). */
export const queryAnswerSchema: Schema = object({
  status: text,
  data: object({
    resultType: text,
    result: listOf(
      object({
        metric: described('labels, __name__ included', mapOf(text)),
        value: described('seconds since 1970, and the value as a text', {
          type: 'array',
          items: { anyOf: [{ type: 'number' }, { type: 'string' }] },
        }),
      }),
    ),
  }),
});
