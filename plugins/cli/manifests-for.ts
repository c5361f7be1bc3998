import { dirname, join } from 'node:path';
import type { KubeObject, SideFileRole, SourceDocument } from '../../core/index.ts';
import { readAll } from './documents.ts';
import { manifestsIn } from './manifests.ts';
import type { RunnableKatalogs } from './require-program.ts';

/** Manifests that the Katalogs themselves name: `crdFile`, `crFiles` or `setup`. */
export function namedManifests(
  { files }: Pick<RunnableKatalogs, 'files'>,
  role: SideFileRole,
): readonly KubeObject[] {
  return manifestsIn(
    files.flatMap(({ content, file, request }) =>
      request.role === role && 'text' in content ? [{ file, text: content.text }] : [],
    ),
  );
}

/** CRDs in the files beside the Katalogs. */
export function crdsBeside({ sources }: Pick<RunnableKatalogs, 'sources'>): readonly KubeObject[] {
  return manifestsIn(sources).filter(({ kind }) => kind === 'CustomResourceDefinition');
}

/** What stands in `cr.yaml` beside each Katalog (`--apply-cr`). */
export async function crsBeside(
  katalogs: readonly { readonly file: string }[],
  cwd: string,
): Promise<readonly KubeObject[]> {
  const files = [...new Set(katalogs.map(({ file }) => join(dirname(file), 'cr.yaml')))];
  const documents: readonly SourceDocument[] = await readAll(files, cwd);
  return manifestsIn(documents);
}
