import { expect, test } from 'vitest';
import { type Context, configMap, pathIn, until } from './cluster-context.ts';

/** Deletion: finalizers, preconditions, owners, namespaces. */
export function deletionCases(context: Context): void {
  const maps = (name = '') =>
    pathIn(context, 'v1', name === '' ? 'configmaps' : `configmaps/${name}`);
  const ownedBy = (name: string, owner: { metadata: { name: string; uid: string } }, more = {}) =>
    configMap('', {
      metadata: {
        name,
        ownerReferences: [
          {
            apiVersion: 'v1',
            kind: 'ConfigMap',
            name: owner.metadata.name,
            uid: owner.metadata.uid,
            ...more,
          },
        ],
      },
    });
  const gone = (name: string) =>
    until(
      () => context().client.get(maps(name)),
      ({ status }) => status === 404,
    );

  test('it is answered with what was deleted', async () => {
    const { client } = context();
    const { body: created } = await client.post(maps(), configMap('plain'));

    const { status, body } = await client.delete(maps('plain'));

    expect(status).toBe(200);
    expect(body).toMatchObject({
      kind: 'Status',
      status: 'Success',
      details: { name: 'plain', kind: 'configmaps', uid: created.metadata.uid },
    });
  });

  test('a finalizer keeps the object until it is removed', async () => {
    const { client } = context();
    await client.post(
      maps(),
      configMap('', { metadata: { name: 'held', finalizers: ['example.com/hold'] } }),
    );

    const { body: marked } = await client.delete(maps('held'));
    const { body: last } = await client.mergePatch(maps('held'), {
      metadata: { finalizers: null },
    });

    expect(marked.metadata.deletionTimestamp).toMatch(/Z$/);
    expect(last.metadata.finalizers).toBeUndefined();
    expect((await client.get(maps('held'))).status).toBe(404);
  });

  test('no finalizer is added to an object on its way out', async () => {
    const { client } = context();
    await client.post(
      maps(),
      configMap('', { metadata: { name: 'leaving', finalizers: ['example.com/hold'] } }),
    );
    await client.delete(maps('leaving'));

    const { status, body } = await client.mergePatch(maps('leaving'), {
      metadata: { finalizers: ['example.com/hold', 'example.com/more'] },
    });
    await client.mergePatch(maps('leaving'), { metadata: { finalizers: null } });

    expect(status).toBe(422);
    expect(body.message).toContain(
      'metadata.finalizers: Forbidden: no new finalizers can be added if the object is being deleted, found new finalizers []string{"example.com/more"}',
    );
  });

  test('a precondition that does not hold conflicts', async () => {
    const { client } = context();
    await client.post(maps(), configMap('precious'));

    const { status, body } = await client.delete(maps('precious'), {
      preconditions: { uid: '00000000-0000-0000-0000-000000000000' },
    });

    expect(status).toBe(409);
    expect(body.message).toContain('the UID in the precondition');
  });

  test('a collection is deleted by selector', async () => {
    const { client } = context();
    const labelled = (name: string, group: string) =>
      configMap('', { metadata: { name, labels: { group } } });
    await client.post(maps(), labelled('c1', 'x'));
    await client.post(maps(), labelled('c2', 'y'));

    await client.delete(`${maps()}?labelSelector=group%3Dx`);

    expect((await client.get(maps('c1'))).status).toBe(404);
    expect((await client.get(maps('c2'))).status).toBe(200);
  });

  test('what loses its only owner is collected', async () => {
    const { client } = context();
    const { body: owner } = await client.post(maps(), configMap('owner'));
    await client.post(maps(), ownedBy('dependent', owner));

    await client.delete(maps('owner'));

    expect((await gone('dependent')).status).toBe(404);
  });

  test('orphaning keeps dependents and takes the reference away', async () => {
    const { client } = context();
    const { body: owner } = await client.post(maps(), configMap('parent'));
    await client.post(maps(), ownedBy('orphan', owner));

    await client.delete(maps('parent'), { propagationPolicy: 'Orphan' });
    await gone('parent');

    const { body } = await client.get(maps('orphan'));
    expect(body.metadata.ownerReferences).toBeUndefined();
  });

  test('in the foreground the owner waits for dependents that block it', async () => {
    const { client } = context();
    const { body: owner } = await client.post(maps(), configMap('waiting'));
    const dependent = ownedBy('blocking', owner, { blockOwnerDeletion: true });
    await client.post(maps(), dependent);
    await client.mergePatch(maps('blocking'), { metadata: { finalizers: ['example.com/hold'] } });

    const { body } = await client.delete(maps('waiting'), { propagationPolicy: 'Foreground' });
    await until(
      () => client.get(maps('blocking')),
      ({ body: current }) => current.metadata.deletionTimestamp !== undefined,
    );
    const meanwhile = await client.get(maps('waiting'));
    await client.mergePatch(maps('blocking'), { metadata: { finalizers: null } });

    expect(body.metadata.finalizers).toEqual(['foregroundDeletion']);
    expect(meanwhile.status).toBe(200);
    expect((await gone('waiting')).status).toBe(404);
  });

  test.each(['default', 'kube-system', 'kube-public'])('the namespace %s stays', async (name) => {
    const { status, body } = await context().client.delete(`/api/v1/namespaces/${name}?dryRun=All`);

    expect(status).toBe(403);
    expect(body.message).toBe(
      `namespaces "${name}" is forbidden: this namespace may not be deleted`,
    );
  });

  test('a namespace goes with all that is in it', async () => {
    const { client, unique } = context();
    const name = `doomed-${unique}`;
    const namespaces = '/api/v1/namespaces';
    await client.post(namespaces, { apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
    await client.post(`${namespaces}/${name}/configmaps`, configMap('inside'));

    const { body } = await client.delete(`${namespaces}/${name}`);
    await until(
      () => client.get(`${namespaces}/${name}`),
      ({ status }) => status === 404,
    );

    expect(body.status.phase).toBe('Terminating');
    expect((await client.get(`${namespaces}/${name}/configmaps/inside`)).status).toBe(404);
  });

  test('a namespace on its way out takes nothing in', async () => {
    const { client, unique } = context();
    const name = `closing-${unique}`;
    const namespaces = '/api/v1/namespaces';
    await client.post(namespaces, { apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
    const held = configMap('', { metadata: { name: 'held', finalizers: ['example.com/hold'] } });
    await client.post(`${namespaces}/${name}/configmaps`, held);
    await client.delete(`${namespaces}/${name}`);

    const { status, body } = await client.post(
      `${namespaces}/${name}/configmaps`,
      configMap('late'),
    );
    await until(
      () => client.get(`${namespaces}/${name}/configmaps/held`),
      ({ body: current }) => current.metadata.deletionTimestamp !== undefined,
    );
    await client.mergePatch(`${namespaces}/${name}/configmaps/held`, {
      metadata: { finalizers: null },
    });

    expect(status).toBe(403);
    expect(body.message).toBe(
      `configmaps "late" is forbidden: unable to create new content in namespace ${name} because it is being terminated`,
    );
  });
}
