import { checkAgainst, type JsonSchema, type SchemaProblem } from '../../../schemas/index.ts';
import { childOf, nodeAt } from '../source/node-path.ts';
import type { NodePath, SourceNode } from '../source/source-node.ts';
import { entrySchema } from './entry-schema.ts';
import { plainValue } from './plain-value.ts';

/** Schema of a kind's entries by key, and whether they run on deletion; `undefined` for no kind. */
export type EntryKinds = (
  key: string,
) => { readonly schema: JsonSchema; readonly createOnce: boolean } | undefined;

/** What in the resource entries of a Katalog does not fit the schemas of their kinds. */
export function entryProblems(root: SourceNode, kinds: EntryKinds): readonly SchemaProblem[] {
  const crds = nodeAt(root, ['spec', 'crds']);
  if (crds?.kind !== 'map') return [];
  return crds.entries.flatMap(({ key, value }) => {
    const box = childOf(value, 'operatorBox');
    const path = ['spec', 'crds', key, 'operatorBox'];
    return ['onCreate', 'onReconcile', 'onDelete'].flatMap((section) => {
      const block = childOf(box, section);
      const at = [...path, section];
      return [...blockProblems(block, at, kinds), ...groupProblems(block, at, kinds)];
    });
  });
}

function groupProblems(
  block: SourceNode | undefined,
  path: NodePath,
  kinds: EntryKinds,
): readonly SchemaProblem[] {
  const groups = childOf(block, 'groups');
  if (groups?.kind !== 'list') return [];
  return groups.items.flatMap((group, index) =>
    blockProblems(group, [...path, 'groups', index], kinds),
  );
}

function blockProblems(
  block: SourceNode | undefined,
  path: NodePath,
  kinds: EntryKinds,
): readonly SchemaProblem[] {
  if (block?.kind !== 'map') return [];
  const isDeletion = path.includes('onDelete');
  return block.entries.flatMap(({ key, value }) => {
    const kind = kinds(key);
    if (kind === undefined || value.kind !== 'list') return [];
    const schema = entrySchema(kind.schema, isDeletion && !kind.createOnce);
    return value.items.flatMap((item, index) => {
      // The schema of the document has told of it.
      if (item.kind !== 'map') return [];
      return checkAgainst(schema, plainValue(item, schema)).map((problem) => ({
        ...problem,
        path: [...path, key, index, ...problem.path],
      }));
    });
  });
}
