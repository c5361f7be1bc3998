import { apiVersionOf, type CrdProgram, type KubeObject } from '../../../core/index.ts';
import { crdNameOf, generateCrd } from '../crd/generate-crd.ts';
import { type DocumentIo, readAll } from '../documents.ts';
import { customResourcesIn, manifestsIn } from '../manifests.ts';
import { namedManifests } from '../manifests-for.ts';
import type { RunnableKatalogs } from '../require-program.ts';
import type { CustomResourceFile } from './custom-resource-file.ts';

/** What goes into a development cluster before and after the runtime starts. */
export interface DevManifests {
  /** CRDs and what `setup` names. */
  readonly before: readonly KubeObject[];
  /** Those of the CRDs that nobody wrote. */
  readonly generated: readonly GeneratedCrd[];
  readonly custom: readonly CustomResourceFile[];
}

/** A definition that was inferred from a Katalog. */
export interface GeneratedCrd {
  /** `websites.demo.orkestra.io`. */
  readonly name: string;
  readonly apiVersion: string;
  readonly kind: string;
  /** File of the Katalog. */
  readonly katalog: string;
}

/** CRDs named by the Katalogs, beside them, or else generated from them; custom resources of `--cr` and `crFiles`. */
export async function devManifests(
  katalogs: RunnableKatalogs,
  crPaths: readonly string[],
  io: DocumentIo,
): Promise<DevManifests> {
  const given = [...namedManifests(katalogs, 'crd'), ...katalogs.definitions];
  const names = new Set(given.map(({ metadata }) => metadata.name));
  const without = katalogs.program.crds.filter(
    (crd) => crd.gvk.group.includes('.') && !names.has(crdNameOf(crd)),
  );
  return {
    before: [...given, ...without.map(generateCrd), ...namedManifests(katalogs, 'setup')],
    generated: without.map(generatedOf),
    custom: [...namedFiles(katalogs), ...(await givenFiles(crPaths, io))],
  };
}

function generatedOf(crd: CrdProgram): GeneratedCrd {
  const { gvk, katalog } = crd;
  return {
    name: crdNameOf(crd),
    apiVersion: apiVersionOf(gvk),
    kind: gvk.kind,
    katalog: katalog.file,
  };
}

function namedFiles({ files }: RunnableKatalogs): readonly CustomResourceFile[] {
  return files.flatMap(({ content, file, request }) => {
    if (request.role !== 'cr' || !('text' in content)) return [];
    const document = { file, text: content.text };
    return [{ document, objects: manifestsIn([document]) }];
  });
}

async function givenFiles(
  paths: readonly string[],
  io: DocumentIo,
): Promise<readonly CustomResourceFile[]> {
  const documents = await readAll(paths, io);
  return documents.map((document) => ({ document, objects: customResourcesIn([document]) }));
}
