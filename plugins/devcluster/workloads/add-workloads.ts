import type { ControlLoop } from '../controllers/control-loop.ts';
import { createClaimController } from './claim-controller.ts';
import { createCronJobController } from './cron-job-controller.ts';
import { createDaemonSetController } from './daemon-set-controller.ts';
import { createDeploymentController } from './deployment-controller.ts';
import { createJobController } from './job-controller.ts';
import { createPodController } from './pod-controller.ts';
import { createReplicaSetController } from './replica-set-controller.ts';
import { createServiceAccountController } from './service-account-controller.ts';
import { createServiceController } from './service-controller.ts';
import { createStatefulSetController } from './stateful-set-controller.ts';
import type { WorkloadClient } from './workload-client.ts';

/**
 * Adds the models of the workload controllers.
 *
 * @param stepDelayMs - How long a Pod or a claim takes for each step; what only counts them follows at once.
 */
export function addWorkloads(loop: ControlLoop, client: WorkloadClient, stepDelayMs: number): void {
  loop.add(createPodController(client), stepDelayMs);
  loop.add(createClaimController(client), stepDelayMs);
  loop.add(createReplicaSetController(client));
  loop.add(createDeploymentController(client));
  loop.add(createStatefulSetController(client));
  loop.add(createDaemonSetController(client));
  loop.add(createJobController(client));
  loop.add(createCronJobController(client));
  loop.add(createServiceController(client));
  loop.add(createServiceAccountController(client));
}
