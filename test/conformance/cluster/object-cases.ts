import { expect, test } from 'vitest';
import { type Context, configMap, pathIn } from './cluster-context.ts';

/** Create, read, replace, and what is refused. */
export function objectCases(context: Context): void {
  const path = (name = '') =>
    pathIn(context, 'v1', name === '' ? 'configmaps' : `configmaps/${name}`);

  test('a created object has uid, revision, creation time and its creator as field manager', async () => {
    const { status, body } = await context().client.post(
      path(),
      configMap('created', { data: { key: 'value' } }),
    );

    expect(status).toBe(201);
    expect(body.metadata.uid).toMatch(/^[0-9a-f-]{36}$/);
    expect(body.metadata.resourceVersion).toMatch(/^\d+$/);
    expect(body.metadata.creationTimestamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    expect(body.metadata.managedFields).toMatchObject([
      {
        manager: 'conformance',
        operation: 'Update',
        apiVersion: 'v1',
        fieldsV1: { 'f:data': { '.': {}, 'f:key': {} } },
      },
    ]);
  });

  test('generateName makes a name of 5 more characters', async () => {
    const body = configMap('', { metadata: { generateName: 'some-' } });

    const { body: created } = await context().client.post(path(), body);

    expect(created.metadata.name).toMatch(/^some-[a-z0-9]{5}$/);
  });

  test('dry run answers as if and stores nothing', async () => {
    const { client } = context();

    const { status } = await client.post(`${path()}?dryRun=All`, configMap('dry'));

    expect(status).toBe(201);
    expect((await client.get(path('dry'))).status).toBe(404);
  });

  test('a taken name is refused', async () => {
    const { client } = context();
    await client.post(path(), configMap('taken'));

    const { status, body } = await client.post(path(), configMap('taken'));

    expect(status).toBe(409);
    expect(body).toMatchObject({
      reason: 'AlreadyExists',
      message: 'configmaps "taken" already exists',
      details: { name: 'taken', kind: 'configmaps' },
    });
  });

  test('a missing object is not found', async () => {
    const { status, body } = await context().client.get(path('missing'));

    expect(status).toBe(404);
    expect(body).toMatchObject({
      kind: 'Status',
      status: 'Failure',
      reason: 'NotFound',
      message: 'configmaps "missing" not found',
      details: { name: 'missing', kind: 'configmaps' },
    });
  });

  test('a missing namespace is not found', async () => {
    const { status, body } = await context().client.post(
      '/api/v1/namespaces/nowhere/configmaps',
      configMap('x'),
    );

    expect(status).toBe(404);
    expect(body.message).toBe('namespaces "nowhere" not found');
  });

  test('a name that is no DNS subdomain is invalid', async () => {
    const { status, body } = await context().client.post(path(), configMap('Not_Valid'));

    expect(status).toBe(422);
    expect(body.reason).toBe('Invalid');
    expect(body.message).toContain(
      'ConfigMap "Not_Valid" is invalid: metadata.name: Invalid value: "Not_Valid": a lowercase RFC 1123 subdomain must consist of',
    );
    expect(body.details.causes[0]).toMatchObject({
      reason: 'FieldValueInvalid',
      field: 'metadata.name',
    });
  });

  test('a value of the wrong type is a bad request in the words of the decoder', async () => {
    const { status, body } = await context().client.post(
      path(),
      configMap('x', { data: { key: 5 } }),
    );

    expect(status).toBe(400);
    expect(body.message).toBe(
      'ConfigMap in version "v1" cannot be handled as a ConfigMap: json: cannot unmarshal number into Go struct field ConfigMap.data of type string',
    );
  });

  test('an unknown field is warned of, or refused under Strict', async () => {
    const { client } = context();
    const body = configMap('unknown', { dta: { key: 'value' } });

    const warned = await client.post(path(), body);
    const refused = await client.post(`${path()}?fieldValidation=Strict`, body);
    const ignored = await client.post(`${path()}?fieldValidation=Ignore&dryRun=All`, {
      ...body,
      metadata: { name: 'other' },
    });

    expect(warned.status).toBe(201);
    expect(warned.warnings).toEqual(['299 - "unknown field \\"dta\\""']);
    expect(refused.status).toBe(400);
    expect(refused.body.message).toBe(
      'ConfigMap in version "v1" cannot be handled as a ConfigMap: strict decoding error: unknown field "dta"',
    );
    expect(ignored.warnings).toEqual([]);
  });

  test('a replace that rests on an old read conflicts', async () => {
    const { client } = context();
    const { body: created } = await client.post(path(), configMap('raced'));
    await client.mergePatch(path('raced'), { data: { key: 'value' } });

    const { status, body } = await client.put(path('raced'), created);

    expect(status).toBe(409);
    expect(body).toMatchObject({
      reason: 'Conflict',
      message:
        'Operation cannot be fulfilled on configmaps "raced": the object has been modified; please apply your changes to the latest version and try again',
    });
  });

  test('a write that changes nothing leaves the revision', async () => {
    const { client } = context();
    const { body: created } = await client.post(path(), configMap('same', { data: { a: 'b' } }));

    const { body } = await client.mergePatch(path('same'), { data: { a: 'b' } });

    expect(body.metadata.resourceVersion).toBe(created.metadata.resourceVersion);
  });

  test('stringData of a Secret becomes data', async () => {
    const { body } = await context().client.post(pathIn(context, 'v1', 'secrets'), {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'plain' },
      stringData: { key: 'value' },
    });

    expect(body).toMatchObject({ type: 'Opaque', data: { key: 'dmFsdWU=' } });
    expect(body.stringData).toBeUndefined();
  });

  test('YAML is read as well as JSON', async () => {
    const yaml = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: from-yaml}\ndata: {a: "1"}\n';

    const { status, body } = await context().client.request('POST', path(), yaml, {
      type: 'application/yaml',
    });

    expect(status).toBe(201);
    expect(body.data).toEqual({ a: '1' });
  });

  test('the same Event is served by both groups under their own names', async () => {
    const { client, namespace } = context();
    await client.post(pathIn(context, 'events.k8s.io/v1', 'events'), {
      apiVersion: 'events.k8s.io/v1',
      kind: 'Event',
      metadata: { name: 'shared' },
      eventTime: '2026-01-01T00:00:00.000000Z',
      reportingController: 'example.com/controller',
      reportingInstance: 'one',
      action: 'Test',
      reason: 'Tested',
      type: 'Normal',
      note: 'it was',
      regarding: { kind: 'ConfigMap', name: 'x', namespace },
    });

    const { body } = await client.get(pathIn(context, 'v1', 'events/shared'));

    expect(body).toMatchObject({
      apiVersion: 'v1',
      message: 'it was',
      reportingComponent: 'example.com/controller',
      involvedObject: { kind: 'ConfigMap', name: 'x' },
    });
  });
}
