import { StatusError } from '../status/status-error.ts';

/** The shape in which a client wants objects. */
export type Representation = 'object' | 'table' | 'partial' | 'partialList';

/**
 * Reads the Accept header: plain JSON, a table for kubectl, or metadata only.
 *
 * @throws StatusError 406 when nothing the client takes can be served.
 */
export function negotiate(accept: string | undefined): Representation {
  if (accept === undefined || accept === '') return 'object';
  for (const range of accept.split(',')) {
    const representation = representationOf(range);
    if (representation !== undefined) return representation;
  }
  throw new StatusError(
    '406: Not Acceptable\n\nAvailable representations: application/json, application/json;stream=watch',
    {
      code: 406,
      reason: 'NotAcceptable',
      details: {},
    },
  );
}

function representationOf(range: string): Representation | undefined {
  const [type = '', ...parameters] = range.split(';').map((part) => part.trim());
  if (!['application/json', 'application/*', '*/*'].includes(type)) return undefined;
  const as = parameters.find((parameter) => parameter.startsWith('as='))?.slice(3);
  const version = parameters.find((parameter) => parameter.startsWith('v='))?.slice(2) ?? 'v1';
  if (as === undefined) return 'object';
  if (version !== 'v1') return undefined;
  switch (as) {
    case 'Table':
      return 'table';
    case 'PartialObjectMetadata':
      return 'partial';
    case 'PartialObjectMetadataList':
      return 'partialList';
    default:
      return undefined;
  }
}
