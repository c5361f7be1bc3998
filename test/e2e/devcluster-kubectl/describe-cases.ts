import { expect, test } from 'vitest';
import type { DevSession } from '../support/dev-session.ts';

/** `describe`, which joins an object with what belongs to it. */
export function describeCases(session: () => DevSession): void {
  const describeOf = (...args: readonly string[]) => session().require(['describe', ...args]);

  test('a custom resource shows its spec, conditions and events', async () => {
    const text = await describeOf('website', 'hello');

    expect(text).toMatch(/Kind: +Website/);
    expect(text).toMatch(/Image: +nginx:1\.27/);
    expect(text).toMatch(/Type: +Ready/);
    expect(text).toMatch(/Normal +WebsiteReconciled .* created deployments\/hello/);
  });

  test('a deployment shows its replicas, its newest replica set and events', async () => {
    const text = await describeOf('deployment', 'hello');

    expect(text).toContain('2 desired | 2 updated | 2 total | 2 available | 0 unavailable');
    expect(text).toMatch(/NewReplicaSet: +hello-\S+ \(2\/2 replicas created\)/);
    expect(text).toMatch(/Normal +ScalingReplicaSet .* deployment-controller +Scaled up/);
  });

  test('a service lists the addresses of the pods behind it', async () => {
    const text = await describeOf('service', 'hello');

    expect(text).toMatch(/Type: +ClusterIP/);
    expect(text).toMatch(/Endpoints: +10\.\d+\.\d+\.\d+:80,10\.\d+\.\d+\.\d+:80/);
  });

  test('a pod shows where it runs, who controls it and events', async () => {
    const text = await describeOf('pods', '-l', 'orkestra-owner=hello', '--show-events=true');

    expect(text).toMatch(/Node: +devcluster\/127\.0\.0\.1/);
    expect(text).toMatch(/Controlled By: +ReplicaSet\/hello-/);
    expect(text).toMatch(/Normal +Scheduled .* Successfully assigned default\/hello-/);
  });

  test('a node, a namespace and a CRD are described as well', async () => {
    expect(await describeOf('node', 'devcluster')).toMatch(/Kubelet Version: +v1\.36/);
    expect(await describeOf('namespace', 'default')).toMatch(/Status: +Active/);
    expect(await describeOf('crd', 'websites.demo.orkestra.io')).toMatch(/Kind: +Website/);
  });
}
