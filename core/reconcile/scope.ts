import type { Scope } from '../expression/expression.ts';
import { isObject } from '../object/json.ts';
import type { KubeObject } from '../object/kube-object.ts';
import type { Provider } from '../provider/provider.ts';
import type { Snapshot } from './snapshot.ts';
import { unknownOutputs } from './unobserved.ts';

/** Scope of templates and conditions for a snapshot, with the object as prepared so far (katalog-language §5.2). */
export function scopeOf(
  snapshot: Snapshot,
  object: KubeObject,
  providers: ReadonlyMap<string, Provider>,
): Scope {
  const { metrics, health } = snapshot.figures;
  const spec = isObject(object['spec']) ? object['spec'] : {};
  const status = isObject(object['status']) ? object['status'] : {};
  // Assigned, not spread: V8 takes microseconds for each key that a literal adds to a spread object, in every cycle.
  const roots: Record<string, unknown> = Object.assign({}, object, {
    spec,
    status,
    inputs: {},
    metrics,
    health,
    data: object['data'] ?? spec,
  });
  const place = (name: string, outputs: unknown): void => {
    const root = providers.get(name)?.describe().outputsRoot ?? `providers.${name}`;
    placeOutputs(roots, root.split('.'), outputs);
  };
  for (const [name, { outputs }] of snapshot.observations) place(name, outputs);
  for (const [name, error] of snapshot.unobserved ?? []) place(name, unknownOutputs(error));
  return { roots, environment: snapshot.environment };
}

/** The scope with further roots, e.g. those of one `forEach` step. */
export function withRoots(scope: Scope, roots: Readonly<Record<string, unknown>>): Scope {
  return { roots: Object.assign({}, scope.roots, roots), environment: scope.environment };
}

function placeOutputs(
  roots: Record<string, unknown>,
  path: readonly string[],
  outputs: unknown,
): void {
  const [first, second] = path;
  if (first === undefined) return;
  if (second === undefined) {
    roots[first] = outputs;
    return;
  }
  const group = roots[first];
  roots[first] = { ...(isObject(group) ? group : {}), [second]: outputs };
}
