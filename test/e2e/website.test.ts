import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  auditLogEnd,
  type ControlPlane,
  readAuditCounts,
  startControlPlane,
} from '../testbed/index.ts';
import { eventually } from './support/eventually.ts';
import { grantGeneratedRbac, OPERATOR, type Operator, startOperator } from './support/operator.ts';
import {
  aWebsite,
  awaitObject,
  getObject,
  installWebsiteCrd,
  isReady,
  websiteFiles,
} from './support/website.ts';

const { katalog } = websiteFiles;
const WRITES = new Set(['create', 'update', 'patch', 'delete', 'deletecollection']);

describe("the README's website operator on a real API server", () => {
  let controlPlane: ControlPlane;
  let operator: Operator;

  beforeAll(async () => {
    controlPlane = await startControlPlane({
      workloads: true,
      audit: true,
      users: [{ name: OPERATOR }],
    });
    await installWebsiteCrd(controlPlane);
    await grantGeneratedRbac(controlPlane, katalog);
    operator = await startOperator(controlPlane, { name: 'website', katalog });
  });

  afterAll(async () => {
    await operator?.stop();
    await controlPlane?.stop();
  });

  const apply = (manifest: string): Promise<string> =>
    controlPlane.requireKubectl(['apply', '-f', '-'], { input: manifest });

  /** Writes of the operator since a point in the audit log, leases and events aside. */
  const writesSince = async (fromByte: number): Promise<readonly string[]> => {
    const counts = await readAuditCounts(controlPlane.auditLogPath ?? '', {
      fromByte,
      user: OPERATOR,
    });
    return counts
      .filter(
        ({ verb, resource }) => WRITES.has(verb) && resource !== 'leases' && resource !== 'events',
      )
      .flatMap(({ verb, resource, subresource, count }) =>
        Array.from(
          { length: count },
          () => `${verb} ${resource}${subresource && `/${subresource}`}`,
        ),
      );
  };

  test('creates a Deployment that becomes ready and a Service, owned by the custom resource', async () => {
    await apply(aWebsite('first'));

    const deployment = await awaitObject(
      controlPlane,
      { resource: 'deployment', name: 'first' },
      ({ status }) => status?.['readyReplicas'] === 2,
    );

    const service = await awaitObject(controlPlane, { resource: 'service', name: 'first' });
    const website = await awaitObject(
      controlPlane,
      { resource: 'website', name: 'first' },
      isReady,
    );
    const owner = {
      apiVersion: 'demo.orkestra.io/v1alpha1',
      kind: 'Website',
      name: 'first',
      uid: website.metadata.uid,
      controller: true,
      blockOwnerDeletion: true,
    };
    expect(deployment.metadata.ownerReferences).toEqual([owner]);
    expect(service.metadata.ownerReferences).toEqual([owner]);
    expect(service.spec?.['ports']).toMatchObject([{ port: 80, targetPort: 8080 }]);
    expect(website.status).toMatchObject({ observedGeneration: 1 });
  });

  test('needs no finalizer when garbage collection does it all', async () => {
    const website = await getObject(controlPlane, 'website', 'first');

    expect(website?.metadata.finalizers).toBeUndefined();
  });

  test('tells what it did in events', async () => {
    const events = await eventually(
      () => controlPlane.requireKubectl(['get', 'events.events.k8s.io', '-o', 'json']),
      (printed) => printed.includes('WebsiteReconciled'),
    );

    expect(JSON.parse(events).items).toContainEqual(
      expect.objectContaining({
        reason: 'WebsiteReconciled',
        type: 'Normal',
        regarding: expect.objectContaining({ kind: 'Website', name: 'first' }),
      }),
    );
  });

  test('serves its own events with those of the controllers and the scheduler', async () => {
    await eventually(
      () => controlPlane.requireKubectl(['get', 'events.events.k8s.io', '-o', 'json']),
      (printed) => printed.includes('"Scheduled"'),
    );
    const before = await auditLogEnd(controlPlane.auditLogPath ?? '');

    const path = '/katalog/website/cr/default/first/events';
    const [history] = [await operator.get(path), await operator.get(path)];

    const counts = await readAuditCounts(controlPlane.auditLogPath ?? '', {
      fromByte: before,
      user: OPERATOR,
    });
    const told = (history as { events: { object: string; reason: string }[] }).events.map(
      ({ object, reason }) => `${object.split('/')[0]} ${reason}`,
    );
    expect(history).not.toHaveProperty('warning');
    expect(told).toEqual(
      expect.arrayContaining([
        'Website WebsiteReconciled',
        'Deployment ScalingReplicaSet',
        'ReplicaSet SuccessfulCreate',
        'Pod Scheduled',
      ]),
    );
    expect(told.filter((each) => each === 'Website WebsiteReconciled')).toHaveLength(1);
    expect(counts.filter(({ verb }) => verb === 'list')).toMatchObject([
      { resource: 'events', count: 1 },
    ]);
  });

  test('costs three requests for a new custom resource and none once converged', async () => {
    const before = await auditLogEnd(controlPlane.auditLogPath ?? '');

    await apply(aWebsite('counted'));
    await awaitObject(controlPlane, { resource: 'website', name: 'counted' }, isReady);
    const first = await writesSince(before);
    await awaitObject(
      controlPlane,
      { resource: 'deployment', name: 'counted' },
      ({ status }) => status?.['readyReplicas'] === 2,
    );
    await sleep(1_000);
    const converged = await auditLogEnd(controlPlane.auditLogPath ?? '');
    await sleep(3_000);

    expect([...first].sort()).toEqual([
      'patch deployments',
      'patch services',
      'patch websites/status',
    ]);
    expect(await writesSince(converged)).toEqual([]);
  });

  test('undoes an edit of a child', async () => {
    const patch = ['patch', 'deployment', 'first', '-p', '{"spec":{"replicas":7}}'];
    await controlPlane.requireKubectl(patch);

    const repaired = await awaitObject(
      controlPlane,
      { resource: 'deployment', name: 'first' },
      ({ spec }) => spec?.['replicas'] === 2,
    );

    expect(repaired.metadata.generation).toBeGreaterThanOrEqual(3);
  });

  test('brings back a deleted child', async () => {
    const before = await getObject(controlPlane, 'service', 'first');
    await controlPlane.requireKubectl(['delete', 'service', 'first']);

    const after = await awaitObject(
      controlPlane,
      { resource: 'service', name: 'first' },
      ({ metadata }) => metadata.uid !== before?.metadata.uid,
    );

    expect(after.metadata.name).toBe('first');
  });

  test('follows a change of the custom resource', async () => {
    await apply(aWebsite('first', { replicas: 3, image: 'nginx:1.28' }));

    const deployment = await awaitObject(
      controlPlane,
      { resource: 'deployment', name: 'first' },
      ({ spec }) => spec?.['replicas'] === 3,
    );

    expect(JSON.stringify(deployment.spec)).toContain('nginx:1.28');
    await awaitObject(
      controlPlane,
      { resource: 'website', name: 'first' },
      ({ status }) => status?.['observedGeneration'] === 2,
    );
  });

  test('writes nothing after a restart', async () => {
    await operator.stop();
    const before = await auditLogEnd(controlPlane.auditLogPath ?? '');

    operator = await startOperator(controlPlane, { name: 'website-again', katalog });
    await sleep(4_000);

    expect(await writesSince(before)).toEqual([]);
  });

  test('applies what changed while it was down', async () => {
    await operator.stop();
    await apply(aWebsite('first', { replicas: 1 }));

    operator = await startOperator(controlPlane, { name: 'website-late', katalog });

    await awaitObject(
      controlPlane,
      { resource: 'deployment', name: 'first' },
      ({ spec }) => spec?.['replicas'] === 1,
    );
  });

  test('tells why in its decisions', async () => {
    const ask = async () => {
      const decisions = (await operator.get('/katalog/website/cr/default/first/decisions')) as {
        items: readonly { entries: readonly { resource: string; decision: string }[] }[];
      };
      return decisions.items.flatMap((item) => item.entries);
    };

    // A cycle is recorded at its end, a moment after its writes can be seen.
    const entries = await eventually(ask, (found) => found.length > 0);

    expect(entries).toContainEqual(expect.objectContaining({ resource: 'deployments' }));
  });

  test('leaves nothing behind when the custom resource is deleted', async () => {
    await controlPlane.requireKubectl(['delete', 'website', 'first', '--timeout=30s']);

    await eventually(
      () =>
        Promise.all([
          getObject(controlPlane, 'deployment', 'first'),
          getObject(controlPlane, 'service', 'first'),
        ]),
      (children) => children.every((child) => child === undefined),
    );
  });

  test('was never refused a request by RBAC', async () => {
    const counts = await readAuditCounts(controlPlane.auditLogPath ?? '', { user: OPERATOR });

    expect(counts.filter(({ code }) => code === 403)).toEqual([]);
  });

  test('brings 1,000 custom resources to convergence', async () => {
    const manifests = Array.from({ length: 1_000 }, (_, index) =>
      aWebsite(`many-${index}`, { replicas: 0 }),
    );
    const list = {
      apiVersion: 'v1',
      kind: 'List',
      items: manifests.map((text) => JSON.parse(text)),
    };
    await controlPlane.requireKubectl(['create', '-f', '-'], {
      input: JSON.stringify(list),
      timeoutMs: 180_000,
    });

    const health = await eventually(
      () =>
        operator.get('/katalog/website/cr?limit=2000') as Promise<{
          items: readonly { ready: string }[];
        }>,
      ({ items }) => items.filter(({ ready }) => ready === 'True').length >= 1_000,
      120_000,
    );

    expect(health.items.length).toBeGreaterThanOrEqual(1_000);
  });
});
