import { describe, expect, test } from 'vitest';
import type { ResourceType } from '../../../core/cluster/cluster.ts';
import { ErrorCode } from '../../../core/errors.ts';
import { anApi, aStatus, never, webs } from './api-server.ts';

const ref = { namespace: 'ns', name: 'a' };
const target = { type: webs, ref };
const web = { apiVersion: 'example.com/v1', kind: 'Web', metadata: { name: 'a', namespace: 'ns' } };
const pods: ResourceType = { ...webs, group: '', kind: 'Pod', plural: 'pods' };
const nodes: ResourceType = { ...pods, kind: 'Node', plural: 'nodes', namespaced: false };

describe('requests', () => {
  test('an apply is a PATCH of JSON with the type of server-side apply', async () => {
    const { cluster, seen } = await anApi(() => ({ body: web }));

    const answer = await cluster.apply(target, web, { force: true, signal: never });

    expect(answer).toEqual(web);
    expect(seen).toMatchObject([
      {
        method: 'PATCH',
        path: '/apis/example.com/v1/namespaces/ns/webs/a',
        query: { fieldManager: 'orkestra', force: 'true' },
        body: JSON.stringify(web),
        headers: {
          'content-type': 'application/apply-patch+yaml',
          'user-agent': 'orkestra/1.2.3',
          authorization: 'Bearer secret-token',
        },
      },
    ]);
  });

  test('status is patched at its subresource, a dry run says so', async () => {
    const { cluster, seen } = await anApi(() => ({ body: web }));

    await cluster.patch(
      target,
      { status: {} },
      { type: 'merge', subresource: 'status', signal: never },
    );
    await cluster.apply(target, web, { force: false, dryRun: true, signal: never });

    expect(seen[0]).toMatchObject({
      path: '/apis/example.com/v1/namespaces/ns/webs/a/status',
      headers: { 'content-type': 'application/merge-patch+json' },
    });
    expect(seen[1]?.query).toMatchObject({ dryRun: 'All', force: 'false' });
  });

  test.each([
    { type: pods, name: 'a', path: '/api/v1/namespaces/ns/pods/a' },
    { type: nodes, name: 'a', path: '/api/v1/nodes/a' },
    {
      type: webs,
      name: 'system:x/y',
      path: '/apis/example.com/v1/namespaces/ns/webs/system%3Ax%2Fy',
    },
  ])('$type.kind $name is at $path', async ({ type, name, path }) => {
    const { cluster, seen } = await anApi(() => ({ body: web }));

    await cluster.get({ type, ref: { namespace: 'ns', name } }, never);

    expect(seen[0]?.path).toBe(path);
  });

  test('a delete names propagation and preconditions', async () => {
    const { cluster, seen } = await anApi(() => ({ body: { ...web, kind: 'Web' } }));

    await cluster.delete(target, { propagation: 'Foreground', uid: 'u' }, never);

    expect(JSON.parse(seen[0]?.body ?? '')).toEqual({
      kind: 'DeleteOptions',
      apiVersion: 'v1',
      propagationPolicy: 'Foreground',
      preconditions: { uid: 'u' },
    });
  });

  test('a delete answers with the object that waits, or with the name of what is gone', async () => {
    const waiting = { ...web, metadata: { ...web.metadata, finalizers: ['x'] } };
    const { cluster } = await anApi((_request, count) =>
      count === 1 ? { body: waiting } : { body: { kind: 'Status', details: { uid: 'u' } } },
    );

    expect(await cluster.delete(target, {}, never)).toEqual(waiting);
    expect(await cluster.delete(target, {}, never)).toEqual({
      ...web,
      metadata: { ...web.metadata, uid: 'u' },
    });
  });

  test('what does not exist is undefined for get and delete', async () => {
    const { cluster } = await anApi(() => aStatus(404, 'NotFound'));

    expect(await cluster.get(target, never)).toBeUndefined();
    expect(await cluster.delete(target, {}, never)).toBeUndefined();
    await expect(cluster.patch(target, {}, { type: 'merge', signal: never })).rejects.toMatchObject(
      { code: ErrorCode.ApiNotFound },
    );
  });

  test('a list has pages, selectors, and the kind on each item', async () => {
    const item = { metadata: { name: 'a', namespace: 'ns' } };
    const { cluster, seen } = await anApi(() => ({
      body: { metadata: { resourceVersion: '7', continue: 'more' }, items: [item] },
    }));

    const page = await cluster.list(
      pods,
      { namespace: 'ns', labelSelector: 'a=b', limit: 5, continueToken: 'next' },
      never,
    );

    expect(page).toEqual({
      items: [{ apiVersion: 'v1', kind: 'Pod', ...item }],
      resourceVersion: '7',
      continueToken: 'more',
    });
    expect(seen[0]?.query).toEqual({ labelSelector: 'a=b', limit: '5', continue: 'next' });
  });
});

describe('errors', () => {
  test.each([
    { status: 400, reason: 'BadRequest', code: ErrorCode.ApiInvalid },
    { status: 401, reason: 'Unauthorized', code: ErrorCode.ApiUnauthorized },
    { status: 403, reason: 'Forbidden', code: ErrorCode.ApiForbidden },
    { status: 409, reason: 'Conflict', code: ErrorCode.ApiConflict },
    { status: 409, reason: 'AlreadyExists', code: ErrorCode.ApiAlreadyExists },
    { status: 410, reason: 'Expired', code: ErrorCode.ApiExpired },
    { status: 422, reason: 'Invalid', code: ErrorCode.ApiInvalid },
    { status: 500, reason: 'InternalError', code: ErrorCode.ApiFailed },
  ])('$status $reason becomes $code with what the server said', async (row) => {
    const { cluster } = await anApi(() => aStatus(row.status, row.reason));

    await expect(cluster.create(webs, web, never)).rejects.toMatchObject({
      code: row.code,
      details: { status: row.status, reason: row.reason, text: `told ${row.reason}` },
    });
  });

  test('a field conflict names manager and field', async () => {
    const cause = {
      reason: 'FieldManagerConflict',
      message: 'conflict with "kubectl-edit" using apps/v1',
      field: '.spec.replicas',
    };
    const { cluster } = await anApi(() =>
      aStatus(409, 'Conflict', { details: { causes: [cause] } }),
    );

    const applied = cluster.apply(target, web, { force: false, signal: never });

    await expect(applied).rejects.toMatchObject({
      code: ErrorCode.ApiConflict,
      details: { conflicts: [{ manager: 'kubectl-edit', field: '.spec.replicas' }] },
    });
  });

  test('an answer that is no JSON is told without its text', async () => {
    const { cluster } = await anApi(() => ({ body: '{"data": "c2VjcmV0' }));

    const got = cluster.get(target, never);

    await expect(got).rejects.toMatchObject({ code: ErrorCode.ApiUndecodable });
    await expect(got).rejects.not.toThrow(/c2Vj/);
  });

  test('a request that its caller ends rejects with the reason of the signal', async () => {
    const { cluster } = await anApi(() => ({ raw: () => undefined }));
    const stop = new AbortController();
    const got = cluster.get(target, stop.signal);

    setImmediate(() => stop.abort());

    await expect(got).rejects.toMatchObject({ code: ErrorCode.Aborted });
  });
});
