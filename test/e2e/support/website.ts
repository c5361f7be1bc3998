import { fileURLToPath } from 'node:url';
import type { ControlPlane } from '../../testbed/index.ts';
import { eventually } from './eventually.ts';

const example = new URL('../../../examples/beginner/01-hello-website/', import.meta.url);

/** Files of the README's first operator. */
export const websiteFiles: { readonly katalog: string; readonly crd: string } = {
  katalog: fileURLToPath(new URL('katalog.yaml', example)),
  crd: fileURLToPath(new URL('crd.yaml', example)),
};

/** Any object as kubectl prints it. */
export interface Printed {
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly uid: string;
    readonly resourceVersion: string;
    readonly generation: number;
    readonly labels?: Readonly<Record<string, string>>;
    readonly finalizers?: readonly string[];
    readonly ownerReferences?: readonly Readonly<Record<string, unknown>>[];
  };
  readonly spec?: Readonly<Record<string, unknown>>;
  readonly status?: { readonly conditions?: readonly Condition[] } & Readonly<
    Record<string, unknown>
  >;
}

interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason: string;
  readonly message: string;
  readonly observedGeneration?: number;
}

/** A Website manifest. */
export function aWebsite(name: string, spec: object = {}): string {
  return JSON.stringify({
    apiVersion: 'demo.orkestra.io/v1alpha1',
    kind: 'Website',
    metadata: { name, namespace: 'default' },
    spec: { image: 'nginx:1.27', replicas: 2, port: 8080, ...spec },
  });
}

/** Installs the CRD and waits until it is served. */
export async function installWebsiteCrd(controlPlane: ControlPlane): Promise<void> {
  await controlPlane.requireKubectl(['apply', '-f', websiteFiles.crd]);
  await controlPlane.requireKubectl([
    'wait',
    '--for=condition=Established',
    '-f',
    websiteFiles.crd,
  ]);
}

/** One object, `undefined` when there is none. */
export async function getObject(
  controlPlane: ControlPlane,
  resource: string,
  name: string,
): Promise<Printed | undefined> {
  const args = ['get', resource, name, '-n', 'default', '-o', 'json', '--ignore-not-found'];
  const printed = await controlPlane.requireKubectl(args);
  return printed.trim() === '' ? undefined : (JSON.parse(printed) as Printed);
}

/** The object once it is as wanted. */
export async function awaitObject(
  controlPlane: ControlPlane,
  target: { readonly resource: string; readonly name: string; readonly timeoutMs?: number },
  holds: (object: Printed) => boolean = () => true,
): Promise<Printed> {
  const found = await eventually(
    () => getObject(controlPlane, target.resource, target.name),
    (object) => object !== undefined && holds(object),
    target.timeoutMs,
  );
  if (found === undefined) throw new Error(`${target.resource}/${target.name} is not there`);
  return found;
}

/** Tells whether the `Ready` condition is what is asked. */
export function isReady(object: Printed, status = 'True'): boolean {
  return (
    object.status?.conditions?.some((each) => each.type === 'Ready' && each.status === status) ??
    false
  );
}
