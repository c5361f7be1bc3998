import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  auditLogEnd,
  type ControlPlane,
  readAuditCounts,
  startControlPlane,
  sumCounts,
} from '../../test/testbed/index.ts';
import { waitUntil } from '../measure/wait-until.ts';
import { PEERS, type Peer } from './index.ts';

const OPERATOR = 'operator';
const WEBSITES = 20;

/** Runs each peer on a control plane of its own and prints what it did. @throws when one does not do what the benchmark expects of it */
export async function verifyPeers(names: readonly string[]): Promise<void> {
  const wanted = PEERS.filter((peer) => names.length === 0 || names.includes(peer.name));
  for (const peer of wanted) {
    await peer.prepare();
    const controlPlane = await startControlPlane({
      audit: true,
      users: [{ name: OPERATOR, groups: ['system:masters'] }],
    });
    try {
      console.log(`${peer.name} ${peer.version}`);
      await verifyPeer(peer, controlPlane);
    } finally {
      await controlPlane.stop();
    }
  }
}

async function verifyPeer(peer: Peer, controlPlane: ControlPlane): Promise<void> {
  const start = async () =>
    peer.start({
      kubeconfig: await controlPlane.kubeconfigFor(OPERATOR),
      adminKubeconfig: await controlPlane.kubeconfigFor('admin'),
      logFile: join(controlPlane.stateFolder, 'logs', 'peer.log'),
    });
  const log = controlPlane.auditLogPath ?? '';
  const step = async (title: string, act: () => Promise<unknown>): Promise<void> => {
    const fromByte = await auditLogEnd(log);
    const startedAtMs = Date.now();
    await act();
    const durationMs = Date.now() - startedAtMs;
    await sleep(2_000); // what follows belongs to this step
    const counts = await readAuditCounts(log, { fromByte, user: OPERATOR });
    const kinds = counts.map(
      (c) => `${c.count} ${c.verb} ${c.resource}${c.subresource && `/${c.subresource}`} ${c.code}`,
    );
    console.log(
      `  ${title}: ${durationMs} ms, ${sumCounts(counts)} requests (${kinds.join(', ')})`,
    );
  };

  await peer.install(await controlPlane.kubeconfigFor('admin'));
  let running = await start();
  try {
    await step(`${WEBSITES} websites`, () => createWebsites(controlPlane));
    await step('nothing happens', () => sleep(3_000));
    await step('a deleted child', () => deleteChild(controlPlane));
    await step('a spoiled child', () => spoilChild(controlPlane));
    await step('a new image', () => changeImage(controlPlane, 'web:2'));
    await step('readiness in the status', () => makeReady(controlPlane));
    await running.stop();
    await changeSpec(controlPlane, 'web:3');
    await step('a change missed while stopped', async () => {
      running = await start();
      await until(controlPlane, 'deployment/site-1', IMAGE, 'web:3');
    });
  } finally {
    await running.stop();
  }
}

const IMAGE = '{.spec.template.spec.containers[0].image}';

async function createWebsites(controlPlane: ControlPlane): Promise<void> {
  const items = Array.from({ length: WEBSITES }, (_, index) => ({
    apiVersion: 'demo.orkestra.io/v1alpha1',
    kind: 'Website',
    metadata: { name: `site-${index + 1}`, namespace: 'default' },
    spec: { image: 'web:1', replicas: 1, port: 8080 },
  }));
  const input = JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
  await controlPlane.requireKubectl(['create', '-f', '-'], { input });
  for (const { metadata } of items) {
    const name = metadata.name;
    await until(controlPlane, `deployment/${name}`, IMAGE, 'web:1');
    await until(controlPlane, `service/${name}`, '{.spec.ports[0].targetPort}', '8080');
    const status = '{.status.phase} {.status.endpoint} {.status.readyReplicas}';
    const endpoint = `${name}.default.svc.cluster.local`;
    await until(controlPlane, `website/${name}`, status, `Progressing ${endpoint} 0`);
  }
}

async function deleteChild(controlPlane: ControlPlane): Promise<void> {
  const uid = (): Promise<string> => read(controlPlane, 'service/site-1', '{.metadata.uid}');
  const before = await uid();
  await controlPlane.requireKubectl(['delete', 'service/site-1', '--wait=false']);
  await waitUntil('service/site-1 to be made again', async () => {
    const after = await uid();
    return after !== '' && after !== before;
  });
}

async function spoilChild(controlPlane: ControlPlane): Promise<void> {
  await patch(controlPlane, 'deployment/site-1', { spec: { replicas: 7 } });
  await until(controlPlane, 'deployment/site-1', '{.spec.replicas}', '1');
}

async function changeSpec(controlPlane: ControlPlane, image: string): Promise<void> {
  await patch(controlPlane, 'website/site-1', { spec: { image } });
}

async function changeImage(controlPlane: ControlPlane, image: string): Promise<void> {
  await changeSpec(controlPlane, image);
  await until(controlPlane, 'deployment/site-1', IMAGE, image);
}

async function makeReady(controlPlane: ControlPlane): Promise<void> {
  const status = { replicas: 1, readyReplicas: 1, availableReplicas: 1 };
  await patch(controlPlane, 'deployment/site-1', { status }, ['--subresource=status']);
  await until(controlPlane, 'website/site-1', '{.status.phase} {.status.readyReplicas}', 'Ready 1');
}

async function patch(
  controlPlane: ControlPlane,
  object: string,
  change: unknown,
  flags: readonly string[] = [],
): Promise<void> {
  const args = ['patch', object, '--type=merge', `--patch=${JSON.stringify(change)}`, ...flags];
  await controlPlane.requireKubectl(args);
}

async function read(controlPlane: ControlPlane, object: string, path: string): Promise<string> {
  return (await controlPlane.kubectl(['get', object, `--output=jsonpath=${path}`])).stdout;
}

async function until(
  controlPlane: ControlPlane,
  object: string,
  path: string,
  wanted: string,
): Promise<void> {
  await waitUntil(`${object} ${path} to be ${wanted}`, async () => {
    return (await read(controlPlane, object, path)) === wanted;
  });
}
