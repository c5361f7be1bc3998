import { expect, test } from 'vitest';
import { configMap, MAPS, startCluster } from './start-cluster.ts';

test('a scripted status hits as many matching requests as it says', async () => {
  const { cluster, client } = await startCluster();
  cluster.faults.add({
    match: { verb: 'create', resource: 'configmaps' },
    times: 2,
    respond: { status: 429, retryAfterSeconds: 3 },
  });

  const answers = [
    await client.get(MAPS),
    await client.post(MAPS, configMap('a')),
    await client.post(MAPS, configMap('a')),
    await client.post(MAPS, configMap('a')),
  ];

  expect(answers.map(({ status }) => status)).toEqual([200, 429, 429, 201]);
  expect(answers[1]?.body).toMatchObject({
    reason: 'TooManyRequests',
    details: { retryAfterSeconds: 3 },
  });
  expect(cluster.faults.pending).toBe(0);
});

test('a scripted delay holds a request until the clock has moved', async () => {
  const { cluster, client, clock } = await startCluster();
  cluster.faults.add({ match: { verb: 'list' }, respond: { delayMs: 5_000 } });
  let isAnswered = false;
  const before = clock.sleeping;

  const answer = client.get(MAPS).then(() => {
    isAnswered = true;
  });
  while (clock.sleeping === before) await clock.settle();
  const wasAnsweredEarly = isAnswered;
  await clock.advance(5_000);
  await answer;

  expect(wasAnsweredEarly).toBe(false);
  expect(isAnswered).toBe(true);
});

test('a cut breaks open watches off', async () => {
  const { cluster, client } = await startCluster();
  await client.post(MAPS, configMap('a'));

  const watching = client.watch(`${MAPS}?watch=true`, (lines) => {
    if (lines.length === 1) cluster.faults.add({ match: { verb: 'watch' }, respond: 'cutWatch' });
    return false;
  });

  await expect(watching).rejects.toThrow();
  expect(cluster.faults.pending).toBe(0);
});

test('a stalled watch stays open and says nothing', async () => {
  const { cluster, client, clock } = await startCluster();
  const { body } = await client.get(MAPS);
  cluster.faults.add({ match: { resource: 'configmaps', verb: 'watch' }, respond: 'stallWatch' });
  const from = body.metadata.resourceVersion;
  const watching = client.watch(
    `${MAPS}?watch=true&timeoutSeconds=10&resourceVersion=${from}`,
    () => false,
  );
  while (cluster.faults.pending > 0) await clock.settle();
  await client.post(MAPS, configMap('unseen'));

  await clock.advance(10_000);

  expect(await watching).toEqual([]);
});

test('a watch from a forgotten revision ends with 410 Expired', async () => {
  const { cluster, client } = await startCluster();
  const { body } = await client.get(MAPS);
  cluster.compact();

  const lines = await client.watch(
    `${MAPS}?watch=true&resourceVersion=${body.metadata.resourceVersion}`,
    () => false,
  );

  expect(lines).toMatchObject([{ type: 'ERROR', object: { code: 410, reason: 'Expired' } }]);
  expect(lines[0]?.object.message).toMatch(/^too old resource version: \d+ \(\d+\)$/);
});

test('a page whose revision is forgotten is 410 Expired', async () => {
  const { cluster, client } = await startCluster();
  await client.post(MAPS, configMap('a'));
  await client.post(MAPS, configMap('b'));
  const { body } = await client.get(`${MAPS}?limit=1`);
  cluster.compact();

  const { status, body: failure } = await client.get(
    `${MAPS}?limit=1&continue=${encodeURIComponent(body.metadata.continue)}`,
  );

  expect(status).toBe(410);
  expect(failure.message).toContain('The provided continue parameter is too old');
});

test('a bounded history forgets by itself', async () => {
  const { client } = await startCluster({ historySize: 5 });
  const { body } = await client.get(MAPS);
  for (let count = 0; count < 12; count += 1) await client.post(MAPS, configMap(`m${count}`));

  const lines = await client.watch(
    `${MAPS}?watch=true&resourceVersion=${body.metadata.resourceVersion}`,
    () => false,
  );

  expect(lines.map(({ type }) => type)).toEqual(['ERROR']);
});

test('bookmarks come every minute to those who ask for them', async () => {
  const { client, clock } = await startCluster();
  const before = clock.sleeping;
  const watching = client.watch(`${MAPS}?watch=true&allowWatchBookmarks=true`, () => true);
  while (clock.sleeping < before + 2) await clock.settle();

  await clock.advance(60_000);

  expect(await watching).toMatchObject([{ type: 'BOOKMARK', object: { kind: 'ConfigMap' } }]);
});

test('requests are counted by verb, resource and user agent until reset', async () => {
  const { cluster, client } = await startCluster();
  await client.get(MAPS);
  await client.get(`${MAPS}/a`);
  await client.post(MAPS, configMap('a'));
  await client.get('/apis');

  expect(cluster.requests.count()).toBe(3);
  expect(cluster.requests.count({ verb: 'create', resource: 'configmaps' })).toBe(1);
  expect(cluster.requests.entries()).toContainEqual({
    verb: 'list',
    resource: 'configmaps',
    subresource: '',
    userAgent: 'conformance/1.0',
    count: 1,
  });
  cluster.requests.reset();
  expect(cluster.requests.count()).toBe(0);
});
