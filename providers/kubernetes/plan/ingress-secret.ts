import { apiVersionOf, type DesiredBlock, timestampOf } from '../../../core/index.ts';
import type { BlockReader } from '../block/block-reader.ts';
import { certificateAnnotations, TLS_TYPE } from '../kinds/certificate.ts';
import { readTls } from '../kinds/ingress.ts';
import { secret } from '../kinds/secret.ts';
import type { BuildWorld } from './build-world.ts';
import { childId, type DesiredChild, modeOf } from './desired-child.ts';
import { canReference, stamp } from './stamp.ts';

/** The Secret that `tls.create` of an Ingress asks for (katalog-language §7.5). */
export function ingressSecret(
  desired: DesiredBlock,
  reader: BlockReader,
  place: { readonly world: BuildWorld; readonly namespace: string },
): DesiredChild | undefined {
  const { world, namespace } = place;
  const { owner } = world;
  const created = readTls(reader, owner.object.metadata.name)?.created;
  if (created === undefined) return undefined;
  const { secretName: name, wish } = created;
  const placement = { namespaced: true, namespace, mayReference: !world.isRunOnDelete };
  const manifest = {
    apiVersion: apiVersionOf(secret.type),
    kind: secret.type.kind,
    metadata: {
      name,
      namespace,
      annotations: certificateAnnotations(wish, timestampOf(world.nowMs)),
    },
    type: TLS_TYPE,
  };
  return {
    entry: desired.entry,
    id: childId(secret.type, namespace, name),
    key: secret.key,
    type: secret.type,
    wave: secret.wave,
    mode: desired.mode,
    createOnce: false,
    force: desired.force,
    ...modeOf(desired),
    manifest: stamp(manifest, owner, placement),
    isReferenced: canReference(owner, placement),
    certificate: wish,
  };
}
