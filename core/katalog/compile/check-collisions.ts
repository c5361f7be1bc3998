import { isObject, type JsonObject } from '../../object/json.ts';
import type { ResourceEntry } from '../../program/program.ts';
import { ProblemCode } from '../problem-code.ts';
import type { CrdContext } from './crd-context.ts';

/** Warns of entries of one block that name one object although no condition keeps them apart. */
export function warnOfCollisions(entries: readonly ResourceEntry[], context: CrdContext): void {
  const seen = new Map<string, ResourceEntry>();
  for (const entry of entries) {
    const key = `${entry.provider} ${entry.kind} ${identityText(entry.written)}`;
    const first = seen.get(key);
    seen.set(key, first ?? entry);
    if (first === undefined || mayDiffer(first) || mayDiffer(entry)) continue;
    const message = `${entry.id} names the same object as ${first.id}; the last one wins`;
    context.document.warning(pathOf(entry, context), { code: ProblemCode.ChildCollision, message });
  }
}

/** Conditions may exclude each other, and items of `forEach` give other names. */
function mayDiffer({ when, forEach }: ResourceEntry): boolean {
  return !when.isEmpty || forEach !== undefined;
}

function identityText({ apiVersion, kind, name, namespace, metadata }: JsonObject): string {
  const inner = isObject(metadata) ? metadata : {};
  return JSON.stringify([apiVersion, kind, name ?? inner['name'], namespace ?? inner['namespace']]);
}

function pathOf(entry: ResourceEntry, context: CrdContext): readonly (string | number)[] {
  const steps = entry.id.split(/[.[\]]/).filter((step) => step !== '');
  const path = steps.map((step) => (/^\d+$/.test(step) ? Number(step) : step));
  return [...context.path, 'operatorBox', ...path];
}
