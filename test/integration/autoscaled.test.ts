import { afterEach, beforeEach, expect, test } from 'vitest';
import { getPath, type KubeObject, type ResourceType } from '../../core/index.ts';
import { eventually } from '../e2e/support/eventually.ts';
import { compileShops, createShop, installShop, readyIs, typeOf } from './support/shop.ts';
import { type Operating, startWorld, type World } from './support/world.ts';

const signal = new AbortController().signal;
const ref = { namespace: 'default', name: 'web' };
const DEPLOYMENT = '    deployments: [{ name: web, image: "nginx:1.29", replicas: 2 }]';
const HPA = `
    custom:
      - apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: { name: web }
        spec:
          minReplicas: 2
          maxReplicas: 9
          scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }`;

let world: World;
let shops: ResourceType;
let deployments: ResourceType;

beforeEach(async () => {
  world = await startWorld();
  shops = await installShop(world, 'shop');
  deployments = await typeOf(world, { group: 'apps', version: 'v1', kind: 'Deployment' });
});

afterEach(() => world.stop());

async function operate(hpa = ''): Promise<Operating> {
  const settings = `operatorBox:\n  onReconcile:\n${DEPLOYMENT}${hpa}`;
  const operating = await world.operate(await compileShops({ shop: settings }));
  await createShop(world, shops, { name: 'one' });
  await readyIs(world, shops, { name: 'one', status: 'True' });
  return operating;
}

async function scale(replicas: number, fieldManager: string): Promise<void> {
  await world.client.request({
    method: 'PATCH',
    path: `/apis/apps/v1/namespaces/default/deployments/web/scale?fieldManager=${fieldManager}`,
    body: JSON.stringify({ spec: { replicas } }),
    contentType: 'application/merge-patch+json',
    signal,
  });
}

const peek = async (): Promise<KubeObject | undefined> =>
  world.client.get({ type: deployments, ref }, signal);
const replicas = async (): Promise<unknown> => getPath(await peek(), ['spec', 'replicas']);

const kept = async ({ decisions }: Operating): Promise<string | undefined> =>
  decisions
    .flatMap(({ entries }) => entries)
    .findLast(({ resource, decision }) => resource === 'deployments' && decision === 'kept')
    ?.reason;

test.each([
  { what: 'an autoscaler of the Katalog', hpa: HPA, whose: /HorizontalPodAutoscaler web/ },
  { what: 'an autoscaler of anybody', hpa: '', whose: /kube-controller-manager/ },
])('what $what has scaled stays, all else is enforced', async ({ hpa, whose }) => {
  const operating = await operate(hpa);

  await scale(5, 'kube-controller-manager');

  const reason = await eventually(
    () => kept(operating),
    (text) => text !== undefined,
  );
  const image = [{ op: 'replace', path: '/spec/template/spec/containers/0/image', value: 'x:1' }];
  await world.client.patch({ type: deployments, ref }, image, {
    type: 'json',
    fieldManager: 'kubectl-edit',
    signal,
  });
  await eventually(peek, (object) => JSON.stringify(object?.['spec']).includes('nginx:1.29'));
  expect(reason).toMatch(whose);
  expect(await replicas()).toBe(5);
  await readyIs(world, shops, { name: 'one', status: 'True' });
});

/** What another writer does right before an apply to the Deployment arrives, once it is set. */
type Meanwhile = () => Promise<void>;

async function operateBeside(box: string, meanwhile: { next?: Meanwhile }): Promise<Operating> {
  const operating = await world.operate(await compileShops({ shop: box }), {
    beforeApply: async ({ type }) => {
      const { next } = meanwhile;
      if (type.kind !== 'Deployment' || next === undefined) return;
      delete meanwhile.next;
      await next();
    },
  });
  await createShop(world, shops, { name: 'one', spec: { image: 'nginx:1' } });
  await readyIs(world, shops, { name: 'one', status: 'True' });
  return operating;
}

test.each([
  { what: 'a declared autoscaler that has not scaled yet', hpa: HPA, before: [], first: 2 },
  { what: 'a declared autoscaler that has scaled before', hpa: HPA, before: [5], first: 5 },
  { what: 'an autoscaler of others that has not scaled yet', hpa: '', before: [], first: 2 },
  { what: 'an autoscaler of others that has scaled before', hpa: '', before: [5], first: 5 },
])('what $what sets at the moment of another change stays', async ({ hpa, before, first }) => {
  const box = `operatorBox:\n  onReconcile:\n${DEPLOYMENT.replace('"nginx:1.29"', '"{{ .spec.image }}"')}${hpa}`;
  const meanwhile: { next?: Meanwhile } = {};
  const operating = await operateBeside(box, meanwhile);
  for (const count of before) await scale(count, 'kube-controller-manager');
  if (before.length > 0)
    await eventually(
      () => kept(operating),
      (text) => text !== undefined,
    );
  expect(await replicas()).toBe(first);

  meanwhile.next = () => scale(7, 'kube-controller-manager');
  const shop = { type: shops, ref: { namespace: 'default', name: 'one' } };
  await world.client.patch(shop, { spec: { image: 'nginx:2' } }, { type: 'merge', signal });
  await eventually(peek, (object) => JSON.stringify(object?.['spec']).includes('nginx:2'));

  expect(await replicas()).toBe(7);
  await eventually(
    () => kept(operating),
    (text) => text?.startsWith('has 7 replicas, scaled by ') === true,
  );
  const owners = (await peek())?.metadata as { managedFields?: readonly object[] };
  const own = owners.managedFields?.find((each) => JSON.stringify(each).includes('"orkestra"'));
  expect(JSON.stringify(own)).not.toContain('f:replicas');
});

test('what somebody scales by hand is set back, also after an autoscaler', async () => {
  const operating = await operate();
  await scale(5, 'kube-controller-manager');
  await eventually(
    () => kept(operating),
    (text) => text !== undefined,
  );

  await scale(7, 'kubectl');

  await eventually(replicas, (count) => count === 2);
});

test('after a restart nothing is told anew of what an autoscaler has scaled', async () => {
  const first = await operate();
  await scale(5, 'kube-controller-manager');
  await eventually(
    () => kept(first),
    (text) => text !== undefined,
  );
  await readyIs(world, shops, { name: 'one', status: 'True' });
  await first.stop();
  const shop = { type: shops, ref: { namespace: 'default', name: 'one' } };
  const before = await world.client.get(shop, signal);

  const settings = `operatorBox:\n  onReconcile:\n${DEPLOYMENT}`;
  const second = await world.operate(await compileShops({ shop: settings }));
  const [told] = await eventually(
    async () => second.decisions,
    ({ length }) => length > 0,
  );

  expect(told).toMatchObject({ message: 'nothing to do', writes: 0 });
  expect(await kept(second)).toBe('has 5 replicas, scaled by kube-controller-manager');
  expect(second.events).toEqual([]);
  expect(await world.client.get(shop, signal)).toEqual(before);
});
