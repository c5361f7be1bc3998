import { isObject } from '../../object/json.ts';
import type { DocumentContext } from '../check/document-context.ts';
import type { NodePath } from '../source/source-node.ts';
import type { ProviderKinds } from './provider-kinds.ts';

const SECTIONS = ['onCreate', 'onReconcile', 'onDelete'] as const;

/** Parts that bring entries of their own. */
const IMPORTS: readonly NodePath[] = [
  ['imports'],
  ['operatorBox', 'imports'],
  ['operatorBox', 'reconcile', 'imports'],
  ['operatorBox', 'hooks'],
  ['operatorBox', 'constructor'],
];

/** Keys under which providers show what an operator declares; `undefined` where that is not all written in it. */
export function declaredOutputs(
  box: unknown,
  path: NodePath,
  { kinds, document }: { readonly kinds: ProviderKinds; readonly document: DocumentContext },
): ReadonlySet<string> | undefined {
  if (IMPORTS.some((each) => document.isWritten([...path, ...each]))) return undefined;
  const written = isObject(box) ? box : {};
  const isDeclared = (key: string): boolean =>
    SECTIONS.some((section) => {
      const block = written[section];
      // What was left out for a fault is declared all the same.
      const at = [...path, 'operatorBox', section];
      if (document.isWritten([...at, key])) return true;
      if (!isObject(block)) return false;
      const groups = Array.isArray(block['groups']) ? block['groups'] : [];
      return [block, ...groups].some((each) => isObject(each) && key in each);
    });
  const declared = kinds.inOrder.filter(({ key }) => isDeclared(key));
  return new Set(
    declared.flatMap(({ outputs }) => [...(outputs?.byName ?? []), ...(outputs?.single ?? [])]),
  );
}
