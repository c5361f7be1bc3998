import { isRecord } from '../json/record.ts';

/** The steps of a JSON pointer (RFC 6901); undefined when the text is none. */
export function parsePointer(pointer: string): readonly string[] | undefined {
  if (pointer === '') return [];
  if (!pointer.startsWith('/')) return undefined;
  return pointer
    .slice(1)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The value a step leads to; undefined when there is none. */
export function stepInto(container: unknown, step: string): unknown {
  if (Array.isArray(container)) return isIndex(step) ? container[Number(step)] : undefined;
  return isRecord(container) && Object.hasOwn(container, step) ? container[step] : undefined;
}

/** Whether the step can be a list index. */
export function isIndex(step: string): boolean {
  return /^(0|[1-9]\d*)$/.test(step);
}
