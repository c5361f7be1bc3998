import {
  type CrdProgram,
  compile,
  formatProblem,
  type GroupVersionKind,
  getPath,
  type KubeObject,
  type Provider,
  type ResourceType,
} from '../../../core/index.ts';
import { createBlockProviders } from '../../../plugins/cli/compose.ts';
import { eventually } from '../../e2e/support/eventually.ts';
import type { World } from './world.ts';

const signal = new AbortController().signal;
const CRDS: GroupVersionKind = {
  group: 'apiextensions.k8s.io',
  version: 'v1',
  kind: 'CustomResourceDefinition',
};

/** A custom resource as tests write it. */
export interface Written {
  readonly name: string;
  readonly spec?: object;
}

/** Compiles the operators of a Katalog: name of the kind in lower case, or `entry:kind` → its settings as YAML flow text. */
export async function compileShops(
  operators: Readonly<Record<string, string>>,
  providers: readonly Provider[] = [],
): Promise<readonly CrdProgram[]> {
  const crds = Object.entries(operators).map(([key, settings]) => {
    const [entry = key, name = entry] = key.split(':');
    const kind = kindOf(name);
    const types = `{ group: shop.example.org, version: v1, kind: ${kind}, plural: ${name}s }`;
    return `    ${entry}:\n      apiTypes: ${types}\n${settings.trim().replaceAll(/^/gm, '      ')}`;
  });
  const head =
    'apiVersion: orkestra.orkspace.io/v1\nkind: Katalog\nmetadata: { name: shops }\nspec:\n  crds:';
  const { program, problems } = await compile({
    documents: [{ file: 'katalog.yaml', text: `${head}\n${crds.join('\n')}\n` }],
    providers: [...createBlockProviders(), ...providers],
    defaults: { workers: 2, resyncMs: 600_000, failureThreshold: 3, clusterName: 'test' },
  });
  if (program === undefined) throw new Error(problems.map(formatProblem).join('\n'));
  return program.crds;
}

const ANYTHING = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };

/** Installs the definition of a kind and waits until it is served. */
export async function installShop(
  world: World,
  name: string,
  {
    schema = ANYTHING,
    hasStatus = true,
  }: { readonly schema?: object; readonly hasStatus?: boolean } = {},
): Promise<ResourceType> {
  const subresources = hasStatus ? { subresources: { status: {} } } : {};
  const version = { name: 'v1', served: true, storage: true, ...subresources };
  await world.client.create(
    await typeOf(world, CRDS),
    {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: `${name}s.shop.example.org` },
      spec: {
        group: 'shop.example.org',
        names: { kind: kindOf(name), plural: `${name}s`, singular: name },
        scope: 'Namespaced',
        versions: [{ ...version, schema: { openAPIV3Schema: schema } }],
      },
    },
    signal,
  );
  return typeOf(world, gvkOfShop(name));
}

/** The type of a kind, once it is served. */
export async function typeOf(world: World, gvk: GroupVersionKind): Promise<ResourceType> {
  const served = await eventually(
    () => {
      world.client.forgetDiscovery();
      return world.client.resolve(gvk, signal);
    },
    (type) => type !== undefined,
  );
  if (served === undefined) throw new Error(`${gvk.kind} is not served`);
  return served;
}

/** Creates a custom resource in the namespace `default`. */
export function createShop(
  world: World,
  type: ResourceType,
  { name, spec = {} }: Written,
): Promise<KubeObject> {
  const { kind } = type;
  const metadata = { name, namespace: 'default' };
  return world.client.create(
    type,
    { apiVersion: 'shop.example.org/v1', kind, metadata, spec },
    signal,
  );
}

/** The object of that name in the namespace `default`. */
export function getShop(
  world: World,
  type: ResourceType,
  name: string,
): Promise<KubeObject | undefined> {
  return world.client.get({ type, ref: { namespace: 'default', name } }, signal);
}

/** The `Ready` condition of a custom resource once it has the status. */
export async function readyIs(
  world: World,
  type: ResourceType,
  about: { readonly name: string; readonly status: 'True' | 'False' },
): Promise<Readonly<Record<string, unknown>>> {
  const ready = async (): Promise<Readonly<Record<string, unknown>> | undefined> => {
    const object = await getShop(world, type, about.name);
    const conditions = getPath(object, ['status', 'conditions']);
    if (!Array.isArray(conditions)) return undefined;
    return conditions.find((each) => each.type === 'Ready');
  };
  const found = await eventually(ready, (condition) => condition?.['status'] === about.status);
  return found ?? {};
}

function kindOf(name: string): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

function gvkOfShop(name: string): GroupVersionKind {
  return { group: 'shop.example.org', version: 'v1', kind: kindOf(name) };
}
