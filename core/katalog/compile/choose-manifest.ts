import { type CrdEntry, nearestWord } from '../../../schemas/index.ts';
import type { DocumentContext } from '../check/document-context.ts';
import { ProblemCode } from '../problem-code.ts';
import type { NodePath } from '../source/source-node.ts';
import type { CrdManifest } from './crd-manifest.ts';

/**
 * The definition of a `crdFile` that an entry means: the one whose kind and group `apiTypes` name. A file with one
 * definition needs no name; of several the first is taken where there is none, and it is said.
 *
 * @returns `undefined` when the file has several and none of the name
 */
export function chooseManifest(
  manifests: readonly CrdManifest[],
  entry: {
    readonly written: CrdEntry;
    readonly path: NodePath;
    readonly document: DocumentContext;
  },
): CrdManifest | undefined {
  const { written, path, document } = entry;
  const { kind, group } = written.apiTypes ?? {};
  const [first] = manifests;
  if (first === undefined || manifests.length === 1) return first;
  const kinds = manifests.map((each) => each.kind);
  const expected = kinds.join(', ');
  if (kind === undefined) {
    const message = `${first.file} defines ${expected}; ${first.kind} is taken, apiTypes.kind would say which is meant`;
    const text = { code: ProblemCode.ValueInvalid, message, expected };
    document.warning([...path, 'crdFile'], text, { at: 'value' });
    return first;
  }
  const ofKind = manifests.filter((each) => each.kind === kind);
  const found = ofKind.find((each) => each.group === group) ?? ofKind[0];
  if (found !== undefined) return found;
  const nearest = nearestWord(kind, kinds);
  const hint = nearest === undefined ? '' : `, did you mean ${nearest}?`;
  const message = `kind is ${kind}, but ${first.file} defines ${expected}${hint}`;
  const text = { code: ProblemCode.ValueInvalid, message, found: kind, expected, nearest };
  document.error([...path, 'apiTypes', 'kind'], text, { at: 'value' });
  return undefined;
}
