import { describe, expect, test } from 'vitest';
import type { EventHistory, KubeObject, ObjectEvent } from '../../../core/index.ts';
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
      eventsEndpoint: '/katalog/website/cr/default/hello/events',
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

describe('/katalog/{crd}/cr/{namespace}/{name}/events', () => {
  const anEvent = (fields: Partial<ObjectEvent> = {}): ObjectEvent => ({
    type: 'Normal',
    reason: 'WebsiteReconciled',
    note: 'created deployments/hello',
    source: 'orkestra.orkspace.io/konductor',
    regarding: { kind: 'Website', namespace: 'default', name: 'hello', uid: 'uid-1' },
    count: 3,
    firstMs: 3_600_000,
    lastMs: 3_601_000,
    ...fields,
  });
  const appTelling = (events: readonly ObjectEvent[], history: Partial<EventHistory> = {}) => {
    const crd = fakeCrd({
      objects: [aWebsite('hello')],
      events: { events, warning: '', ...history },
    });
    return anApp({ runtime: fakeRuntime({ crds: [crd] }) });
  };
  const path = '/katalog/website/cr/default/hello/events';

  test('tells what happened, to whom, how often and when', async () => {
    const { body } = await get(appTelling([anEvent()]), path);

    expect(body).toEqual({
      crd: 'website',
      name: 'hello',
      namespace: 'default',
      total: 1,
      isKonductor: true,
      events: [
        {
          type: 'Normal',
          reason: 'WebsiteReconciled',
          message: 'created deployments/hello',
          source: 'orkestra.orkspace.io/konductor',
          object: 'Website/hello',
          count: 3,
          firstSeen: '1970-01-01T01:00:00.000Z',
          lastSeen: '1970-01-01T01:00:01.000Z',
          age: '60s',
        },
      ],
    });
  });

  test('tells at most 100, says how many there are, and where a child stands elsewhere', async () => {
    const regarding = { kind: 'ConfigMap', namespace: 'other', name: 'c', uid: 'uid-2' };
    const events = Array.from({ length: 120 }, () => anEvent({ regarding }));

    const { body } = await get(appTelling(events), path);

    const { events: told, total } = body as { events: { object: string }[]; total: number };
    expect([told.length, total, told[0]?.object]).toEqual([100, 120, 'ConfigMap/other/c']);
  });

  test('warns when events may be missing', async () => {
    const { body } = await get(appTelling([], { warning: 'cannot list' }), path);

    expect(body).toMatchObject({ total: 0, warning: 'cannot list' });
  });

  test.each([
    { note: 'Get "https://user:hunter2@host/x": refused' },
    { note: 'login failed: password=hunter2, user=me' },
    { note: 'bad body {"apiKey":"hunter2"}' },
    { note: 'sent Authorization: Bearer hunter2hunter2' },
  ])('never tells the secret in $note', async ({ note }) => {
    const { body } = await get(appTelling([anEvent({ note })]), path);

    expect(JSON.stringify(body)).not.toContain('hunter2');
  });

  test.each([
    { note: 'secret "creds" not found' },
    { note: 'basic installation done, bearer authentication is next' },
    { note: 'failed to fetch token: pod "hello" not found' },
    { note: 'MountVolume.SetUp failed for volume "token" : secrets "x" is forbidden' },
    { note: 'created secrets/creds, services/hello' },
    { note: 'pulling image registry.example:5000/team/app@sha256:0123' },
  ])('leaves $note as it is', async ({ note }) => {
    const { body } = await get(appTelling([anEvent({ note })]), path);

    expect(body).toMatchObject({ events: [{ message: note }] });
  });

  test('is a 404 when the object is not there and left nothing behind', async () => {
    const gone = fakeCrd({ events: { events: [anEvent()], warning: '' } });
    const remembered = anApp({ runtime: fakeRuntime({ crds: [gone] }) });

    expect((await get(appWith(), path)).status).toBe(404);
    expect((await get(remembered, path)).status).toBe(200);
  });

  test('is closed with the rest of the CRD', async () => {
    const program = aCrdProgram({ endpoints: { health: true, info: false } });
    const crd = fakeCrd({ program, objects: [aWebsite('hello')] });

    expect((await get(anApp({ runtime: fakeRuntime({ crds: [crd] }) }), path)).status).toBe(404);
  });
});
