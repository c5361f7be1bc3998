import type { CrdEntry } from '../../../schemas/index.ts';
import type { SecretKinds } from '../../expression/secret-path.ts';
import { isObject } from '../../object/json.ts';
import { isExpression } from './is-expression.ts';

/**
 * Under which keys of `children` the Secrets of an entry stand: those of `secrets`, and what it makes as `custom` when
 * one of it is, or may be, a Secret.
 */
export function secretKindsOf({ operatorBox: box = {} }: CrdEntry): SecretKinds {
  const groups = box.onDelete?.groups ?? [];
  const blocks: readonly unknown[] = [box.onCreate, box.onReconcile, box.onDelete, ...groups];
  const entriesOf = (kind: string): readonly unknown[] =>
    blocks.flatMap((block) => {
      const list = isObject(block) ? block[kind] : undefined;
      return Array.isArray(list) ? (list as readonly unknown[]) : [];
    });
  const hasOwn = entriesOf('secrets').length > 0;
  const isCustom = entriesOf('custom').some(mayBeSecret);
  return {
    single: new Set(['secret', ...(isCustom ? ['custom'] : [])]),
    byName: new Set(['secrets', ...(isCustom ? ['customs', 'custom'] : [])]),
    areAny: hasOwn || isCustom,
  };
}

function mayBeSecret(entry: unknown): boolean {
  const kind = isObject(entry) ? entry['kind'] : undefined;
  return kind === 'Secret' || (typeof kind === 'string' && isExpression(kind));
}
