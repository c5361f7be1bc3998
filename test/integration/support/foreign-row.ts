import { expect } from 'vitest';
import { deepEqual, type GroupVersionKind, type KubeObject } from '../../../core/index.ts';
import { eventually } from '../../e2e/support/eventually.ts';
import { typeOf } from './shop.ts';
import type { Operating, World } from './world.ts';

const signal = new AbortController().signal;

/** What somebody adds to an object, and how the record calls it. */
export interface ForeignRow {
  readonly what: string;
  readonly gvk: GroupVersionKind;
  readonly name: string;
  /** Where, as a JSON pointer. */
  readonly add: string;
  readonly value: unknown;
  readonly path: string;
}

/** An object in the namespace `default`. @throws when it is not there */
export async function peek(world: World, gvk: GroupVersionKind, name: string): Promise<KubeObject> {
  const type = await typeOf(world, gvk);
  const object = await world.client.get({ type, ref: { namespace: 'default', name } }, signal);
  if (object === undefined) throw new Error(`${name} is not there`);
  return object;
}

/** Changes an object as `kubectl edit` does. */
export async function edit(
  world: World,
  target: { readonly gvk: GroupVersionKind; readonly name: string },
  operations: object,
): Promise<KubeObject> {
  const { gvk, name } = target;
  const type = Array.isArray(operations) ? 'json' : 'merge';
  const ref = { namespace: 'default', name };
  const options = { type, fieldManager: 'kubectl-edit', signal } as const;
  return world.client.patch({ type: await typeOf(world, gvk), ref }, operations, options);
}

/** All of an object but its metadata and status. */
export function declaredOf(object: KubeObject): object {
  const { metadata: _, status: __, ...rest } = object;
  return rest;
}

/** Adds what the row says and waits until the object is as before, and the record says what was taken out. */
export async function expectTakenOut(
  world: World,
  operating: Operating,
  { gvk, name, add, value, path }: ForeignRow,
): Promise<void> {
  const before = declaredOf(await peek(world, gvk, name));
  const decided = operating.decisions.length;
  const edited = await edit(world, { gvk, name }, [{ op: 'add', path: add, value }]);
  expect(deepEqual(declaredOf(edited), before)).toBe(false);

  await eventually(
    () => peek(world, gvk, name),
    (object) => deepEqual(declaredOf(object), before),
    3_000,
  );

  const changes = await eventually(
    async () =>
      operating.decisions
        .slice(decided)
        .flatMap(({ entries }) => entries.filter(({ decision }) => decision === 'updated'))
        .flatMap((entry) => entry.changes ?? []),
    (all) => all.length > 0,
  );
  expect(changes.map((change) => change.path)).toContain(path);
}
