import { isObject, type JsonObject } from '../../object/json.ts';
import { DocumentContext } from '../check/document-context.ts';
import { ProblemList } from '../problem.ts';
import { ProblemCode } from '../problem-code.ts';
import { kubernetesValue } from '../source/kubernetes-value.ts';
import { childOf } from '../source/node-path.ts';
import { type ParsedDocument, readDocuments } from '../source/read-documents.ts';
import { type CrdManifest, isCrdManifest, readCrdManifest } from './crd-manifest.ts';
import { tellLeftOut } from './left-out.ts';
import type { SideFile } from './side-file.ts';

/** A file that stands beside Katalogs and that nobody named. */
export type FileBeside = Pick<SideFile, 'content' | 'file'>;

/** The definitions of a file, those that are whole. */
export interface Definitions {
  readonly manifests: readonly CrdManifest[];
  /** The same as the Kubernetes API reads them. */
  readonly values: readonly JsonObject[];
}

/**
 * The CustomResourceDefinitions of a file that nobody named.
 *
 * @remarks Such a file may be anyone's: what else it holds is left out, what is wrong with it is a warning, and an empty one,
 * which the shell makes of the target of a redirection before a command runs, is nothing.
 */
export function readDefinitions({ content, file }: FileBeside, problems: ProblemList): Definitions {
  if ('problem' in content) {
    const message = `${file} cannot be read: ${content.problem}; no definition is taken from it`;
    const code = ProblemCode.SideFileUnreadable;
    problems.warning({ file, line: 1, column: 1 }, [], { code, message });
    return { manifests: [], values: [] };
  }
  if (content.text.trim() === '') return { manifests: [], values: [] };
  const faults = new ProblemList();
  const documents = readDocuments({ file, text: content.text }, faults).flatMap(itemsOf);
  const found = documents.flatMap((document) => definitionIn(document, faults));
  problems.addAsWarnings(faults);
  tellLeftOut(documents, problems);
  return {
    manifests: found.map(({ manifest }) => manifest),
    values: found.map(({ value }) => value),
  };
}

/** The same definitions for those who have no use for what else is said. */
export function definitionsIn(file: FileBeside): readonly JsonObject[] {
  return readDefinitions(file, new ProblemList()).values;
}

/** `kubectl get crd -o yaml` writes a List. */
function itemsOf(document: ParsedDocument): readonly ParsedDocument[] {
  const { file, root } = document;
  const [kind, items] = [childOf(root, 'kind'), childOf(root, 'items')];
  if (kind?.kind !== 'scalar' || kind.text !== 'List' || items?.kind !== 'list') return [document];
  return items.items.map((item) => ({ file, root: item }));
}

function definitionIn(
  { root }: ParsedDocument,
  faults: ProblemList,
): readonly { readonly manifest: CrdManifest; readonly value: JsonObject }[] {
  const own = new ProblemList();
  const value = kubernetesValue(root, own);
  if (!isCrdManifest(value)) return [];
  const context = new DocumentContext(root, root, own);
  const manifest = readCrdManifest(value, context);
  const { metadata } = value;
  if (!isObject(metadata) || typeof metadata['name'] !== 'string') {
    const message = 'the CustomResourceDefinition has no metadata.name';
    context.error([], { code: ProblemCode.CrdManifestInvalid, message });
  }
  faults.addAsWarnings(own);
  return manifest === undefined || own.hasErrors ? [] : [{ manifest, value }];
}
