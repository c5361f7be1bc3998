import { DocumentContext } from '../check/document-context.ts';
import type { ProblemList, ProblemText } from '../problem.ts';
import { ProblemCode } from '../problem-code.ts';
import { kubernetesValue } from '../source/kubernetes-value.ts';
import { childOf } from '../source/node-path.ts';
import { type ParsedDocument, readDocuments } from '../source/read-documents.ts';
import { type CrdManifest, isCrdManifest, readCrdManifest } from './crd-manifest.ts';
import { tellLeftOut } from './left-out.ts';
import type { SideFile } from './side-file.ts';

/** CRD manifests among the documents of the Katalogs' files and folders. */
export function manifestsBeside(
  parsed: readonly ParsedDocument[],
  problems: ProblemList,
): readonly CrdManifest[] {
  return parsed.flatMap(({ root }) => {
    const kind = childOf(root, 'kind');
    if (kind?.kind !== 'scalar' || kind.text !== 'CustomResourceDefinition') return [];
    const value = kubernetesValue(root, problems);
    if (!isCrdManifest(value)) return [];
    const manifest = readCrdManifest(value, new DocumentContext(root, root, problems));
    return manifest === undefined ? [] : [manifest];
  });
}

/** Manifests of `crdFile`s, by the Katalog that names them and the path as written. */
export interface NamedManifests {
  /** All definitions of a file; `missing`: nobody tried to read it; `faulty`: said already. */
  get(from: string, path: string): readonly CrdManifest[] | 'missing' | 'faulty';
  readonly all: readonly CrdManifest[];
}

/** Reads side files; what cannot be read, or holds no CRD where one is named, is told. */
export function manifestsOfSideFiles(
  files: readonly SideFile[],
  problems: ProblemList,
): NamedManifests {
  const manifests = new Map<string, readonly CrdManifest[] | 'faulty'>();
  for (const { request, file, content } of files) {
    const { from, path, role } = request;
    const key = `${from.file}\n${path}`;
    if (role === 'crd') manifests.set(key, 'faulty');
    if ('problem' in content) {
      const message = `${file} cannot be read: ${content.problem}`;
      problems.error(from, [], { code: ProblemCode.SideFileUnreadable, message, found: path });
      continue;
    }
    if (content.text.trim() === '') {
      // What a Katalog names besides may be empty: there is nothing in it to apply.
      if (role === 'crd') problems.error(from, [], emptyDefinition(file, path));
      continue;
    }
    const parsed = readDocuments({ file, text: content.text }, problems);
    if (role !== 'crd') continue;
    const found = manifestsBeside(parsed, problems);
    if (found.length > 0) manifests.set(key, found);
    if (found.length > 0) tellLeftOut(parsed, problems);
    // A file that is faulty itself may hold one all the same.
    else if (!problems.hasErrorsIn(file)) {
      const message = `${file} holds no CustomResourceDefinition`;
      problems.error(from, [], { code: ProblemCode.CrdManifestInvalid, message, found: path });
    }
  }
  return {
    get: (from, path) => manifests.get(`${from}\n${path}`) ?? 'missing',
    all: [...manifests.values()].flatMap((each) => (each === 'faulty' ? [] : each)),
  };
}

function emptyDefinition(file: string, path: string): ProblemText {
  const expected = 'a CustomResourceDefinition';
  const message = `${file} is empty, expected ${expected}`;
  return { code: ProblemCode.CrdManifestInvalid, message, found: path, expected };
}
