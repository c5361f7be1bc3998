import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ControlPlane, readAuditCounts, startControlPlane } from '../testbed/index.ts';
import { grantGeneratedRbac, OPERATOR, type Operator, startOperator } from './support/operator.ts';
import {
  aWebsite,
  awaitObject,
  installWebsiteCrd,
  isReady,
  websiteFiles,
} from './support/website.ts';

const { katalog } = websiteFiles;

describe('two replicas of one operator', () => {
  let controlPlane: ControlPlane;
  const replicas: Operator[] = [];

  beforeAll(async () => {
    controlPlane = await startControlPlane({ audit: true, users: [{ name: OPERATOR }] });
    await installWebsiteCrd(controlPlane);
    await grantGeneratedRbac(controlPlane, katalog);
    for (const name of ['one', 'two']) {
      replicas.push(await startOperator(controlPlane, { name, katalog, readyPath: '/livez' }));
    }
  });

  afterAll(async () => {
    await Promise.all(replicas.map((replica) => replica.stop()));
    await controlPlane?.stop();
  });

  const leaderOf = async (
    candidates: readonly Operator[],
    withinMs = 30_000,
  ): Promise<Operator> => {
    const deadline = performance.now() + withinMs;
    while (performance.now() < deadline) {
      for (const replica of candidates) {
        const summary = (await replica.get('/katalog')) as { isKonductor: boolean };
        if (summary.isKonductor) return replica;
      }
      await sleep(50);
    }
    throw new Error('No replica leads');
  };

  const appliesOf = async (name: string): Promise<number> => {
    const selector = ['get', 'deployment', name, '-o', 'jsonpath={.metadata.generation}'];
    return Number(await controlPlane.requireKubectl(selector));
  };

  test('exactly one leads and does each piece of work once', async () => {
    await controlPlane.requireKubectl(['create', '-f', '-'], { input: aWebsite('shared') });
    await awaitObject(controlPlane, { resource: 'website', name: 'shared' }, isReady);

    const summaries = await Promise.all(replicas.map((each) => each.get('/katalog')));

    const leaders = (summaries as { isKonductor: boolean }[]).filter(
      ({ isKonductor }) => isKonductor,
    );
    expect(leaders).toHaveLength(1);
    expect(await appliesOf('shared')).toBe(1);
  });

  test('a graceful stop hands over within two seconds', async () => {
    const leader = await leaderOf(replicas);
    const other = replicas.find((replica) => replica !== leader);
    if (other === undefined) throw new Error('There is no other replica');

    await leader.stop();

    expect(await leaderOf([other], 2_000)).toBe(other);
    replicas.splice(replicas.indexOf(leader), 1);
    replicas.push(
      await startOperator(controlPlane, { name: 'three', katalog, readyPath: '/livez' }),
    );
  });

  test('after kill -9 of the leader the other takes over in less than 15 s, nothing lost or done twice', async () => {
    const leader = await leaderOf(replicas);
    const other = replicas.find((replica) => replica !== leader);
    if (other === undefined) throw new Error('There is no other replica');

    leader.kill();
    await controlPlane.requireKubectl(['create', '-f', '-'], { input: aWebsite('orphan') });
    await awaitObject(
      controlPlane,
      { resource: 'website', name: 'orphan', timeoutMs: 15_000 },
      isReady,
    );

    expect(await appliesOf('orphan')).toBe(1);
    expect(await appliesOf('shared')).toBe(1);
    replicas.splice(replicas.indexOf(leader), 1);
  });

  test('no write was made by a replica that did not lead', async () => {
    const counts = await readAuditCounts(controlPlane.auditLogPath ?? '', { user: OPERATOR });
    const applied = counts.filter(
      ({ verb, resource }) => verb === 'patch' && resource === 'deployments',
    );

    expect(applied.reduce((sum, { count }) => sum + count, 0)).toBe(2);
  });
});
