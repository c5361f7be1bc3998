import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ErrorCode } from '../../../core/errors.ts';
import { loadConnection } from '../../../providers/kubernetes/client/load-connection.ts';
import { fakeClock } from '../../helpers/fake-clock.ts';

async function aKubeconfig(user: object, cluster: object = {}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'ork-kubeconfig-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, 'config');
  await write(path, user, cluster);
  return path;
}

async function write(path: string, user: object, cluster: object = {}): Promise<void> {
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'one',
    clusters: [{ name: 'c', cluster: { server: 'https://127.0.0.1:6443', ...cluster } }],
    users: [{ name: 'u', user }],
    contexts: [
      { name: 'one', context: { cluster: 'c', user: 'u' } },
      { name: 'two', context: { cluster: 'c', user: 'u', namespace: 'other' } },
    ],
  };
  await writeFile(path, JSON.stringify(config));
}

test('a context says server, namespace, certificates and token', async () => {
  const kubeconfigPath = await aKubeconfig(
    { token: 't0ken' },
    { 'certificate-authority-data': Buffer.from('PEM').toString('base64') },
  );

  const connection = await loadConnection({ kubeconfigPath, context: 'two' });

  expect(connection).toMatchObject({
    server: 'https://127.0.0.1:6443',
    namespace: 'other',
    context: 'two',
  });
  expect(await connection.credentials()).toEqual({
    headers: { authorization: 'Bearer t0ken' },
    tls: { ca: 'PEM' },
  });
});

test('plain HTTP works, as the development cluster speaks it', async () => {
  const kubeconfigPath = await aKubeconfig({ token: 't' }, { server: 'http://127.0.0.1:8001' });

  const connection = await loadConnection({ kubeconfigPath });

  expect((await connection.credentials()).headers).toEqual({ authorization: 'Bearer t' });
});

test('an exec plugin is asked for the token', async () => {
  const credential = {
    apiVersion: 'client.authentication.k8s.io/v1',
    kind: 'ExecCredential',
    status: { token: 'from-plugin' },
  };
  const script = `process.stdout.write(${JSON.stringify(JSON.stringify(credential))})`;
  const kubeconfigPath = await aKubeconfig({
    exec: {
      apiVersion: 'client.authentication.k8s.io/v1',
      command: process.execPath,
      args: ['-e', script],
    },
  });

  const connection = await loadConnection({ kubeconfigPath });

  expect((await connection.credentials()).headers).toEqual({ authorization: 'Bearer from-plugin' });
});

test('credentials are kept for a while, and read anew after a refusal', async () => {
  const kubeconfigPath = await aKubeconfig({ token: 'old' });
  const connection = await loadConnection({ kubeconfigPath, clock: fakeClock() });
  await connection.credentials();
  await write(kubeconfigPath, { token: 'new' });

  const kept = await connection.credentials();
  connection.invalidate();
  const fresh = await connection.credentials();

  expect(kept.headers['authorization']).toBe('Bearer old');
  expect(fresh.headers['authorization']).toBe('Bearer new');
});

test('an unknown context is told with those there are', async () => {
  const kubeconfigPath = await aKubeconfig({});

  await expect(loadConnection({ kubeconfigPath, context: 'typo' })).rejects.toMatchObject({
    code: ErrorCode.KubeconfigInvalid,
    details: { text: expect.stringContaining('it has one, two') },
  });
});

test('a process outside of a pod is told so', async () => {
  await expect(loadConnection({ isInCluster: true })).rejects.toMatchObject({
    code: ErrorCode.KubeconfigInvalid,
    details: { text: expect.stringContaining('KUBERNETES_SERVICE_HOST') },
  });
});

test('a kubeconfig that is not there is told with its path', async () => {
  await expect(loadConnection({ kubeconfigPath: '/nowhere/config' })).rejects.toMatchObject({
    code: ErrorCode.KubeconfigInvalid,
    details: { text: expect.stringContaining('/nowhere/config') },
  });
});
