import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ControlPlane, startControlPlane } from '../testbed/index.ts';
import { eventually } from './support/eventually.ts';
import { type FaultProxy, startFaultProxy } from './support/fault-proxy.ts';
import { grantGeneratedRbac, OPERATOR, type Operator, startOperator } from './support/operator.ts';
import {
  aWebsite,
  awaitObject,
  installWebsiteCrd,
  isReady,
  websiteFiles,
} from './support/website.ts';

const { katalog } = websiteFiles;

describe('an API server that misbehaves', () => {
  let controlPlane: ControlPlane;
  let proxy: FaultProxy;
  let operator: Operator;

  beforeAll(async () => {
    controlPlane = await startControlPlane({ users: [{ name: OPERATOR }] });
    await installWebsiteCrd(controlPlane);
    await grantGeneratedRbac(controlPlane, katalog);
    proxy = await startFaultProxy(controlPlane);
    const kubeconfig = await throughProxy(controlPlane, proxy);
    operator = await startOperator(controlPlane, { name: 'faults', katalog, kubeconfig });
  });

  afterAll(async () => {
    await operator?.stop();
    await proxy?.stop();
    await controlPlane?.stop();
  });

  const create = (name: string): Promise<string> =>
    controlPlane.requireKubectl(['create', '-f', '-'], { input: aWebsite(name) });
  const becomesReady = async (name: string, timeoutMs = 30_000): Promise<void> => {
    await awaitObject(controlPlane, { resource: 'website', name, timeoutMs }, isReady);
    await awaitObject(controlPlane, { resource: 'deployment', name });
    await awaitObject(controlPlane, { resource: 'service', name });
  };

  test('goes on where it was when every watch is cut', async () => {
    proxy.cutAll();
    await create('after-cut');

    await becomesReady('after-cut');
  });

  const refusals = [
    { name: 'too-many', status: 429, reason: 'TooManyRequests', retryAfterSeconds: 1 },
    { name: 'internal', status: 500, reason: 'InternalError' },
    { name: 'unavailable', status: 503, reason: 'ServiceUnavailable' },
    { name: 'conflict', status: 409, reason: 'Conflict' },
  ];

  test.each(refusals)('gets over $status answers to its writes', async ({ name, ...fault }) => {
    const before = proxy.hits();
    proxy.faults.push({ method: 'PATCH', path: `/${name}`, times: 3, ...fault });

    await create(name);

    await becomesReady(name);
    expect(proxy.hits() - before).toBe(3);
  });

  test('lists anew when its version is gone', async () => {
    proxy.faults.push({ path: 'websites?', times: 1, status: 410, reason: 'Expired' });
    proxy.cutAll();
    await create('after-gone');

    await becomesReady('after-gone');
  });

  test('survives a restart of the API server', async () => {
    await controlPlane.killApiServer('SIGKILL');
    await controlPlane.restartApiServer();
    await create('after-restart');

    await becomesReady('after-restart', 60_000);
    expect(operator.component.isRunning()).toBe(true);
  });

  test('one that cannot be reached at the start is waited for', async () => {
    await controlPlane.killApiServer('SIGTERM');
    const late = await startOperator(controlPlane, {
      name: 'early-bird',
      katalog,
      readyPath: '/livez',
      args: ['--no-leader-election'],
    });
    try {
      const ready = await fetch(`${late.url}/readyz`);
      await controlPlane.restartApiServer();

      expect(ready.status).toBe(503);
      await eventually(
        () => fetch(`${late.url}/readyz`),
        ({ status }) => status === 200,
        60_000,
      );
    } finally {
      await late.stop();
    }
  });
});

/** The operator's kubeconfig with the proxy in place of the API server. */
async function throughProxy(controlPlane: ControlPlane, proxy: FaultProxy): Promise<string> {
  const config = JSON.parse(await readFile(await controlPlane.kubeconfigFor(OPERATOR), 'utf8'));
  config.clusters[0].cluster = { server: proxy.url };
  const path = join(controlPlane.stateFolder, 'through-proxy.kubeconfig');
  await writeFile(path, JSON.stringify(config), { mode: 0o600 });
  return path;
}
