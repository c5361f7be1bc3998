import { Identity, type KubeObject, type Operation } from '../../../core/index.ts';
import { builtInKindOf } from '../kinds/built-in-kinds.ts';
import type { Manifest } from '../kinds/kind.ts';
import { differencesOf } from '../plan/differences.ts';
import { divide, type RefusedField, withStored } from '../plan/fixed-differences.ts';
import { writePayloadOf } from '../plan/payload.ts';
import type { RefusedMemory } from '../plan/refused-memory.ts';
import { refusedFields } from './refused-fields.ts';
import { type WriteWorld, type Written, writeChild } from './write-child.ts';

/** Refusals in a row that are worked around: one for each field that the API server names by itself. */
const MAX_REFUSALS = 3;

type World = WriteWorld & {
  readonly context: Parameters<typeof writeChild>[2]['context'];
  readonly refused: RefusedMemory;
};

/** What is written when some of it cannot be. */
export interface WrittenAround {
  readonly written: Written;
  /** Fields that are stored otherwise. */
  readonly refused: readonly RefusedField[];
}

/**
 * Writes the rest of a child whose write was refused because some of its fields cannot be changed, and remembers them, so
 * that the same is not sent again.
 *
 * @throws the refusal, when it is for anything else.
 */
export async function writeAroundFixed(
  operation: Operation,
  manifest: Manifest,
  refusal: { readonly error: unknown; readonly world: World },
): Promise<WrittenAround> {
  const { world } = refusal;
  let { error } = refusal;
  let refused: readonly RefusedField[] = [];
  for (let attempt = 0; attempt < MAX_REFUSALS; attempt += 1) {
    const fields = refusedFields(error);
    const live = fields === undefined ? undefined : await stored(operation, world);
    if (fields === undefined || live === undefined) throw error;
    refused = [...refused, ...fields];
    world.refused.note(live.metadata.uid ?? '', hashOf(manifest), refused);
    const rest = around(manifest, live, { operation, refused });
    // What is refused is that something is no longer declared: nothing can be written.
    if (rest === undefined)
      return { written: { outcome: 'written', object: live, manifest }, refused };
    try {
      return { written: await writeChild(operation, rest, world), refused };
    } catch (next) {
      error = next;
    }
  }
  throw error;
}

function stored(
  operation: Operation,
  { cluster, context }: World,
): Promise<KubeObject | undefined> {
  const { namespace, name } = operation;
  const { type } = writePayloadOf(operation.payload);
  return cluster.get({ type, ref: { namespace, name } }, context.signal);
}

function around(
  manifest: Manifest,
  live: KubeObject,
  rest: { readonly operation: Operation; readonly refused: readonly RefusedField[] },
): Manifest | undefined {
  const { type } = writePayloadOf(rest.operation.payload);
  const isBuiltIn = builtInKindOf(type) !== undefined;
  const differences = differencesOf(manifest, live, { isBuiltIn });
  const { fixed } = divide(differences, {
    type,
    declared: manifest,
    live,
    refused: rest.refused,
  });
  return fixed.length === 0 ? undefined : withStored(manifest, live, fixed);
}

function hashOf({ metadata }: Manifest): string {
  return metadata.annotations?.[Identity.hashAnnotation] ?? '';
}
