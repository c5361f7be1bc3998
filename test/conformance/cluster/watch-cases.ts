import { expect, test } from 'vitest';
import type { WatchLine } from './api-client.ts';
import { type Context, configMap, pathIn } from './cluster-context.ts';

const seen = (lines: readonly WatchLine[]) =>
  lines.map(({ type, object }) => `${type} ${object.metadata?.name ?? ''}`.trim());

/** Watches: where they start, what they select, how they end. */
export function watchCases(context: Context): void {
  const maps = () => pathIn(context, 'v1', 'configmaps');
  const revision = async () => (await context().client.get(maps())).body.metadata.resourceVersion;
  const only = (label: string) => `&labelSelector=case%3D${label}`;
  const labelled = (name: string, label: string) =>
    configMap('', { metadata: { name, labels: { case: label } } });

  test('from a revision it shows what came after, in order', async () => {
    const { client } = context();
    const from = await revision();
    await client.post(maps(), labelled('w1', 'after'));
    await client.mergePatch(`${maps()}/w1`, { data: { a: 'b' } });
    await client.delete(`${maps()}/w1`);

    const lines = await client.watch(
      `${maps()}?watch=true&resourceVersion=${from}${only('after')}`,
      (all) => all.length === 3,
    );

    expect(seen(lines)).toEqual(['ADDED w1', 'MODIFIED w1', 'DELETED w1']);
    const revisions = lines.map(({ object }) => Number(object.metadata.resourceVersion));
    expect(revisions).toEqual([...revisions].sort((a, b) => a - b));
    expect(new Set(revisions).size).toBe(3);
  });

  test('without a revision it shows the present first', async () => {
    const { client } = context();
    await client.post(maps(), labelled('w2', 'present'));

    const lines = await client.watch(`${maps()}?watch=true${only('present')}`, () => true);

    expect(seen(lines)).toEqual(['ADDED w2']);
  });

  test('an object that stops matching is gone for the watch, one that starts is new', async () => {
    const { client } = context();
    const from = await revision();
    await client.post(maps(), labelled('w3', 'in'));
    await client.mergePatch(`${maps()}/w3`, { metadata: { labels: { case: 'out' } } });
    await client.mergePatch(`${maps()}/w3`, { metadata: { labels: { case: 'in' } } });

    const lines = await client.watch(
      `${maps()}?watch=true&resourceVersion=${from}${only('in')}`,
      (all) => all.length === 3,
    );

    expect(seen(lines)).toEqual(['ADDED w3', 'DELETED w3', 'ADDED w3']);
    expect(lines[1]?.object.metadata.labels).toEqual({ case: 'in' });
  });

  test('a watch-list ends its first part with a marked bookmark', async () => {
    const { client } = context();
    await client.post(maps(), labelled('w4', 'initial'));

    const lines = await client.watch(
      `${maps()}?watch=true&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true${only('initial')}`,
      (all) => all.some(({ type }) => type === 'BOOKMARK'),
    );

    expect(lines.map(({ type }) => type)).toEqual(['ADDED', 'BOOKMARK']);
    expect(lines[1]?.object).toMatchObject({
      kind: 'ConfigMap',
      metadata: { annotations: { 'k8s.io/initial-events-end': 'true' } },
    });
  });

  test('sendInitialEvents needs resourceVersionMatch', async () => {
    const { status, body } = await context().client.get(
      `${maps()}?watch=true&sendInitialEvents=true&timeoutSeconds=1`,
    );

    expect(status).toBe(422);
    expect(body.message).toContain(
      'sendInitialEvents requires setting resourceVersionMatch to NotOlderThan',
    );
  });

  test('it ends when its time is up', async () => {
    const from = await revision();

    const lines = await context().client.watch(
      `${maps()}?watch=true&timeoutSeconds=1&resourceVersion=${from}${only('nothing')}`,
      () => false,
    );

    expect(lines).toEqual([]);
  });
}
