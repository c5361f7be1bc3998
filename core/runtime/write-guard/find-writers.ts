import { fieldManagersOf } from '../../object/field-managers.ts';
import { Identity } from '../../object/identity.ts';
import { type KubeObject, refOf } from '../../object/kube-object.ts';
import type { ReconcileWorld } from '../../reconcile/reconcile-world.ts';
import type { LoopField, WriteLoop } from './write-loop.ts';

/**
 * Asks who else writes the contested fields of a loop: one request for each object, once for each loop.
 *
 * @returns names of field managers by id of the field; fields whose object cannot be read are left out
 */
export async function findWriters(
  world: ReconcileWorld,
  object: KubeObject,
  { loop, signal }: { readonly loop: WriteLoop; readonly signal: AbortSignal },
): Promise<ReadonlyMap<string, readonly string[]>> {
  const writers = new Map<string, readonly string[]>();
  const live = new Map<string, KubeObject | undefined>();
  for (const field of loop.fields) {
    if (field.reason !== 'Contested') continue;
    const id = field.operation?.id ?? '';
    if (!live.has(id)) live.set(id, await read(world, object, { field, signal }));
    const found = live.get(id);
    if (found === undefined) continue;
    writers.set(field.id, fieldManagersOf(found, field.path, Identity.fieldManager));
  }
  return writers;
}

async function read(
  world: ReconcileWorld,
  object: KubeObject,
  { field: { operation }, signal }: { readonly field: LoopField; readonly signal: AbortSignal },
): Promise<KubeObject | undefined> {
  try {
    if (operation === undefined)
      return await world.cluster.get({ type: world.type, ref: refOf(object) }, signal);
    return await world.providers.get(operation.provider)?.read?.(operation, signal);
  } catch (err) {
    if (signal.aborted) throw err;
    world.log.debug({ err }, 'writers of a contested field could not be looked up');
    return undefined;
  }
}
