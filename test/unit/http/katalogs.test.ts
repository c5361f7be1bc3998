import { describe, expect, test } from 'vitest';
import {
  aCrdHealth,
  aCrdProgram,
  aKatalogInfo,
  fakeCrd,
  fakeRuntime,
} from '../../helpers/fake-runtime.ts';
import { anApp, get } from './support.ts';

const degraded = aCrdHealth({
  state: 'degraded',
  healthy: false,
  consecutiveFailures: 5,
  lastError: 'boom',
  failing: [{ object: 'default/bad', attempt: 5, error: 'boom' }],
});

describe('/katalog', () => {
  test('sums up the process', async () => {
    const runtime = fakeRuntime({ crds: [fakeCrd()] });

    const { body, status } = await get(anApp({ runtime }), '/katalog');

    expect(status).toBe(200);
    expect(body).toMatchObject({
      name: 'website-operator',
      version: '1.2.0',
      runtimeVersion: '1.0.0',
      environment: 'development',
      healthy: true,
      OrkReady: true,
      isKonductor: true,
      status: 200,
      total: 1,
      statusCounts: { healthy: 1, degraded: 0, started: 0, pending: 0, gated: 0 },
      namespaces: { default: { crds: ['website'], workers: 3, resources: 1 } },
    });
  });

  test('answers 200 with status 503 in the body when a CRD is degraded', async () => {
    const runtime = fakeRuntime({ crds: [fakeCrd({ health: degraded })] });

    const { body, status } = await get(anApp({ runtime }), '/katalog');

    expect(status).toBe(200);
    expect(body).toMatchObject({
      healthy: false,
      status: 503,
      degradedReason: 'degraded: website',
    });
  });

  test('tells of a CRD that is not installed as pending, with the reason', async () => {
    const health = aCrdHealth({ state: 'missing', healthy: false, reason: 'not installed' });
    const runtime = fakeRuntime({ crds: [fakeCrd({ health })] });

    const { body } = await get(anApp({ runtime }), '/katalog');

    expect(body).toMatchObject({
      crds: [{ state: 'pending', pending: true, reason: 'not installed' }],
    });
  });

  test('serves Katalogs without the secrets they hold', async () => {
    const secrets = [{ name: 'creds', data: { password: 'hunter2' } }];
    const raw = {
      spec: { crds: { website: { operatorBox: { onCreate: { secrets } } } } },
      auth: { secretAccessKey: 'hunter2', region: 'eu' },
    };
    const runtime = fakeRuntime({ katalogs: [aKatalogInfo({ raw })] });

    const { body } = await get(anApp({ runtime }), '/katalog/raw');

    expect(JSON.stringify(body)).not.toContain('hunter2');
    expect(body).toMatchObject({ total: 1, items: [{ auth: { region: 'eu' } }] });
  });
});

describe('/katalog/{crd}', () => {
  test('tells what it is and how it does', async () => {
    const runtime = fakeRuntime({ crds: [fakeCrd()] });

    const { body } = await get(anApp({ runtime }), '/katalog/website');

    expect(body).toMatchObject({
      name: 'website',
      gvk: 'demo.orkestra.io/v1alpha1/Website',
      gvr: 'demo.orkestra.io/v1alpha1/websites',
      workers: 3,
      workersActive: 1,
      workersIdle: 2,
      resync: '15s',
      totalReconciles: 8,
      metrics: { workers: 3, queueDepth: 0, errorRate: 0, successRate: 1 },
    });
  });

  test('health is 503 when degraded and names the failing resources', async () => {
    const runtime = fakeRuntime({ crds: [fakeCrd({ health: degraded })] });

    const { body, status } = await get(anApp({ runtime }), '/katalog/website/health');

    expect(status).toBe(503);
    expect(body).toMatchObject({
      status: 503,
      state: 'degraded',
      consecutiveFails: 5,
      lastError: 'boom',
      lastReconcile: '1970-01-01T00:01:01.000Z',
      failingResources: [{ object: 'default/bad', attempt: 5, error: 'boom' }],
    });
  });

  test('health tells its dependencies', async () => {
    const dependencies = [
      { crd: 'database', condition: 'healthy', state: 'missing', satisfied: false } as const,
    ];
    const health = aCrdHealth({ state: 'pending', dependencies });
    const runtime = fakeRuntime({ crds: [fakeCrd({ health })] });

    const { body } = await get(anApp({ runtime }), '/katalog/website/health');

    expect(body).toMatchObject({
      hasUnhealthyDependencies: true,
      dependencies: { database: { state: 'pending', condition: 'healthy', satisfied: false } },
    });
  });

  test.each([
    { endpoints: { health: false, info: true }, path: '/katalog/website/health' },
    { endpoints: { health: true, info: false }, path: '/katalog/website' },
    { endpoints: { health: true, info: false }, path: '/katalog/website/raw' },
    { endpoints: { health: true, info: false }, path: '/katalog/website/cr' },
    { endpoints: { health: true, info: true }, path: '/katalog/other' },
  ])('$path is a 404 with a problem body for $endpoints', async ({ endpoints, path }) => {
    const program = aCrdProgram({ endpoints });
    const runtime = fakeRuntime({ crds: [fakeCrd({ program })] });

    const { body, status, type } = await get(anApp({ runtime }), path);

    expect(status).toBe(404);
    expect(type).toContain('application/problem+json');
    expect(body).toMatchObject({ status: 404, code: 'ORK_API_NOT_FOUND' });
  });

  test('a closed CRD still counts in /katalog', async () => {
    const program = aCrdProgram({ endpoints: { health: false, info: false } });
    const runtime = fakeRuntime({ crds: [fakeCrd({ program })] });

    const { body } = await get(anApp({ runtime }), '/katalog');

    expect(body).toMatchObject({
      total: 1,
      crds: [{ endpoints: { healthEnabled: false, infoEnabled: false } }],
    });
  });

  test('serves its entry, also from a Katalog that lists its entries', async () => {
    const raw = { spec: { crds: [{ name: 'website', workers: 2 }] } };
    const program = aCrdProgram({ katalog: aKatalogInfo({ raw }) });
    const app = anApp({ runtime: fakeRuntime({ crds: [fakeCrd({ program })] }) });

    expect((await get(app, '/katalog/website/raw')).body).toEqual({ name: 'website', workers: 2 });
    expect((await get(app, '/katalog/website/enriched')).body).toMatchObject({ workers: 3 });
  });
});
