import { describe, expect, test } from 'vitest';
import { silentLogger } from '../../../core/index.ts';
import { createHttpServer, createMetrics } from '../../../plugins/http/index.ts';
import { fakeClock } from '../../helpers/fake-clock.ts';
import { fakeRuntime } from '../../helpers/fake-runtime.ts';
import { anApp, get } from './support.ts';

const serverOn = (port: number, bind = '127.0.0.1') =>
  createHttpServer({
    runtime: fakeRuntime(),
    metrics: createMetrics({ version: '1.0.0' }),
    log: silentLogger,
    clock: fakeClock(),
    version: '1.0.0',
    port,
    bind,
  });

describe('the server', () => {
  test('listens on loopback and stops', async () => {
    const server = serverOn(0);

    const { url } = await server.start();
    const response = await fetch(`${url}/livez`);
    await server.stop();

    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(response.status).toBe(200);
    await expect(fetch(`${url}/livez`)).rejects.toThrow();
  });

  test('says which port is taken', async () => {
    const first = serverOn(0);
    const { url } = await first.start();

    const starting = serverOn(Number(new URL(url).port)).start();

    await expect(starting).rejects.toMatchObject({
      code: 'ORK_HTTP_UNAVAILABLE',
      details: { text: `cannot listen on ${new URL(url).host}: it is in use` },
    });
    await first.stop();
  });

  test('says what is wrong with an address that is none of this machine', async () => {
    const server = serverOn(0, '203.0.113.1');

    await expect(server.start()).rejects.toMatchObject({
      details: {
        text: 'cannot listen on 203.0.113.1:0: it is not an address of this machine',
        hint: expect.stringContaining('--bind'),
      },
    });
  });

  test.each([
    { host: 'localhost', status: 200 },
    { host: 'localhost:8080', status: 200 },
    { host: '127.0.0.1:8080', status: 200 },
    { host: '[::1]:8080', status: 200 },
    { host: 'evil.example', status: 421 },
    { host: '127.0.0.1.evil.example', status: 421 },
  ])('on loopback answers $status to Host "$host"', async ({ host, status }) => {
    expect((await get(anApp(), '/livez', { host })).status).toBe(status);
  });

  test('answers any Host when it was told to listen for others', async () => {
    expect((await get(anApp({ bind: '0.0.0.0' }), '/livez', { host: 'ork.example' })).status).toBe(
      200,
    );
  });

  test('answers an unknown path with a problem body', async () => {
    const { body, status } = await get(anApp(), '/nope?x=1');

    expect(status).toBe(404);
    expect(body).toMatchObject({ detail: 'nothing answers GET /nope' });
  });

  test('hides the text of an error nobody expected', async () => {
    const { app } = serverOn(0);
    app.get('/boom', () => {
      throw new Error('secret detail');
    });

    const { body, status } = await get(app, '/boom');

    expect(status).toBe(500);
    expect(JSON.stringify(body)).not.toContain('secret detail');
  });

  test('names the leader in every answer', async () => {
    const response = await anApp().inject({ url: '/livez', headers: { host: 'localhost' } });

    expect(response.headers['x-orkestra-leader']).toBe('me');
  });

  test('describes every route in OpenAPI', async () => {
    const app = anApp();

    const { body } = await get(app, '/openapi.json');

    const { openapi, paths } = body as { openapi: string; paths: Record<string, unknown> };
    expect(openapi).toBe('3.1.0');
    expect(Object.keys(paths).sort()).toEqual([
      '/api/v1/query',
      '/health',
      '/healthz',
      '/katalog',
      '/katalog/enriched',
      '/katalog/raw',
      '/katalog/{crd}',
      '/katalog/{crd}/cr',
      '/katalog/{crd}/cr/{namespace}/{name}',
      '/katalog/{crd}/cr/{namespace}/{name}/decisions',
      '/katalog/{crd}/cr/{namespace}/{name}/events',
      '/katalog/{crd}/cr/{name}',
      '/katalog/{crd}/cr/{name}/decisions',
      '/katalog/{crd}/cr/{name}/events',
      '/katalog/{crd}/enriched',
      '/katalog/{crd}/health',
      '/katalog/{crd}/raw',
      '/livez',
      '/metrics',
      '/openapi.json',
      '/ready',
      '/readyz',
      '/startup',
    ]);
  });
});
