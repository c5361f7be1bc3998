import type { JsonSchema, OperatorBox } from '../../../schemas/index.ts';
import { isObject, type JsonObject } from '../../object/json.ts';
import type { NodePath } from '../source/source-node.ts';
import type { ProviderKinds } from './provider-kinds.ts';
import { spaced } from './spaced.ts';

/** An entry of some block as it is written. */
export interface WrittenEntry {
  readonly path: NodePath;
  readonly written: JsonObject;
  readonly schema: JsonSchema;
  /** Kind of Kubernetes that it makes, as far as it says so. */
  readonly kind: string | undefined;
  /** Absent where the kind has a default. */
  readonly name: string | undefined;
}

/** The entries of all blocks of an operator, groups of deletion included. */
export function writtenEntries(
  box: OperatorBox,
  path: NodePath,
  kinds: ProviderKinds,
): readonly WrittenEntry[] {
  return (['onCreate', 'onReconcile', 'onDelete'] as const).flatMap((section) => {
    const block: unknown = box[section];
    if (!isObject(block)) return [];
    const at = [...path, section];
    const { groups } = block;
    const grouped = Array.isArray(groups)
      ? groups.flatMap((group: unknown, index) => ofBlock(group, [...at, 'groups', index], kinds))
      : [];
    return [...ofBlock(block, at, kinds), ...grouped];
  });
}

function ofBlock(block: unknown, path: NodePath, kinds: ProviderKinds): readonly WrittenEntry[] {
  if (!isObject(block)) return [];
  return kinds.inOrder.flatMap(({ key, objectType, schema }) => {
    const list = block[key];
    if (!Array.isArray(list)) return [];
    return list.flatMap((written: unknown, index): readonly WrittenEntry[] => {
      if (!isObject(written)) return [];
      const { kind = written['kind'] } = objectType ?? {};
      const metadata = isObject(written['metadata']) ? written['metadata'] : {};
      const name = spaced(written['name'] ?? metadata['name']);
      const isNamed = typeof name === 'string' && name !== '';
      return [
        {
          path: [...path, key, index],
          written: written as JsonObject,
          schema,
          kind: typeof kind === 'string' ? kind : undefined,
          name: isNamed ? name : undefined,
        },
      ];
    });
  });
}
