import { startControlPlane } from '../test/testbed/index.ts';
import { keepEvidence, StageError } from './evidence.ts';
import { type ApiClient, connectClient } from './measure/api-client.ts';
import { readProcessUsage } from './measure/process-usage.ts';
import { OPERATOR_USER, type QuietOptions, untilQuiet } from './measure/requests.ts';
import { measureUsage, type Usage } from './measure/usage.ts';
import { waitUntil } from './measure/wait-until.ts';
import type { Peer, RunningPeer } from './peers/index.ts';

/** A control plane for one operator, whose definitions are installed and which is started when asked. */
export interface Stage {
  readonly client: ApiClient;
  /** @throws before it was started for the first time */
  readonly operator: RunningPeer;
  startOperator(): Promise<void>;
  stopOperator(): Promise<void>;
  /** Runs something and says what it cost. */
  measure(run: () => Promise<void>): Promise<Usage>;
  /** As {@link waitUntil}; gives up at once when the operator has ended. */
  waitUntil: typeof waitUntil;
  /** Waits until the operator sends nothing; `false` when it still does at the limit. @throws when it has ended */
  untilQuiet(options?: QuietOptions): Promise<boolean>;
  rssMb(): Promise<{ readonly now: number; readonly peak: number }>;
}

/** How long a control plane that is built may take to start, in milliseconds. */
const START_LIMIT_MS = 180_000;

/**
 * Starts a control plane without controllers, so that nothing multiplies the children, lets `act` use it and ends everything.
 *
 * @throws {StageError} what `act` threw, with the folder in which logs were kept
 */
export async function onStage<Result>(
  peer: Peer,
  act: (stage: Stage) => Promise<Result>,
): Promise<Result> {
  const controlPlane = await startControlPlane({
    audit: true,
    users: [{ name: OPERATOR_USER, groups: ['system:masters'] }],
    signal: AbortSignal.timeout(START_LIMIT_MS),
  });
  let operator: RunningPeer | undefined;
  let client: ApiClient | undefined;
  const current = (): RunningPeer => {
    if (operator === undefined) throw new Error(`${peer.name} was not started yet`);
    return operator;
  };
  const requireRunning = (when: string): void => {
    if (operator?.isRunning() === false) throw new Error(`it ended ${when}`);
  };
  try {
    const adminKubeconfig = await controlPlane.kubeconfigFor('admin');
    const kubeconfig = await controlPlane.kubeconfigFor(OPERATOR_USER);
    const logFile = `${controlPlane.stateFolder}/logs/${peer.name}.log`;
    client = await connectClient(adminKubeconfig);
    await peer.install(adminKubeconfig);
    return await act({
      client,
      get operator() {
        return current();
      },
      async startOperator() {
        operator = await peer.start({ kubeconfig, adminKubeconfig, logFile });
      },
      stopOperator: () => current().stop(),
      measure: (run) => measureUsage(controlPlane, () => current().pid, run),
      waitUntil: (what, condition, limits) => {
        const holds = (): boolean | Promise<boolean> => {
          requireRunning(`before ${what}`);
          return condition();
        };
        return waitUntil(what, holds, limits);
      },
      async untilQuiet(options) {
        const isQuiet = await untilQuiet(controlPlane.auditLogPath ?? '', options);
        // One that has ended is quiet too.
        requireRunning('while it was waited for to go quiet');
        return isQuiet;
      },
      async rssMb() {
        const { rssMb, peakRssMb } = await readProcessUsage(current().pid);
        return { now: rssMb, peak: peakRssMb };
      },
    });
  } catch (error) {
    const evidence = await keepEvidence(peer.name, `${controlPlane.stateFolder}/logs`, operator);
    throw new StageError(peer.name, { evidence, cause: error });
  } finally {
    await Promise.allSettled([operator?.stop(), client?.close()]);
    await controlPlane.stop();
  }
}
