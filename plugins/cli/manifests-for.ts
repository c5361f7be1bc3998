import { dirname, join } from 'node:path';
import {
  apiVersionOf,
  formatGroupKind,
  type KubeObject,
  keyOf,
  type Program,
  refOf,
  type SideFileRole,
} from '../../core/index.ts';
import { isOfLanguage, readAll } from './documents.ts';
import type { CommandIo } from './io.ts';
import { manifestsIn } from './manifests.ts';
import { typesOfCrds } from './offline/crd-types.ts';
import type { RunnableKatalogs } from './require-program.ts';

/** Manifests that the Katalogs themselves name: `crdFile`, which is read for CRDs alone, `crFiles` or `setup`. */
export function namedManifests(
  { files }: Pick<RunnableKatalogs, 'files'>,
  role: SideFileRole,
): readonly KubeObject[] {
  const manifests = manifestsIn(
    files.flatMap(({ content, file, request }) =>
      request.role === role && 'text' in content ? [{ file, text: content.text }] : [],
    ),
  );
  return role === 'crd' ? manifests.filter(isDefinition) : manifests;
}

/** Every CRD at hand: of `crdFile` and `setup`, among the documents that were named, and in the files beside them. */
export function definitionsAtHand(
  katalogs: Pick<RunnableKatalogs, 'definitions' | 'files'>,
): readonly KubeObject[] {
  const setup = namedManifests(katalogs, 'setup').filter(isDefinition);
  return [...namedManifests(katalogs, 'crd'), ...katalogs.definitions, ...setup];
}

/** Custom resources in `cr.yaml` beside each Katalog (`--apply-cr`); what else stands there is left out, and it is said. */
export async function crsBeside(
  katalogs: RunnableKatalogs,
  io: Pick<CommandIo, 'cwd' | 'stderr' | 'stdin'>,
): Promise<readonly KubeObject[]> {
  const { program } = katalogs;
  const files = [...new Set(program.katalogs.map(({ file }) => join(dirname(file), 'cr.yaml')))];
  const kinds = customKinds(program, definitionsAtHand(katalogs));
  const tell = (what: string, file: string): void =>
    io.stderr.write(`${what} of ${file} is left out: it is read for custom resources alone\n`);
  return (await readAll(files, io)).flatMap((document) => {
    if (isOfLanguage(document)) tell('What Orkestra runs', document.file);
    return manifestsIn([document]).filter((object) => {
      const isCustom = kinds.has(formatGroupKind(object));
      if (!isCustom) tell(`${object.kind} ${keyOf(refOf(object))}`, document.file);
      return isCustom;
    });
  });
}

/** What the operators watch, and what the definitions at hand define. */
function customKinds({ crds }: Program, definitions: readonly KubeObject[]): ReadonlySet<string> {
  const types = [...crds.map(({ gvk }) => gvk), ...typesOfCrds(definitions)];
  return new Set(
    types.map((type) => formatGroupKind({ apiVersion: apiVersionOf(type), kind: type.kind })),
  );
}

function isDefinition({ kind }: KubeObject): boolean {
  return kind === 'CustomResourceDefinition';
}
