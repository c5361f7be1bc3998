import { readFile, writeFile } from 'node:fs/promises';

/** What a kubeconfig needs to say. `namespace` is the default one of its context. */
export interface KubeconfigOptions {
  readonly path: string;
  readonly server: string;
  readonly caFile: string;
  readonly user: string;
  readonly token: string;
  readonly namespace?: string;
}

/** Writes a kubeconfig with one context, readable by its owner only, and returns its path. It is JSON, which is YAML too. */
export async function writeKubeconfig(options: KubeconfigOptions): Promise<string> {
  const ca = await readFile(options.caFile);
  const kubeconfig = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'testbed',
    clusters: [
      {
        name: 'testbed',
        cluster: { server: options.server, 'certificate-authority-data': ca.toString('base64') },
      },
    ],
    users: [{ name: options.user, user: { token: options.token } }],
    contexts: [
      {
        name: 'testbed',
        context: {
          cluster: 'testbed',
          user: options.user,
          namespace: options.namespace ?? 'default',
        },
      },
    ],
  };
  await writeFile(options.path, JSON.stringify(kubeconfig, undefined, 2), { mode: 0o600 });
  return options.path;
}
