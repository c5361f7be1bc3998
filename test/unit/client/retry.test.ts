import { expect, test } from 'vitest';
import { ErrorCode } from '../../../core/errors.ts';
import { staticConnection } from '../../../providers/kubernetes/client/connection.ts';
import { type Answer, anApi, aStatus, never, webs } from './api-server.ts';

const target = { type: webs, ref: { namespace: 'ns', name: 'a' } };
const web = { apiVersion: 'example.com/v1', kind: 'Web', metadata: { name: 'a', namespace: 'ns' } };
const breaks: Answer = { raw: (response) => void response.destroy() };

function failing(failure: Answer, times: number): (request: unknown, count: number) => Answer {
  return (_request, count) => (count <= times ? failure : { body: web });
}

test('429 is waited out as long as asked, for every verb', async () => {
  const busy = { ...aStatus(429, 'TooManyRequests'), headers: { 'retry-after': '2' } };
  const { cluster, clock, seen } = await anApi(failing(busy, 2));

  await cluster.create(webs, web, never);

  expect(seen).toHaveLength(3);
  expect(clock.monotonicMs()).toBe(4_000);
});

test('a server that stays busy is told with its demand, for the queue to wait', async () => {
  const busy = { ...aStatus(429, 'TooManyRequests'), headers: { 'retry-after': '3' } };
  const { cluster, seen } = await anApi(() => busy);

  await expect(cluster.get(target, never)).rejects.toMatchObject({
    code: ErrorCode.ApiThrottled,
    retry: { kind: 'after', delayMs: 3_000 },
  });
  expect(seen).toHaveLength(5);
});

test('a demand of minutes is not waited for inside a request', async () => {
  const busy = { ...aStatus(429, 'TooManyRequests'), headers: { 'retry-after': '120' } };
  const { cluster, seen } = await anApi(() => busy);

  await expect(cluster.get(target, never)).rejects.toMatchObject({ retry: { delayMs: 120_000 } });
  expect(seen).toHaveLength(1);
});

test.each([
  { name: '503', failure: aStatus(503, 'ServiceUnavailable') },
  { name: '500', failure: aStatus(500, 'InternalError') },
  { name: 'a broken connection', failure: breaks },
])('after $name an apply is sent again', async ({ failure }) => {
  const { cluster, seen } = await anApi(failing(failure, 1));

  await cluster.apply(target, web, { force: true, signal: never });

  expect(seen).toHaveLength(2);
});

test.each([
  { name: '503', failure: aStatus(503, 'ServiceUnavailable'), code: ErrorCode.ApiUnavailable },
  { name: 'a broken connection', failure: breaks, code: ErrorCode.ApiUnavailable },
])('after $name a create is not sent again', async ({ failure, code }) => {
  const { cluster, seen } = await anApi(failing(failure, 1));

  await expect(cluster.create(webs, web, never)).rejects.toMatchObject({ code });
  expect(seen).toHaveLength(1);
});

test('a JSON patch is not sent again when nobody knows what became of it', async () => {
  const { cluster, seen } = await anApi(failing(aStatus(504, 'Timeout'), 1));

  const patched = cluster.patch(target, [], { type: 'json', signal: never });

  await expect(patched).rejects.toMatchObject({ code: ErrorCode.ApiUnavailable });
  expect(seen).toHaveLength(1);
});

test('an API server that is not there is told in words', async () => {
  const connection = staticConnection({ server: 'http://127.0.0.1:1' });
  const { cluster } = await anApi(() => ({}), { connection });

  await expect(cluster.create(webs, web, never)).rejects.toMatchObject({
    code: ErrorCode.ApiUnavailable,
    details: { text: 'the API server refuses connections' },
  });
});

test('credentials that are refused are read anew once', async () => {
  let token = 'old';
  const { cluster, seen } = await anApi(
    ({ headers }) =>
      headers.authorization === 'Bearer new' ? { body: web } : aStatus(401, 'Unauthorized'),
    (server) => ({
      connection: {
        server,
        namespace: 'default',
        context: 'test',
        credentials: async () => ({ headers: { authorization: `Bearer ${token}` }, tls: {} }),
        invalidate() {
          token = 'new';
        },
      },
    }),
  );

  await cluster.get(target, never);

  expect(seen.map(({ headers }) => headers.authorization)).toEqual(['Bearer old', 'Bearer new']);
});

test('a rate limit spreads requests, a burst is free', async () => {
  const { cluster, clock } = await anApi(() => ({ body: web }), { qps: 10, burst: 2 });

  for (let at = 0; at < 5; at += 1) await cluster.get(target, never);

  expect(clock.monotonicMs()).toBe(300);
});
