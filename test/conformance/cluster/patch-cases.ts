import { expect, test } from 'vitest';
import { type Context, configMap, pathIn } from './cluster-context.ts';

function deployment(name: string): object {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name },
    spec: {
      replicas: 0,
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: {
          containers: [
            {
              name: 'a',
              image: 'a:1',
              env: [{ name: 'X', value: '1' }],
              ports: [{ containerPort: 80 }],
            },
            { name: 'b', image: 'b:1' },
          ],
        },
      },
    },
  };
}

/** The patch languages. */
export function patchCases(context: Context): void {
  const maps = (name = '') =>
    pathIn(context, 'v1', name === '' ? 'configmaps' : `configmaps/${name}`);
  const deployments = (name: string) => pathIn(context, 'apps/v1', `deployments/${name}`);
  const containersOf = (body: { spec: { template: { spec: { containers: object[] } } } }) =>
    body.spec.template.spec.containers;

  test('a merge patch sets, keeps and removes', async () => {
    const { client } = context();
    await client.post(maps(), configMap('merge', { data: { a: '1', b: '2' } }));

    const { body } = await client.mergePatch(maps('merge'), { data: { b: null, c: '3' } });

    expect(body.data).toEqual({ a: '1', c: '3' });
  });

  test('a JSON patch applies its operations in order', async () => {
    const { client } = context();
    const annotations = { 'a/b': '1', c: '2' };
    await client.post(maps(), configMap('', { metadata: { name: 'json', annotations } }));

    const { body } = await client.jsonPatch(maps('json'), [
      { op: 'test', path: '/metadata/annotations/c', value: '2' },
      { op: 'replace', path: '/metadata/annotations/a~1b', value: '9' },
      { op: 'copy', from: '/metadata/annotations/c', path: '/metadata/annotations/d' },
      { op: 'remove', path: '/metadata/annotations/c' },
    ]);

    expect(body.metadata.annotations).toEqual({ 'a/b': '9', d: '2' });
  });

  test('a JSON patch whose test fails changes nothing', async () => {
    const { client } = context();
    await client.post(maps(), configMap('tested', { data: { a: '1' } }));

    const { status, body } = await client.jsonPatch(maps('tested'), [
      { op: 'test', path: '/data/a', value: '2' },
    ]);

    expect(status).toBe(422);
    expect(body).toMatchObject({
      reason: 'Invalid',
      message: 'the server rejected our request due to an error in our request',
    });
  });

  test('a strategic merge patch merges containers by name and ports by number', async () => {
    const { client } = context();
    await client.post(pathIn(context, 'apps/v1', 'deployments'), deployment('strategic'));

    const { status, body } = await client.strategicPatch(deployments('strategic'), {
      spec: {
        template: {
          spec: {
            containers: [
              { name: 'a', env: [{ name: 'Y', value: '2' }], ports: [{ containerPort: 81 }] },
              { name: 'b', $patch: 'delete' },
            ],
          },
        },
      },
    });

    expect(status).toBe(200);
    expect(containersOf(body)).toMatchObject([
      {
        name: 'a',
        image: 'a:1',
        env: [
          { name: 'Y', value: '2' },
          { name: 'X', value: '1' },
        ],
        ports: [{ containerPort: 81 }, { containerPort: 80 }],
      },
    ]);
  });

  test('$retainKeys drops the fields it does not name', async () => {
    const { client } = context();
    await client.post(pathIn(context, 'apps/v1', 'deployments'), deployment('retained'));

    const { body } = await client.strategicPatch(deployments('retained'), {
      spec: { strategy: { $retainKeys: ['type'], type: 'Recreate' } },
    });

    expect(body.spec.strategy).toEqual({ type: 'Recreate' });
  });

  test('a patch in an unknown language is an unsupported media type', async () => {
    const { status, body } = await context().client.request('PATCH', maps('merge'), { data: {} });

    expect(status).toBe(415);
    expect(body.reason).toBe('UnsupportedMediaType');
  });

  test('a patch of a missing object does not create it', async () => {
    const { status } = await context().client.mergePatch(maps('nothing'), { data: {} });

    expect(status).toBe(404);
  });
}
