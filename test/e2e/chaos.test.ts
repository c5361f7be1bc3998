import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { type ApiClient, connectClient } from '../../bench/measure/api-client.ts';
import {
  auditLogEnd,
  type ControlPlane,
  readAuditCounts,
  startControlPlane,
} from '../testbed/index.ts';
import { deviations, leftovers } from './chaos/deviations.ts';
import { fault, Replicas } from './chaos/faults.ts';
import { createRandom } from './chaos/random.ts';
import { type Cluster, OTHER_NAMESPACE, readCluster } from './chaos/shops.ts';
import { createForeign, type Wanted, work } from './chaos/work.ts';
import { eventually } from './support/eventually.ts';
import { grantGeneratedRbac, OPERATOR } from './support/operator.ts';

/** More seeds and longer runs than in CI: `ORK_CHAOS_SEEDS=1,2,3 ORK_CHAOS_SECONDS=300`. */
const seeds = (process.env['ORK_CHAOS_SEEDS'] ?? '1,2').split(',').map(Number);
const workMs = 1_000 * Number(process.env['ORK_CHAOS_SECONDS'] ?? '60');
const CONVERGE_MS = 10_000;
/** Tells what is late from what never comes. */
const LATE_MS = 60_000;
const QUIET_MS = 60_000;
/** Repeats of an event are written after 30 s at most, one event a second. */
const EVENT_SERIES_MS = 60_000;

const katalog = fileURLToPath(new URL('chaos/katalog.yaml', import.meta.url));
const crd = fileURLToPath(new URL('chaos/crd.yaml', import.meta.url));

let ending: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const end of ending.reverse()) await end();
  ending = [];
});

test.each(seeds.map((seed) => ({ seed })))(
  'random work and faults end converged and quiet, with everything foreign as it was (seed $seed)',
  { timeout: workMs + QUIET_MS + 300_000 },
  async ({ seed }) => {
    const random = createRandom(seed);
    const controlPlane = await startControlPlane({
      audit: true,
      workloads: true,
      users: [{ name: OPERATOR }],
    });
    ending.push(() => controlPlane.stop());
    await controlPlane.requireKubectl(['create', 'namespace', OTHER_NAMESPACE]);
    await controlPlane.requireKubectl(['apply', '-f', crd]);
    await controlPlane.requireKubectl(['wait', '--for=condition=Established', '-f', crd]);
    await grantGeneratedRbac(controlPlane, katalog);
    const client = await connectClient(await controlPlane.kubeconfigFor('admin'));
    ending.push(() => client.close());
    const foreign = await createForeign(client);
    const replicas = new Replicas(controlPlane, katalog);
    ending.push(() => replicas.stop());
    await replicas.start();
    const wanted: Wanted = { shops: new Map(), next: 0 };

    const story = await play({ controlPlane, client, replicas, random, wanted });

    const ask = (): Promise<readonly string[]> => readDeviations(client, wanted, foreign);
    const left = await converge(ask, CONVERGE_MS);
    if (left.length > 0) {
      const later = await converge(ask, LATE_MS);
      const text = later.length === 0 ? 'converged' : later.join('; ');
      const requests = await requestsFor(controlPlane, [...left, ...later].join(' '));
      story.push(`a minute later: ${text}`, ...requests);
    }
    expect(left, told(seed, story)).toEqual([]);
    await eventually(
      () => readCluster(client),
      (cluster) =>
        hasRolledOut(cluster) &&
        leftovers(cluster, wanted.shops, foreign, 'with collected ones').length === 0,
      180_000,
    );
    await sleep(EVENT_SERIES_MS);
    const from = await auditLogEnd(controlPlane.auditLogPath ?? '');
    await sleep(QUIET_MS);
    const late = await writesSince(controlPlane, from);
    if (late.length > 0) story.push(...(await requestsFor(controlPlane, '', from)));
    expect(late, told(seed, story)).toEqual([]);
    expect(await readDeviations(client, wanted, foreign), told(seed, story)).toEqual([]);
  },
);

interface Stage {
  readonly controlPlane: ControlPlane;
  readonly client: ApiClient;
  readonly replicas: Replicas;
  readonly random: ReturnType<typeof createRandom>;
  readonly wanted: Wanted;
}

/** Work and faults beside each other until the time is over and the last fault has ended. */
async function play(stage: Stage): Promise<string[]> {
  const { client, controlPlane, random, replicas, wanted } = stage;
  const deadline = performance.now() + workMs;
  const story: string[] = [];
  const faulting = (async () => {
    while (performance.now() < deadline) {
      await sleep(random.between(1_000, 5_000));
      story.push(await fault(controlPlane, replicas, random));
    }
  })();
  while (performance.now() < deadline) {
    try {
      await work(client, random, wanted);
    } catch (error) {
      // The API server is away, a child is not there yet, or its version has moved on.
      story.push(`work failed: ${String(error).slice(0, 200)}`);
      await settleWanted(client, wanted);
    }
    await sleep(random.between(20, 300));
  }
  await faulting;
  await settleWanted(client, wanted);
  return story;
}

/** A request that failed may have been carried out: what the API server has is what was asked for. */
async function settleWanted(client: ApiClient, wanted: Wanted): Promise<void> {
  for (;;) {
    try {
      const { shops } = await readCluster(client);
      wanted.shops.clear();
      for (const [name, { metadata, spec }] of shops) {
        const isLeaving = 'deletionTimestamp' in metadata;
        if (!isLeaving) wanted.shops.set(name, spec as never);
      }
      return;
    } catch {
      // Not back yet.
      await sleep(200);
    }
  }
}

async function readDeviations(
  client: ApiClient,
  { shops }: Wanted,
  foreign: Parameters<typeof deviations>[2],
): Promise<readonly string[]> {
  return deviations(await readCluster(client), shops, foreign);
}

async function converge(
  ask: () => Promise<readonly string[]>,
  withinMs: number,
): Promise<readonly string[]> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const left = await ask();
    if (left.length === 0 || performance.now() > deadline) return left;
    await sleep(100);
  }
}

/** Pods are up, and the status that counts them says so: from here on nothing changes by itself. */
function hasRolledOut({ deployments, shops }: Cluster): boolean {
  const isUp = [...deployments.values()].every(
    ({ status }) => status?.['readyReplicas'] === 1 && status['replicas'] === 1,
  );
  return isUp && [...shops.values()].every(({ status }) => status?.['ready'] === 1);
}

const WRITES = new Set(['create', 'update', 'patch', 'delete', 'deletecollection']);

/** Writes of the operator, its Lease aside. */
async function writesSince(
  controlPlane: ControlPlane,
  fromByte: number,
): Promise<readonly unknown[]> {
  const counts = await readAuditCounts(controlPlane.auditLogPath ?? '', {
    user: OPERATOR,
    fromByte,
  });
  return counts.filter(({ verb, resource }) => WRITES.has(verb) && resource !== 'leases');
}

/** Writes that were asked of the API server about the shops that are named, or about all, in order. */
async function requestsFor(
  controlPlane: ControlPlane,
  text: string,
  fromByte = 0,
): Promise<readonly string[]> {
  const shops = [...(text.match(/shop-\d+\b/g) ?? ['shop'])];
  const log = await readFile(controlPlane.auditLogPath ?? '');
  const lines = log.subarray(fromByte).toString('utf8').split('\n');
  return lines.flatMap((line) => {
    if (line === '' || !shops.some((shop) => new RegExp(`${shop}\\b`).test(line))) return [];
    const { verb, requestURI, user, responseStatus, requestReceivedTimestamp } = JSON.parse(line);
    if (!WRITES.has(verb)) return [];
    return [
      `${requestReceivedTimestamp} ${user.username} ${verb} ${requestURI}: ${responseStatus?.code}`,
    ];
  });
}

function told(seed: number, story: readonly string[]): string {
  return `seed ${seed}:\n${story.join('\n')}`;
}
