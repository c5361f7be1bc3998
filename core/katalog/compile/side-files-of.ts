import { DocumentContext } from '../check/document-context.ts';
import { normalizeDocument } from '../normalize/normalize-document.ts';
import { Normalizer } from '../normalize/normalizer.ts';
import { ProblemList } from '../problem.ts';
import { childOf, nodeAt } from '../source/node-path.ts';
import { readDocuments } from '../source/read-documents.ts';
import type { NodePath, SourceNode } from '../source/source-node.ts';
import type { SourceDocument } from '../source/source-text.ts';
import { classifyDocument } from './classify-document.ts';
import { isAddress } from './is-address.ts';
import type { SideFileRequest, SideFileRole } from './side-file.ts';

/** The other files that Katalogs name, in document order; faults of the documents are left to `compile`. */
export function sideFilesOf(documents: readonly SourceDocument[]): readonly SideFileRequest[] {
  const problems = new ProblemList();
  return documents
    .flatMap((document) => readDocuments(document, problems))
    .flatMap(({ root }) => {
      const context = new DocumentContext(root, root, problems);
      if (classifyDocument(root, context) !== 'Katalog') return [];
      const canonical = normalizeDocument(root, new Normalizer(root, problems, []));
      const crds = nodeAt(canonical, ['spec', 'crds']);
      if (crds?.kind !== 'map') return [];
      return crds.entries.flatMap(({ key, value }) =>
        filesOf(key, value, context.withRoot(canonical)),
      );
    });
}

function filesOf(
  crd: string,
  entry: SourceNode,
  context: DocumentContext,
): readonly SideFileRequest[] {
  const path = ['spec', 'crds', crd];
  const request = (
    role: SideFileRole,
    node: SourceNode,
    at: NodePath,
  ): readonly SideFileRequest[] =>
    node.kind === 'scalar' && node.text !== '' && !isAddress(node.text)
      ? [{ role, path: node.text, crd, from: context.positionOf(at, { at: 'value' }) }]
      : [];
  const listed = (role: SideFileRole, key: string): readonly SideFileRequest[] => {
    const list = childOf(entry, key);
    if (list?.kind !== 'list') return [];
    return list.items.flatMap((item, index) => request(role, item, [...path, key, index]));
  };
  const crdFile = childOf(entry, 'crdFile');
  return [
    ...(crdFile === undefined ? [] : request('crd', crdFile, [...path, 'crdFile'])),
    ...listed('cr', 'crFiles'),
    ...listed('setup', 'setup'),
  ];
}
