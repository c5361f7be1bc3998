import type { JsonObject, ObjectRef, Owner } from '../../../core/index.ts';
import { BlockReader } from '../block/block-reader.ts';
import { builtInKind } from '../kinds/built-in-kinds.ts';
import { CUSTOM_KEY } from '../kinds/custom.ts';
import { readCopies } from './copies.ts';
import { namespaceFor } from './namespace-for.ts';

/** Where the objects of a block are or would be, conditions and everything else aside. */
export function placesOf(owner: Owner, kind: string, block: JsonObject): readonly ObjectRef[] {
  const ownerName = owner.object.metadata.name;
  const reader = new BlockReader(block, { stage: 'evaluated' });
  if (kind === CUSTOM_KEY) {
    const metadata = reader.object('metadata');
    const name = metadata?.text('name') ?? `${ownerName}-custom`;
    const namespace = namespaceFor(metadata?.text('namespace'), owner);
    return [
      { namespace, name },
      { namespace: '', name },
    ];
  }
  const known = builtInKind(kind);
  const declared = reader.text('name');
  const names =
    declared === undefined
      ? [known?.defaultName(ownerName, reader) ?? '', known?.otherDefaultName?.(ownerName)]
      : [declared];
  const namespaces = readCopies(reader) ?? [namespaceFor(reader.text('namespace'), owner)];
  return namespaces.flatMap((namespace) =>
    names.filter((name) => name !== undefined).map((name) => ({ namespace, name })),
  );
}

/** Key of a place; the kind is that of a Katalog. */
export function placeKey(kind: string, namespace: string, name: string): string {
  return `${kind}|${namespace}|${name}`;
}
