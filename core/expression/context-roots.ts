import { getPath } from '../object/path.ts';

/** Names that stand for themselves in every expression (katalog-language §5.2). */
const CONTEXT_ROOTS: readonly string[] = [
  'apiVersion',
  'kind',
  'metadata',
  'spec',
  'status',
  'data',
  'inputs',
  'children',
  'cross',
  'external',
  'providers',
  'item',
  'index',
  'value',
  'metrics',
  'health',
  'request',
];

/** Capitalised spellings that documentation uses (katalog-language §20, 36), with what they stand for. */
const ALIASES: ReadonlyMap<string, readonly string[]> = new Map([
  ['Name', ['metadata', 'name']],
  ['Namespace', ['metadata', 'namespace']],
  ['Labels', ['metadata', 'labels']],
  ['Annotations', ['metadata', 'annotations']],
  ['APIVersion', ['apiVersion']],
  ['ApiVersion', ['apiVersion']],
  ['Kind', ['kind']],
  ['Metadata', ['metadata']],
  ['Spec', ['spec']],
  ['Status', ['status']],
  ['Inputs', ['inputs']],
  ['Children', ['children']],
  ['Cross', ['cross']],
  ['External', ['external']],
  ['Item', ['item']],
  ['Index', ['index']],
  ['Value', ['value']],
]);

/** All names that may begin a path. */
export function knownRoots(extra: Iterable<string> = []): ReadonlySet<string> {
  return new Set([...CONTEXT_ROOTS, ...ALIASES.keys(), ...extra]);
}

/** A path with its capitalised root spelled out. */
export function canonicalPath(path: readonly string[]): readonly string[] {
  const [root = '', ...rest] = path;
  const meaning = ALIASES.get(root);
  return meaning === undefined ? path : [...meaning, ...rest];
}

/** The roots as an expression needs them that reads the given paths, as written. */
export type RootsView = (roots: Readonly<Record<string, unknown>>) => object;

/**
 * Adds what an expression names and the scope lacks: capitalised roots, and `data` for `spec`
 * (katalog-language §5.2). Most expressions name neither and see the scope itself.
 */
export function rootsViewFor(paths: readonly (readonly string[])[]): RootsView {
  const used = new Map<string, readonly string[]>();
  for (const [root = ''] of paths) {
    const meaning = root === 'data' ? ['spec'] : ALIASES.get(root);
    if (meaning !== undefined) used.set(root, meaning);
  }
  if (used.size === 0) return (roots) => roots;
  return (roots) => {
    const view: Record<string, unknown> = { ...roots };
    for (const [name, meaning] of used) view[name] ??= getPath(roots, meaning);
    return view;
  };
}
