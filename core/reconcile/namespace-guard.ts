import type { NamespaceGuard } from '../program/program.ts';

/**
 * Tells why a namespace is forbidden, or `undefined` when it is not (katalog-language §13.6).
 *
 * @remarks Restricted wins over allowed; an empty allowed list allows all.
 */
export function forbiddenReason(guard: NamespaceGuard, namespace: string): string | undefined {
  if (namespace === '') return undefined;
  const restricted = guard.restricted.find((pattern) => matches(pattern, namespace));
  if (restricted !== undefined) return `namespace ${namespace} is restricted by "${restricted}"`;
  if (guard.allowed.length === 0 || guard.allowed.some((pattern) => matches(pattern, namespace))) {
    return undefined;
  }
  return `namespace ${namespace} is none of the allowed ${guard.allowed.join(', ')}`;
}

function matches(pattern: string, namespace: string): boolean {
  if (pattern === '*') return true;
  if (pattern.endsWith('*')) return namespace.startsWith(pattern.slice(0, -1));
  if (pattern.startsWith('*')) return namespace.endsWith(pattern.slice(1));
  return pattern === namespace;
}
