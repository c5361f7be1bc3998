/** What a request is about, read from its path and method. */
export interface RequestInfo {
  readonly verb: Verb;
  readonly group: string;
  readonly version: string;
  readonly resource: string;
  readonly namespace: string;
  readonly name: string;
  readonly subresource: string;
}

/** The verbs of Kubernetes' audit log. */
export type Verb =
  | 'get'
  | 'list'
  | 'watch'
  | 'create'
  | 'update'
  | 'patch'
  | 'delete'
  | 'deletecollection';

/** Reads a resource path; undefined when the path is no such path. */
export function parseResourcePath(method: string, url: URL): RequestInfo | undefined {
  const parts = url.pathname.split('/').filter((part) => part !== '');
  const place = groupVersionOf(parts.map(decodeSegment));
  if (place === undefined || place.rest.length === 0) return undefined;
  const { namespace, rest } = namespaceOf(place.rest);
  const [resource = '', name = '', ...sub] = rest;
  const verb = verbOf(method, url, name);
  if (verb === undefined || sub.length > 1) return undefined;
  const { group, version } = place;
  return { verb, group, version, resource, namespace, name, subresource: sub[0] ?? '' };
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    // A malformed escape names no resource; it is looked up as it stands and not found.
    return segment;
  }
}

function groupVersionOf(
  parts: readonly string[],
): { group: string; version: string; rest: readonly string[] } | undefined {
  const [root, first = '', second = ''] = parts;
  if (root === 'api' && first !== '') return { group: '', version: first, rest: parts.slice(2) };
  if (root === 'apis' && second !== '') {
    return { group: first, version: second, rest: parts.slice(3) };
  }
  return undefined;
}

/** `namespaces/x` alone is the Namespace itself; with more behind it, it is a place. */
function namespaceOf(rest: readonly string[]): { namespace: string; rest: readonly string[] } {
  const [first, namespace = '', third] = rest;
  const isPlace = first === 'namespaces' && third !== undefined;
  if (!isPlace) return { namespace: '', rest };
  if (third === 'status' || third === 'finalize') return { namespace: '', rest };
  return { namespace, rest: rest.slice(2) };
}

function verbOf(method: string, url: URL, name: string): Verb | undefined {
  switch (method) {
    case 'GET':
    case 'HEAD':
      if (isTrue(url.searchParams.get('watch'))) return 'watch';
      return name === '' ? 'list' : 'get';
    case 'POST':
      return 'create';
    case 'PUT':
      return 'update';
    case 'PATCH':
      return 'patch';
    case 'DELETE':
      return name === '' ? 'deletecollection' : 'delete';
    default:
      return undefined;
  }
}

/** Whether a query parameter says yes; present and empty counts. */
export function isTrue(value: string | null): boolean {
  return value !== null && value !== '0' && value.toLowerCase() !== 'false';
}
