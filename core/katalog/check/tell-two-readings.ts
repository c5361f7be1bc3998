import type { JsonSchema } from '../../../schemas/index.ts';
import { ProblemCode } from '../problem-code.ts';
import { formatPath, nodeAt } from '../source/node-path.ts';
import type { NodePath } from '../source/source-node.ts';
import type { DocumentContext } from './document-context.ts';
import { type TwoReadings, twoReadings } from './two-readings.ts';

/**
 * Tells what in a document kubectl would read differently; entries are told of with the schemas of their kinds.
 *
 * @returns the paths of what was told, as {@link formatPath} writes them
 */
export function tellTwoReadings(context: DocumentContext, schema: JsonSchema): ReadonlySet<string> {
  const found = twoReadings(context.root, schema).filter(({ isTyped }) => isTyped);
  tell(context, [], found);
  return new Set(found.map(({ path }) => formatPath(path)));
}

/** Tells the same of an entry; `ownKeys` belong to the language, and so to the document. */
export function tellTwoReadingsOfEntry(
  context: DocumentContext,
  path: NodePath,
  { ownKeys, schema }: { readonly ownKeys: ReadonlySet<string>; readonly schema: JsonSchema },
): void {
  const node = nodeAt(context.root, path);
  if (node === undefined) return;
  const found = twoReadings(node, schema);
  tell(
    context,
    path,
    found.filter((each) => !ownKeys.has(String(each.path[0]))),
  );
}

function tell(context: DocumentContext, path: NodePath, found: readonly TwoReadings[]): void {
  for (const each of found) {
    const text = { code: ProblemCode.ReadingsDiffer, message: each.message, found: each.found };
    context[each.severity]([...path, ...each.path], text, { at: 'value' });
  }
}
