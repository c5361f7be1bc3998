import { getPath, isObject, withPath } from '../../../core/index.ts';
import type { Part } from '../kinds/kind.ts';

/**
 * A manifest whose part is as it is stored; a step in brackets, `[web]`, is an item of a list by its name.
 *
 * @remarks A part that is not stored is left out: server-side apply would be asked to add it.
 */
export function keepPart(manifest: Part, live: Part, part: readonly string[]): Part {
  const at = part.findIndex((step) => step.startsWith('['));
  if (at === -1) return withPath(manifest, part, getPath(live, part)) ?? manifest;
  const list = part.slice(0, at);
  const name = part[at]?.slice(1, -1);
  const rest = part.slice(at + 1);
  const [wanted, stored] = [manifest, live].map((each) => getPath(each, list));
  if (!Array.isArray(wanted)) return manifest;
  const found = Array.isArray(stored) ? stored.find((each) => nameOf(each) === name) : undefined;
  const items = wanted.flatMap((item: unknown): readonly unknown[] => {
    if (nameOf(item) !== name || !isObject(item)) return [item];
    if (!isObject(found)) return [];
    return [rest.length === 0 ? found : keepPart(item, found, rest)];
  });
  return withPath(manifest, list, items) ?? manifest;
}

function nameOf(item: unknown): unknown {
  return isObject(item) ? item['name'] : undefined;
}
