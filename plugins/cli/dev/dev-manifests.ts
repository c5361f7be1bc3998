import type { KubeObject } from '../../../core/index.ts';
import { generateCrd } from '../crd/generate-crd.ts';
import { readAll } from '../documents.ts';
import { customResourcesIn } from '../manifests.ts';
import { crdsBeside, namedManifests } from '../manifests-for.ts';
import type { RunnableKatalogs } from '../require-program.ts';

/** What goes into a development cluster before and after the runtime starts. */
export interface DevManifests {
  /** CRDs and what `setup` names. */
  readonly before: readonly KubeObject[];
  /** Custom resources. */
  readonly after: readonly KubeObject[];
}

/** CRDs named by the Katalogs, beside them, or else generated from them; custom resources of `--cr` and `crFiles`. */
export async function devManifests(
  katalogs: RunnableKatalogs,
  crPaths: readonly string[],
  cwd: string,
): Promise<DevManifests> {
  const given = [...namedManifests(katalogs, 'crd'), ...crdsBeside(katalogs)];
  const names = new Set(given.map(({ metadata }) => metadata.name));
  const generated = katalogs.program.crds
    .filter(({ gvk, plural }) => gvk.group.includes('.') && !names.has(`${plural}.${gvk.group}`))
    .map((crd) => generateCrd(crd));
  const custom = customResourcesIn(await readAll(crPaths, cwd));
  return {
    before: [...given, ...generated, ...namedManifests(katalogs, 'setup')],
    after: [...namedManifests(katalogs, 'cr'), ...custom],
  };
}
