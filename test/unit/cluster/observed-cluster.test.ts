import { expect, test } from 'vitest';
import { observeCluster } from '../../../core/cluster/observed-cluster.ts';
import { ErrorCode, OrkError } from '../../../core/errors.ts';
import type { KubeObject } from '../../../core/object/kube-object.ts';
import { fakeClock } from '../../helpers/fake-clock.ts';
import { aType, fakeCluster } from '../../helpers/fake-cluster.ts';

const type = aType('Web', 'example.com');
const ref = { namespace: 'ns', name: 'a' };
const target = { type, ref };
const web: KubeObject = { apiVersion: 'example.com/v1', kind: 'Web', metadata: { ...ref } };
const never = new AbortController().signal;

test('each request is told with verb, status and duration', async () => {
  const clock = fakeClock({ auto: true });
  const inner = fakeCluster();
  const told: unknown[] = [];
  inner.install(type);
  inner.fault = () => clock.sleep(5);
  const cluster = observeCluster(inner, { clock, onRequest: (...one) => told.push(one) });

  await cluster.get(target, never);
  await cluster.create(type, web, never);
  await cluster.apply(target, web, { force: true, signal: never });
  inner.fault = () => {
    throw new OrkError('Busy', { code: ErrorCode.ApiThrottled, details: { status: 429 } });
  };
  await expect(cluster.list(type, {}, never)).rejects.toThrow('Busy');

  expect(told).toEqual([
    ['get', 404, 5],
    ['create', 201, 5],
    ['apply', 200, 5],
    ['list', 429, 0],
  ]);
});

test('a watch is told once, when it opens', async () => {
  const inner = fakeCluster();
  const told: unknown[] = [];
  inner.install(type);
  const cluster = observeCluster(inner, {
    clock: fakeClock(),
    onRequest: (...one) => told.push(one),
  });
  const events = cluster.watch(type, { resourceVersion: '100' }, never)[Symbol.asyncIterator]();
  inner.put(web);

  await events.next();
  inner.cutWatches();
  await events.next();

  expect(told).toEqual([['watch', 200, 0]]);
});
