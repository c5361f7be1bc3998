import { dirname, normalize } from 'node:path';
import {
  apiVersionOf,
  type CrdProgram,
  getPath,
  type KubeObject,
  type SideFileRole,
} from '../../../core/index.ts';
import { crdNameOf, generateCrd } from '../crd/generate-crd.ts';
import { type DocumentIo, readAll } from '../documents.ts';
import type { RunnableKatalogs } from '../require-program.ts';
import { type ManifestFile, type ManifestRole, manifestFile } from './manifest-file.ts';

/** What goes into a development cluster, in this order. */
export interface DevManifests {
  /** Files with CRDs that somebody wrote, or that may come to hold some. */
  readonly definitions: readonly ManifestFile[];
  readonly generated: readonly GeneratedCrd[];
  /** What `setup` names. */
  readonly setup: readonly ManifestFile[];
  readonly custom: readonly ManifestFile[];
  /** Where a file with CRDs may appear. */
  readonly folders: readonly string[];
}

/** A definition that was inferred from a Katalog. */
export interface GeneratedCrd {
  /** `websites.demo.orkestra.io`. */
  readonly name: string;
  readonly apiVersion: string;
  readonly kind: string;
  /** File of the Katalog. */
  readonly katalog: string;
  readonly manifest: KubeObject;
}

/** CRDs named by the Katalogs, beside them, or else generated from them; custom resources of `--cr` and `crFiles`. */
export async function devManifests(
  katalogs: RunnableKatalogs,
  crPaths: readonly string[],
  io: DocumentIo,
): Promise<DevManifests> {
  const { definitionFiles, program } = katalogs;
  const definitions = distinct([
    ...namedFiles(katalogs, 'crd', 'definitions'),
    ...definitionFiles.map((file): ManifestFile => ({ ...file, role: 'definitions' })),
  ]);
  const given = definitions.flatMap(({ objects }) => objects);
  const without = program.crds.filter(
    (crd) => crd.gvk.group.includes('.') && !given.some((each) => defines(each, crd)),
  );
  const named = await readAll(crPaths, io);
  return {
    definitions,
    generated: without.map(generatedOf),
    setup: namedFiles(katalogs, 'setup', 'setup'),
    custom: [
      ...namedFiles(katalogs, 'cr', 'setup'),
      ...named.map((document) => manifestFile(document, 'custom')),
    ],
    folders: [...new Set(program.katalogs.map(({ file }) => dirname(file)))],
  };
}

function generatedOf(crd: CrdProgram): GeneratedCrd {
  const { gvk, katalog } = crd;
  return {
    name: crdNameOf(crd),
    apiVersion: apiVersionOf(gvk),
    kind: gvk.kind,
    katalog: katalog.file,
    manifest: generateCrd(crd),
  };
}

/** By its kind, since a definition with a wrong name is refused, and not to be replaced by a generated one. */
function defines(definition: KubeObject, { gvk }: CrdProgram): boolean {
  const kind = getPath(definition, ['spec', 'names', 'kind']);
  return getPath(definition, ['spec', 'group']) === gvk.group && kind === gvk.kind;
}

/** A definition may stand beside a Katalog that also names it. */
function distinct(files: readonly ManifestFile[]): readonly ManifestFile[] {
  const byPath = new Map<string, ManifestFile>();
  for (const file of files) {
    const path = normalize(file.document.file);
    if (!byPath.has(path)) byPath.set(path, file);
  }
  return [...byPath.values()];
}

function namedFiles(
  { files }: RunnableKatalogs,
  named: SideFileRole,
  role: ManifestRole,
): readonly ManifestFile[] {
  return files.flatMap(({ content, file, request }) => {
    if (request.role !== named || !('text' in content)) return [];
    return [manifestFile({ file, text: content.text }, role)];
  });
}
