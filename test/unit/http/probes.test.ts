import { describe, expect, test } from 'vitest';
import { fakeRuntime } from '../../helpers/fake-runtime.ts';
import { anApp, get } from './support.ts';

describe('probes', () => {
  test.each([
    { path: '/livez', status: {}, expected: 200 },
    { path: '/healthz', status: {}, expected: 200 },
    { path: '/health', status: {}, expected: 200 },
    { path: '/readyz', status: {}, expected: 200 },
    { path: '/ready', status: {}, expected: 200 },
    { path: '/startup', status: {}, expected: 200 },
    { path: '/health', status: { live: false }, expected: 500 },
    { path: '/livez', status: { live: false }, expected: 500 },
    { path: '/readyz', status: { ready: false, reason: 'website: syncing' }, expected: 503 },
    { path: '/ready', status: { ready: false, reason: 'website: syncing' }, expected: 503 },
    { path: '/startup', status: { startedAtMs: 0 }, expected: 503 },
    { path: '/livez', status: { ready: false, reason: 'degraded' }, expected: 200 },
  ])('$path answers $expected for $status', async ({ expected, path, status }) => {
    const { status: answered } = await get(anApp({ runtime: fakeRuntime({ status }) }), path);

    expect(answered).toBe(expected);
  });

  test('tell status, service, uptime and leadership', async () => {
    const { body } = await get(anApp(), '/readyz');

    expect(body).toEqual({
      status: 'ok',
      service: 'orkestra-runtime',
      version: '1.0.0',
      uptime: '1h1m0s',
      started: true,
      ready: true,
      isKonductor: true,
    });
  });

  test('say why a process is not ready', async () => {
    const status = { ready: false, reason: 'website is not installed' };

    const { body } = await get(anApp({ runtime: fakeRuntime({ status }) }), '/readyz');

    expect(body).toMatchObject({ status: 'website is not installed', ready: false });
  });
});
