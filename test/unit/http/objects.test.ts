import { describe, expect, test } from 'vitest';
import type { KubeObject } from '../../../core/index.ts';
import { aCrdProgram, aDecisionRecord, fakeCrd, fakeRuntime } from '../../helpers/fake-runtime.ts';
import { anApp, get } from './support.ts';

function aWebsite(name: string, fields: Partial<KubeObject> = {}): KubeObject {
  return {
    apiVersion: 'demo.orkestra.io/v1alpha1',
    kind: 'Website',
    metadata: {
      name,
      namespace: 'default',
      generation: 2,
      creationTimestamp: '1970-01-01T01:00:00Z',
      annotations: {
        note: 'hello',
        'kubectl.kubernetes.io/last-applied-configuration': '{"spec":{"password":"hunter2"}}',
      },
    },
    spec: { image: 'nginx:1.27', password: 'hunter2' },
    status: {
      phase: 'Active',
      conditions: [{ type: 'Ready', status: 'True', reason: 'Reconciled', message: 'fine' }],
    },
    ...fields,
  };
}

const appWith = (...objects: readonly KubeObject[]) =>
  anApp({ runtime: fakeRuntime({ crds: [fakeCrd({ objects })] }) });

describe('/katalog/{crd}/cr', () => {
  test('lists custom resources with phase, readiness and age', async () => {
    const { body } = await get(appWith(aWebsite('hello')), '/katalog/website/cr');

    expect(body).toEqual({
      crd: 'website',
      gvk: 'demo.orkestra.io/v1alpha1/Website',
      total: 1,
      isKonductor: true,
      items: [
        {
          name: 'hello',
          namespace: 'default',
          namespaced: true,
          phase: 'Active',
          ready: 'True',
          readyReason: 'Reconciled',
          age: '61s',
          generation: 2,
        },
      ],
    });
  });

  test('adds the value of a field', async () => {
    const path = '/katalog/website/cr?field=spec.image';

    const { body } = await get(appWith(aWebsite('hello')), path);

    expect(body).toMatchObject({ items: [{ value: 'nginx:1.27' }] });
  });

  test.each([
    { field: 'spec' },
    { field: 'spec.password' },
    { field: 'metadata' },
    { field: 'metadata.annotations' },
    { field: '' },
  ])('never serves a secret as ?field=$field', async ({ field }) => {
    const { body } = await get(appWith(aWebsite('hello')), `/katalog/website/cr?field=${field}`);

    expect(JSON.stringify(body)).not.toContain('hunter2');
  });

  test('never serves the data of Secrets that are watched themselves', async () => {
    const secret = { ...aWebsite('s'), kind: 'Secret', data: { key: 'aHVudGVyMg==' } };
    const app = appWith(secret);

    const whole = await get(app, '/katalog/website/cr?field=data');
    const one = await get(app, '/katalog/website/cr?field=data.key');

    expect(JSON.stringify([whole.body, one.body])).not.toContain('aHVudGVyMg==');
  });

  test('pages through all of them, also when the last one seen is gone', async () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    const first = await get(
      appWith(...names.map((name) => aWebsite(name))),
      '/katalog/website/cr?limit=2',
    );
    const { continue: token, items } = first.body as {
      continue: string;
      items: { name: string }[];
    };
    const left = names.filter((name) => name !== 'b').map((name) => aWebsite(name));

    const next = await get(appWith(...left), `/katalog/website/cr?limit=5&continue=${token}`);

    expect(items.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(next.body).toMatchObject({ items: [{ name: 'c' }, { name: 'd' }, { name: 'e' }] });
    expect(next.body).not.toHaveProperty('continue');
  });

  test.each([
    { query: 'limit=0' },
    { query: 'limit=many' },
    { query: 'continue=!' },
    { query: 'nope=1' },
  ])('refuses ?$query with a problem body', async ({ query }) => {
    const { body, status } = await get(appWith(), `/katalog/website/cr?${query}`);

    expect(status).toBe(400);
    expect(body).toMatchObject({ status: 400, code: 'ORK_USAGE' });
  });
});

describe('/katalog/{crd}/cr/{namespace}/{name}', () => {
  test('tells one with its children as lists', async () => {
    const children = [
      {
        kind: 'Deployment',
        namespace: 'default',
        name: 'hello',
        ready: true,
        status: { replicas: 2 },
      },
      {
        kind: 'Secret',
        namespace: 'default',
        name: 'creds',
        ready: true,
        status: { token: 'hunter2' },
      },
    ];
    const crd = fakeCrd({ objects: [aWebsite('hello')], children });
    const app = anApp({ runtime: fakeRuntime({ crds: [crd] }) });

    const { body } = await get(app, '/katalog/website/cr/default/hello');

    expect(body).toMatchObject({
      name: 'hello',
      ready: 'True',
      readyMessage: 'fine',
      annotations: { note: 'hello' },
      status: { phase: 'Active' },
      children: { Deployment: [{ name: 'hello', ready: true, status: { replicas: 2 } }] },
      decisionsEndpoint: '/katalog/website/cr/default/hello/decisions',
    });
    expect(JSON.stringify(body)).not.toContain('hunter2');
  });

  test('takes the namespace default for a name alone, and none for cluster-scoped kinds', async () => {
    const { namespace: _namespace, ...metadata } = aWebsite('global').metadata;
    const program = aCrdProgram({ namespaced: false });
    const crd = fakeCrd({ program, objects: [aWebsite('global', { metadata })] });
    const clusterScoped = anApp({ runtime: fakeRuntime({ crds: [crd] }) });

    expect((await get(appWith(aWebsite('hello')), '/katalog/website/cr/hello')).status).toBe(200);
    expect((await get(clusterScoped, '/katalog/website/cr/global')).status).toBe(200);
  });

  test('is a 404 that names what is missing', async () => {
    const { body, status } = await get(appWith(), '/katalog/website/cr/default/hello');

    expect(status).toBe(404);
    expect(body).toMatchObject({ detail: 'no Website is called default/hello' });
  });

  test('tells its decisions, even after it is gone', async () => {
    const crd = fakeCrd({ records: [aDecisionRecord()] });
    const app = anApp({ runtime: fakeRuntime({ crds: [crd] }) });

    const { body } = await get(app, '/katalog/website/cr/default/hello/decisions');

    expect(body).toMatchObject({
      total: 1,
      items: [{ outcome: 'settled', entries: [{ resource: 'deployments', decision: 'created' }] }],
    });
  });
});
