import type { ApiClient } from './api-client.ts';

/** What a group of cases works with; every group has a namespace of its own. */
export interface ClusterContext {
  readonly client: ApiClient;
  readonly namespace: string;
  /** A token that no other run uses, for names that are shared by the whole cluster. */
  readonly unique: string;
}

/** Gives the context once the cluster is up. */
export type Context = () => ClusterContext;

/** The path of a collection, or of an object in it, in the group's namespace. */
export function pathIn(context: Context, groupVersion: string, rest: string): string {
  const root = groupVersion.includes('/') ? 'apis' : 'api';
  return `/${root}/${groupVersion}/namespaces/${context().namespace}/${rest}`;
}

/** A ConfigMap with little in it. */
export function configMap(name: string, rest: object = {}): object {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, ...rest };
}

/** Asks again until the answer holds; real controllers take their time. */
export async function until<Value>(
  ask: () => Promise<Value>,
  holds: (value: Value) => boolean,
): Promise<Value> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const value = await ask();
    if (holds(value)) return value;
    if (Date.now() > deadline)
      throw new Error(`Did not hold in time; last: ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
