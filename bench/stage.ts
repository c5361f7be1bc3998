import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  auditLogEnd,
  type ControlPlane,
  readAuditCounts,
  startControlPlane,
  sumCounts,
} from '../test/testbed/index.ts';
import { type ApiClient, type BenchObject, connectClient } from './measure/api-client.ts';
import { readProcessUsage, readUsageIfRunning } from './measure/process-usage.ts';
import type { Peer, RunningPeer } from './peers/index.ts';

/** User under which the measured operator acts; its requests are counted in the audit log. */
const OPERATOR_USER = 'operator';

/** Path of the benchmark's custom resources. */
export const WEBSITES = '/apis/demo.orkestra.io/v1alpha1/namespaces/default/websites';
export const DEPLOYMENTS = '/apis/apps/v1/namespaces/default/deployments';
export const SERVICES = '/api/v1/namespaces/default/services';

/** What was used between two moments. */
export interface Usage {
  readonly seconds: number;
  readonly requests: number;
  readonly writes: number;
  readonly operatorCpuSeconds: number;
  readonly apiServerCpuSeconds: number;
}

/** A control plane with one operator on it. */
export interface Stage {
  readonly client: ApiClient;
  readonly operator: RunningPeer;
  /** Runs something and says what it cost. */
  measure(run: () => Promise<void>): Promise<Usage>;
  rssMb(): Promise<{ readonly now: number; readonly peak: number }>;
  startOperator(): Promise<void>;
  stopOperator(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a control plane without controllers, so that nothing multiplies the children, and the peer on it. */
export async function setStage(peer: Peer): Promise<Stage> {
  const controlPlane = await startControlPlane({
    audit: true,
    users: [{ name: OPERATOR_USER, groups: ['system:masters'] }],
  });
  const adminKubeconfig = await controlPlane.kubeconfigFor('admin');
  const client = await connectClient(adminKubeconfig);
  const kubeconfig = await controlPlane.kubeconfigFor(OPERATOR_USER);
  const logs = join(controlPlane.stateFolder, 'logs');
  await mkdir(logs, { recursive: true });
  const start = (): Promise<RunningPeer> =>
    peer.start({ kubeconfig, adminKubeconfig, logFile: join(logs, `${peer.name}.log`) });
  let operator = await start();
  return {
    client,
    get operator() {
      return operator;
    },
    measure: (run) => measure(controlPlane, () => operator.pid, run),
    async rssMb() {
      const { rssMb, peakRssMb } = await readProcessUsage(operator.pid);
      return { now: rssMb, peak: peakRssMb };
    },
    async startOperator() {
      operator = await start();
    },
    stopOperator: () => operator.stop(),
    async stop() {
      await operator.stop();
      await client.close();
      await controlPlane.stop();
    },
  };
}

const WRITES = new Set(['create', 'update', 'patch', 'delete', 'deletecollection']);

async function measure(
  controlPlane: ControlPlane,
  operatorPid: () => number,
  run: () => Promise<void>,
): Promise<Usage> {
  const { auditLogPath } = controlPlane;
  const apiServerPid = controlPlane.pids()['kube-apiserver'];
  if (auditLogPath === undefined || apiServerPid === undefined) throw new Error('No audit log');
  const fromByte = await auditLogEnd(auditLogPath);
  const firstPid = operatorPid();
  const before = {
    operator: await readUsageIfRunning(firstPid),
    api: await readProcessUsage(apiServerPid),
  };
  const startedAt = performance.now();
  await run();
  const seconds = (performance.now() - startedAt) / 1000;
  const after = {
    operator: await readProcessUsage(operatorPid()),
    api: await readProcessUsage(apiServerPid),
  };
  // A restarted operator begins at nothing.
  const operatorBefore = operatorPid() === firstPid ? before.operator.cpuSeconds : 0;
  const counts = (await readAuditCounts(auditLogPath, { fromByte, user: OPERATOR_USER })).filter(
    // Lease renewals are a matter of time, not of work.
    ({ resource }) => resource !== 'leases',
  );
  return {
    seconds,
    requests: sumCounts(counts),
    writes: counts
      .filter(({ verb }) => WRITES.has(verb))
      .reduce((sum, { count }) => sum + count, 0),
    operatorCpuSeconds: after.operator.cpuSeconds - operatorBefore,
    apiServerCpuSeconds: after.api.cpuSeconds - before.api.cpuSeconds,
  };
}

/** A custom resource of the benchmark. */
export function aWebsite(name: string, image = 'nginx:1.27'): object {
  return {
    apiVersion: 'demo.orkestra.io/v1alpha1',
    kind: 'Website',
    metadata: { name, namespace: 'default' },
    spec: { image, replicas: 2, port: 8080 },
  };
}

/** Runs `task` over all items, `width` at a time. */
export async function inParallel<Item>(
  items: readonly Item[],
  width: number,
  task: (item: Item) => Promise<void>,
): Promise<void> {
  const queue = [...items];
  const lane = async (): Promise<void> => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await task(item);
  };
  await Promise.all(Array.from({ length: width }, lane));
}

/** First container's image of a Deployment. */
export function imageOf(deployment: BenchObject): string | undefined {
  const template = deployment.spec?.['template'] as
    | { spec?: { containers?: readonly { image?: string }[] } }
    | undefined;
  return template?.spec?.containers?.[0]?.image;
}
