import type { JsonValue } from '../object/json.ts';
import type { SourcePosition } from '../program/program.ts';
import { isOfLanguage } from './compile/classify-document.ts';
import { type Problem, ProblemList } from './problem.ts';
import { kubernetesValue } from './source/kubernetes-value.ts';
import { positionAt } from './source/node-path.ts';
import { type ParsedDocument, readDocuments } from './source/read-documents.ts';
import type { SourceDocument } from './source/source-text.ts';

/** A document as the Kubernetes API reads it. */
export interface KubernetesDocument {
  readonly value: JsonValue;
  readonly position: SourcePosition;
  /** Where a field stands, or the nearest thing around it that is there. */
  positionOf(path: readonly (string | number)[]): SourcePosition;
}

/** What is in a text, and what is wrong with it. */
export interface KubernetesDocuments {
  readonly documents: readonly KubernetesDocument[];
  readonly problems: readonly Problem[];
}

/**
 * The documents of a text as the Kubernetes API reads them: YAML 1.1 in Go's dialect, or JSON.
 *
 * @remarks What kubectl makes of a manifest is what is made of it here.
 */
export function readKubernetesDocuments(source: SourceDocument): KubernetesDocuments {
  return read(source, () => true);
}

/** The same without documents of the language, which may stand in one file with manifests. */
export function readManifests(source: SourceDocument): KubernetesDocuments {
  return read(source, ({ root }) => !isOfLanguage(root));
}

function read(
  source: SourceDocument,
  isWanted: (document: ParsedDocument) => boolean,
): KubernetesDocuments {
  const problems = new ProblemList();
  const documents = readDocuments(source, problems)
    .filter(isWanted)
    .map(
      ({ root }): KubernetesDocument => ({
        value: kubernetesValue(root, problems),
        position: root.source.positionAt(root.start),
        positionOf: (path) => positionAt(root, path),
      }),
    );
  return { documents, problems: problems.sorted() };
}
