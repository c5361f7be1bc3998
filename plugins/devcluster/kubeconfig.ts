import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ErrorCode, OrkError, writeYaml } from '../../core/index.ts';

/** What a client needs to reach the cluster. */
export interface Connection {
  readonly url: string;
  readonly token: string;
  /** PEM. */
  readonly certificate: string;
}

const NAME = 'orkestra-dev';

/** A kubeconfig for the cluster, as YAML. It holds the token. */
export function renderKubeconfig({ url, token, certificate }: Connection): string {
  const authority = Buffer.from(certificate).toString('base64');
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: NAME, cluster: { server: url, 'certificate-authority-data': authority } }],
    users: [{ name: NAME, user: { token } }],
    contexts: [{ name: NAME, context: { cluster: NAME, user: NAME, namespace: 'default' } }],
    'current-context': NAME,
  };
  return writeYaml([config]);
}

/**
 * Writes a kubeconfig that only its owner can read, also where a more open file was before.
 *
 * @throws {OrkError} `FileUnwritable`.
 */
export async function saveKubeconfig(path: string, text: string): Promise<void> {
  try {
    await save(path, text);
  } catch (cause) {
    throw new OrkError('Kubeconfig cannot be written', {
      code: ErrorCode.FileUnwritable,
      cause,
      details: { text: `${path} cannot be written` },
    });
  }
}

async function save(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const file = await open(path, 'w', 0o600);
  try {
    await file.chmod(0o600);
    await file.writeFile(text);
  } finally {
    await file.close();
  }
}
