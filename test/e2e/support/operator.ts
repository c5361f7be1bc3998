import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type Component,
  type ControlPlane,
  freePort,
  startComponent,
} from '../../testbed/index.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** User of the operator under test; it holds only what `ork generate rbac` says. */
export const OPERATOR = 'operator';

/** A running `ork run`. */
export interface Operator {
  readonly pid: number;
  /** Base of its HTTP API. */
  readonly url: string;
  readonly component: Component;
  log(): Promise<string>;
  /** GET as parsed JSON, whatever the status. */
  get(path: string): Promise<unknown>;
  stop(): Promise<void>;
  kill(): void;
}

export interface OperatorOptions {
  readonly name: string;
  readonly katalog: string;
  /** Another API server address, e.g. a proxy that misbehaves. */
  readonly kubeconfig?: string;
  readonly args?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** Which endpoint must answer 200. Default `/readyz`. */
  readonly readyPath?: string;
}

/** Starts `ork run` as the operator's user and waits until it is ready. */
export async function startOperator(
  controlPlane: ControlPlane,
  options: OperatorOptions,
): Promise<Operator> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const kubeconfig = options.kubeconfig ?? (await controlPlane.kubeconfigFor(OPERATOR));
  const logFile = join(controlPlane.stateFolder, 'logs', `${options.name}.log`);
  const component = await startComponent({
    name: options.name,
    command: process.execPath,
    args: [
      join(root, 'dist/ork.js'),
      'run',
      '-k',
      options.katalog,
      '--kubeconfig',
      kubeconfig,
      '--port',
      String(port),
      ...(options.args ?? []),
    ],
    env: { LOG_LEVEL: 'debug', ...options.env },
    cwd: root,
    logFile,
    isReady: async () => (await statusOf(`${url}${options.readyPath ?? '/readyz'}`)) === 200,
    readyTimeoutMs: 30_000,
  });
  return {
    pid: component.pid,
    url,
    component,
    log: () => readFile(logFile, 'utf8'),
    get: async (path) => (await fetch(`${url}${path}`)).json(),
    stop: () => component.stop(30_000),
    kill: () => component.kill('SIGKILL'),
  };
}

async function statusOf(url: string): Promise<number> {
  try {
    const response = await fetch(url);
    await response.arrayBuffer();
    return response.status;
  } catch {
    // Not listening yet.
    return 0;
  }
}

/** Gives the operator's user what `ork generate rbac` prints for the Katalog, and nothing else. */
export async function grantGeneratedRbac(
  controlPlane: ControlPlane,
  katalog: string,
): Promise<void> {
  const { runCommand } = await import('../../testbed/index.ts');
  const args = [
    join(root, 'dist/ork.js'),
    'generate',
    'rbac',
    '-k',
    katalog,
    '-n',
    'default',
    '-o',
    'yaml',
  ];
  const { stdout } = await runCommand(process.execPath, args, { cwd: root });
  await controlPlane.requireKubectl(['apply', '-f', '-'], { input: stdout });
  // The bindings name the ServiceAccount of the chart; here the operator is a token user with the same rights.
  const bindings = [
    'clusterrolebinding,rolebinding',
    '-A',
    '-l',
    'app.kubernetes.io/name=orkestra',
  ];
  const found = await controlPlane.requireKubectl(['get', ...bindings, '-o', 'json']);
  const { items } = JSON.parse(found) as { items: readonly Binding[] };
  for (const { kind, metadata, roleRef } of items) {
    const subjects = [{ kind: 'User', name: OPERATOR, apiGroup: 'rbac.authorization.k8s.io' }];
    const { namespace } = metadata;
    const own = {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind,
      metadata: {
        name: `${metadata.name}-user`,
        ...(namespace === undefined ? {} : { namespace }),
      },
      roleRef,
      subjects,
    };
    await controlPlane.requireKubectl(['apply', '-f', '-'], { input: JSON.stringify(own) });
  }
}

interface Binding {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly roleRef: object;
}
