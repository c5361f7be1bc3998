import { expect, test } from 'vitest';
import { anApi, aStatus, never, type SeenRequest } from './api-server.ts';

const web = { group: 'example.com', version: 'v1', kind: 'Web' };

function groupOf(name: string, kind: string, plural: string): object {
  return {
    metadata: { name },
    versions: [
      {
        version: 'v1',
        resources: [
          {
            resource: plural,
            responseKind: { group: name, version: 'v1', kind },
            scope: 'Namespaced',
            verbs: ['get', 'list'],
            subresources: [{ subresource: 'status' }],
          },
        ],
      },
    ],
  };
}

function aggregated(...groups: object[]): { body: object } {
  return { body: { kind: 'APIGroupDiscoveryList', items: groups } };
}

test('plural and scope come from aggregated discovery, in one request for many', async () => {
  const { cluster, seen } = await anApi(() =>
    aggregated(groupOf('example.com', 'Web', 'webben'), groupOf('apps', 'Thing', 'things')),
  );

  const [type, other] = await Promise.all([
    cluster.resolve(web, never),
    cluster.resolve({ ...web, group: 'apps', kind: 'Thing' }, never),
  ]);

  expect(type).toEqual({
    ...web,
    plural: 'webben',
    namespaced: true,
    subresources: ['status'],
    verbs: ['get', 'list'],
  });
  expect(other?.plural).toBe('things');
  expect(seen.map(({ path }) => path)).toEqual(['/apis']);
  expect(seen[0]?.headers.accept).toContain('as=APIGroupDiscoveryList');
});

test('an unknown kind makes it ask again, but not more than once a second', async () => {
  let isInstalled = false;
  const { cluster, clock, seen } = await anApi(() =>
    isInstalled ? aggregated(groupOf('example.com', 'Web', 'webs')) : aggregated(),
  );
  await cluster.resolve(web, never);
  isInstalled = true;

  const early = await cluster.resolve(web, never);
  await clock.advance(1_000);
  const late = await cluster.resolve(web, never);

  expect(early).toBeUndefined();
  expect(late?.plural).toBe('webs');
  expect(seen).toHaveLength(2);
});

test('what was forgotten is asked for again, and what is gone is gone', async () => {
  let isInstalled = true;
  const { cluster, clock } = await anApi(() =>
    isInstalled ? aggregated(groupOf('example.com', 'Web', 'webs')) : aggregated(),
  );
  await cluster.resolve(web, never);
  isInstalled = false;
  await clock.advance(1_000);

  const cached = await cluster.resolve(web, never);
  cluster.forgetDiscovery();

  expect(cached).toBeDefined();
  expect(await cluster.resolve(web, never)).toBeUndefined();
});

test('a server without aggregated discovery is asked per version', async () => {
  const answer = ({ path }: SeenRequest): { body: object } | ReturnType<typeof aStatus> => {
    if (path === '/apis') return { body: { kind: 'APIGroupList', groups: [] } };
    if (path !== '/apis/example.com/v1') return aStatus(404, 'NotFound');
    return {
      body: {
        resources: [
          { name: 'webs', kind: 'Web', namespaced: false, verbs: ['get'] },
          { name: 'webs/scale', kind: 'Scale', namespaced: false, verbs: ['get'] },
        ],
      },
    };
  };
  const { cluster } = await anApi(answer);

  expect(await cluster.resolve(web, never)).toEqual({
    ...web,
    plural: 'webs',
    namespaced: false,
    subresources: ['scale'],
    verbs: ['get'],
  });
  expect(await cluster.resolve({ ...web, group: 'other.com' }, never)).toBeUndefined();
});

test('kinds that every API server has are not asked for, until one turns out to be missing', async () => {
  const { cluster, seen } = await anApi(() => aggregated());
  const deployment = { group: 'apps', version: 'v1', kind: 'Deployment' };

  const believed = await cluster.resolve(deployment, never);
  const asked = seen.length;
  cluster.forgetDiscovery();
  const checked = await cluster.resolve(deployment, never);

  expect([believed?.plural, asked]).toEqual(['deployments', 0]);
  expect([checked, seen.length]).toEqual([undefined, 1]);
});
