import { expect, test } from 'vitest';
import { type Context, configMap, pathIn } from './cluster-context.ts';

interface Entry {
  readonly manager: string;
  readonly operation: string;
  readonly subresource?: string;
  readonly fieldsV1: object;
}

function owners(body: { metadata: { managedFields: Entry[] } }): object {
  return Object.fromEntries(
    body.metadata.managedFields.map((entry) => [
      `${entry.manager} ${entry.operation}`,
      entry.fieldsV1,
    ]),
  );
}

/** Server-side apply: ownership, conflicts, removal. */
export function serverSideApplyCases(context: Context): void {
  const map = (name: string) => pathIn(context, 'v1', `configmaps/${name}`);

  test('it creates, then changes nothing when applied again', async () => {
    const { client } = context();
    const config = configMap('twice', { data: { a: '1' } });

    const first = await client.apply(map('twice'), 'one', config);
    const second = await client.apply(map('twice'), 'one', config);

    expect([first.status, second.status]).toEqual([201, 200]);
    expect(owners(first.body)).toEqual({ 'one Apply': { 'f:data': { 'f:a': {} } } });
    expect(second.body.metadata.resourceVersion).toBe(first.body.metadata.resourceVersion);
  });

  test('with the version of no object it creates and never changes, whatever stands there', async () => {
    const { client } = context();
    const config = configMap('once', {
      metadata: { name: 'once', resourceVersion: '1' },
      data: { a: '1' },
    });

    const first = await client.apply(map('once'), 'one', config);
    const same = await client.apply(map('once'), 'one', config);
    const other = await client.apply(map('once'), 'two', config);
    const { body } = await client.get(map('once'));

    expect([first.status, same.status, other.status]).toEqual([201, 409, 409]);
    expect(other.body).toMatchObject({
      reason: 'Conflict',
      message:
        'Operation cannot be fulfilled on configmaps "once": the object has been modified; please apply your changes to the latest version and try again',
    });
    expect(owners(body)).toEqual({ 'one Apply': { 'f:data': { 'f:a': {} } } });
    expect(body.metadata.resourceVersion).toBe(first.body.metadata.resourceVersion);
  });

  test('a field of another manager conflicts, and the answer names both', async () => {
    const { client } = context();
    await client.apply(map('fought'), 'one', configMap('fought', { data: { a: '1', b: '1' } }));

    const { status, body } = await client.apply(
      map('fought'),
      'two',
      configMap('fought', { data: { a: '2' } }),
    );

    expect(status).toBe(409);
    expect(body).toMatchObject({
      reason: 'Conflict',
      message: 'Apply failed with 1 conflict: conflict with "one": .data.a',
      details: {
        causes: [
          { reason: 'FieldManagerConflict', message: 'conflict with "one"', field: '.data.a' },
        ],
      },
    });
  });

  test('a conflict with an update names the version it was made in', async () => {
    const { client } = context();
    await client.apply(map('updated'), 'one', configMap('updated', { data: { a: '1' } }));
    await client.mergePatch(`${map('updated')}?fieldManager=editor`, { data: { a: '2' } });

    const { body } = await client.apply(
      map('updated'),
      'one',
      configMap('updated', { data: { a: '1' } }),
    );

    expect(body.message).toBe(
      'Apply failed with 1 conflict: conflict with "editor" using v1: .data.a',
    );
  });

  test('force takes the field over', async () => {
    const { client } = context();
    await client.apply(map('forced'), 'one', configMap('forced', { data: { a: '1', b: '1' } }));

    const { body } = await client.apply(
      map('forced'),
      'two&force=true',
      configMap('forced', { data: { a: '2' } }),
    );

    expect(body.data).toEqual({ a: '2', b: '1' });
    expect(owners(body)).toEqual({
      'one Apply': { 'f:data': { 'f:b': {} } },
      'two Apply': { 'f:data': { 'f:a': {} } },
    });
  });

  test('the same value is shared without a conflict', async () => {
    const { client } = context();
    await client.apply(map('shared'), 'one', configMap('shared', { data: { a: '1' } }));

    const { status, body } = await client.apply(
      map('shared'),
      'two',
      configMap('shared', { data: { a: '1' } }),
    );

    expect(status).toBe(200);
    expect(Object.keys(owners(body))).toHaveLength(2);
  });

  test('a field that is no longer applied goes, unless somebody else owns it', async () => {
    const { client } = context();
    await client.apply(
      map('dropped'),
      'one',
      configMap('dropped', { data: { a: '1', b: '1', c: '1' } }),
    );
    await client.apply(map('dropped'), 'two', configMap('dropped', { data: { b: '1' } }));

    const { body } = await client.apply(
      map('dropped'),
      'one',
      configMap('dropped', { data: { c: '1' } }),
    );

    expect(body.data).toEqual({ b: '1', c: '1' });
  });

  test('ports of a Service are items of their own', async () => {
    const { client } = context();
    const path = pathIn(context, 'v1', 'services/ports');
    const service = (name: string, port: number) => ({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'ports' },
      spec: { ports: [{ name, port }] },
    });
    await client.apply(path, 'one', service('web', 80));

    const { status, body } = await client.apply(path, 'two', service('tls', 443));

    expect(status).toBe(200);
    expect(body.spec.ports.map(({ port }: { port: number }) => port)).toEqual([80, 443]);
    expect(owners(body)).toEqual({
      'one Apply': {
        'f:spec': {
          'f:ports': { 'k:{"port":80,"protocol":"TCP"}': { '.': {}, 'f:name': {}, 'f:port': {} } },
        },
      },
      'two Apply': {
        'f:spec': {
          'f:ports': { 'k:{"port":443,"protocol":"TCP"}': { '.': {}, 'f:name': {}, 'f:port': {} } },
        },
      },
    });
  });

  test('kubectl takes over what its own client-side apply had set', async () => {
    const { client } = context();
    const annotation = 'kubectl.kubernetes.io/last-applied-configuration';
    const applied = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'moved' },
      data: { a: '1', b: '1' },
    };
    const annotations = { [annotation]: JSON.stringify(applied) };
    await client.post(
      `${pathIn(context, 'v1', 'configmaps')}?fieldManager=kubectl-client-side-apply`,
      { ...applied, metadata: { name: 'moved', annotations } },
    );
    const config = configMap('moved', { data: { a: '2' } });

    const stranger = await client.apply(map('moved'), 'stranger', config);
    const { status, body } = await client.apply(map('moved'), 'kubectl', config);

    expect(stranger.status).toBe(409);
    expect(status).toBe(200);
    expect(body.data.a).toBe('2');
    expect(JSON.parse(body.metadata.annotations[annotation]).data).toEqual({ a: '2' });
  });

  test('it needs a field manager', async () => {
    const { status, body } = await context().client.request(
      'PATCH',
      map('nobody'),
      configMap('nobody'),
      { type: 'application/apply-patch+yaml' },
    );

    expect(status).toBe(422);
    expect(body.message).toBe(
      'PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch',
    );
  });

  test('a field the schema does not know fails', async () => {
    const { status, body } = await context().client.apply(
      map('unknown'),
      'one',
      configMap('unknown', { dta: { a: '1' } }),
    );

    expect(status).toBe(500);
    expect(body.message).toBe(
      'failed to create typed patch object (/unknown; /v1, Kind=ConfigMap): .dta: field not declared in schema',
    );
  });

  test('managedFields may not be applied', async () => {
    const { status, body } = await context().client.apply(
      map('twice'),
      'one',
      configMap('', { metadata: { name: 'twice', managedFields: [] } }),
    );

    expect(status).toBe(400);
    expect(body.message).toBe('metadata.managedFields must be nil');
  });
}
