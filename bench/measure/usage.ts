import { auditLogEnd, type ControlPlane } from '../../test/testbed/index.ts';
import { readProcessUsage, readUsageIfRunning } from './process-usage.ts';
import { countRequests, type Requests } from './requests.ts';

/** What was used between two moments. */
export interface Usage {
  readonly seconds: number;
  readonly requests: Requests;
  readonly operatorCpuSeconds: number;
  readonly apiServerCpuSeconds: number;
}

/** Runs something and says what it cost. `operatorPid` is asked before and after: a restart changes it. */
export async function measureUsage(
  controlPlane: ControlPlane,
  operatorPid: () => number,
  run: () => Promise<void>,
): Promise<Usage> {
  const { auditLogPath } = controlPlane;
  const apiServerPid = controlPlane.pids()['kube-apiserver'];
  if (auditLogPath === undefined || apiServerPid === undefined) throw new Error('No audit log');
  const fromByte = await auditLogEnd(auditLogPath);
  const firstPid = operatorPid();
  const operatorBefore = await readUsageIfRunning(firstPid);
  const apiServerBefore = await readProcessUsage(apiServerPid);
  const startedAt = performance.now();
  await run();
  const seconds = (performance.now() - startedAt) / 1000;
  const operatorAfter = await readProcessUsage(operatorPid());
  const apiServerAfter = await readProcessUsage(apiServerPid);
  // A restarted operator begins at nothing.
  const alreadyUsed = operatorPid() === firstPid ? operatorBefore.cpuSeconds : 0;
  return {
    seconds,
    requests: await countRequests(auditLogPath, fromByte),
    operatorCpuSeconds: operatorAfter.cpuSeconds - alreadyUsed,
    apiServerCpuSeconds: apiServerAfter.cpuSeconds - apiServerBefore.cpuSeconds,
  };
}
