import { writeJson } from '../../json/write-json.ts';
import type { JsonObject } from '../../object/json.ts';
import type { KubeObject } from '../../object/kube-object.ts';
import { getPath } from '../../object/path.ts';
import { pathKeys } from '../../object/path-keys.ts';
import type { MutationStage, NormalizeStep } from '../../program/program.ts';
import { mutate } from '../../reconcile/mutation.ts';
import { normalize } from '../../reconcile/normalize.ts';
import { storableOf } from '../../reconcile/storable.ts';
import { ProblemCode } from '../problem-code.ts';
import type { CrdContext } from './crd-context.ts';
import { SAMPLE_TEXTS, sampleObject, sampleScope } from './sample-scope.ts';

/** What changes a custom resource before it is worked with. */
export interface Preparing {
  readonly normalize: readonly NormalizeStep[];
  readonly mutation: MutationStage;
  readonly schema: JsonObject | undefined;
}

/**
 * Warns of values that come out otherwise when they are made again from themselves, as a prefix does: they are not stored, and hold
 * for the cycle only. Tried on samples, so what needs other values to show is told by the decision record alone.
 */
export async function checkIdempotence(preparing: Preparing, context: CrdContext): Promise<void> {
  const told = new Set<string>();
  for (const text of SAMPLE_TEXTS) {
    const raw = sampleObject(pathsOf(preparing), text, preparing.schema);
    for (const { path, values } of await heldFor(raw, preparing)) {
      if (told.has(path)) continue;
      told.add(path);
      warn(path, values, { preparing, context });
    }
  }
}

interface Held {
  readonly path: string;
  readonly values: readonly unknown[];
}

async function heldFor(raw: KubeObject, preparing: Preparing): Promise<readonly Held[]> {
  try {
    const changed: string[] = [];
    const prepared = await prepare(raw, preparing, (path) => changed.push(path));
    const again = (object: KubeObject) => prepare(object, preparing);
    const { held } = await storableOf(raw, prepared, changed, again);
    const second = held.length === 0 ? prepared : await again(prepared);
    return held.map((path) => {
      const steps = pathKeys(path);
      return { path, values: [raw, prepared, second].map((object) => getPath(object, steps)) };
    });
  } catch {
    // A sample that cannot be prepared shows nothing.
    return [];
  }
}

async function prepare(
  object: KubeObject,
  { normalize: steps, mutation }: Preparing,
  changed: (path: string) => void = () => undefined,
): Promise<KubeObject> {
  const normalized = await normalize(steps, object, sampleScope(object));
  const mutated = await mutate(mutation, normalized.object, sampleScope(normalized.object));
  for (const { path } of [...normalized.changes, ...mutated.changes]) changed(path);
  return mutated.object;
}

function pathsOf({ normalize: steps, mutation }: Preparing): readonly (readonly string[])[] {
  const own = steps.map(({ path }) => ['spec', ...path]);
  const read = steps.flatMap(({ expression }) => expression.references.map(({ path }) => path));
  const mutated = mutation.rules.flatMap(({ value }) =>
    'literal' in value ? [] : value.references.map(({ path }) => path),
  );
  return [...own, ...read, ...mutated];
}

function warn(
  path: string,
  [raw, first, second]: readonly unknown[],
  { preparing, context }: { readonly preparing: Preparing; readonly context: CrdContext },
): void {
  const key = path.replace(/^spec\./, '');
  const isNormalized = preparing.normalize.some((step) => step.path.join('.') === key);
  const rule = preparing.mutation.rules.findIndex(
    ({ field }) => field.source.replace(/^\./, '') === path,
  );
  const place = isNormalized
    ? ['normalize', 'spec', key]
    : ['mutation', 'rules', Math.max(0, rule)];
  const message = `${path} comes out otherwise when it is made again: ${text(raw)} becomes ${text(first)}, then ${text(second)}; it is not stored, and holds for the cycle only`;
  context.document.warning([...context.path, ...place], {
    code: ProblemCode.NotIdempotent,
    message,
  });
}

function text(value: unknown): string {
  return value === undefined ? 'nothing' : writeJson(value);
}
