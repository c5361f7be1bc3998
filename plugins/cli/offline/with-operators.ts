import {
  type CrdProgram,
  ErrorCode,
  formatGvk,
  gvkOf,
  type KubeObject,
  keyOf,
  OrkError,
  type Program,
  refOf,
} from '../../../core/index.ts';
import type { CommandIo } from '../io.ts';

/** Without a namespace it goes where kubectl would put it. */
function inNamespace(object: KubeObject, crd: CrdProgram): KubeObject {
  if (!crd.namespaced || object.metadata.namespace !== undefined) return object;
  return { ...object, metadata: { ...object.metadata, namespace: 'default' } };
}

/** A custom resource and its operator. */
export interface Owned {
  readonly crd: CrdProgram;
  readonly object: KubeObject;
}

/** The custom resources among some objects; a Namespace or Secret that stands beside them is left out, and it is said. */
export function withOperators(
  { crds }: Program,
  objects: readonly KubeObject[],
  io: CommandIo,
): readonly Owned[] {
  const known = crds.map((crd) => formatGvk(crd.gvk)).join(', ');
  const others: string[] = [];
  const owned = objects.flatMap((object) => {
    const gvk = formatGvk(gvkOf(object));
    const crd = crds.find((each) => formatGvk(each.gvk) === gvk);
    if (crd !== undefined) return [{ crd, object: inNamespace(object, crd) }];
    others.push(`${gvk} ${keyOf(refOf(object))}`);
    return [];
  });
  if (owned.length === 0) throw withoutOperator(objects, known);
  for (const other of others)
    io.stderr.write(
      `${other} is left out: no operator of the Katalog is for it, it has ${known}\n`,
    );
  return owned;
}

function withoutOperator(objects: readonly KubeObject[], known: string): OrkError {
  const kinds = [...new Set(objects.map((object) => formatGvk(gvkOf(object))))].join(', ');
  return new OrkError('Custom resource has no operator', {
    code: ErrorCode.KindUnknown,
    retry: { kind: 'never' },
    details: { text: `no operator of the Katalog is for ${kinds}, it has ${known}` },
  });
}
