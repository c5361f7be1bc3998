import type { Workload } from './workload.ts';

/** What a Service says about its target. */
export interface ServiceTarget {
  readonly name: string;
  readonly namespace: string;
  readonly targetPort?: number;
}

/**
 * The workload whose pods a Service without `selector` means, when there are several (katalog-language §7.5 REC).
 *
 * @returns `undefined`: all pods of the custom resource.
 */
export function targetOf(
  service: ServiceTarget,
  workloads: readonly Workload[],
): Workload | undefined {
  const pods = workloads.filter(({ namespace }) => namespace === service.namespace);
  if (pods.length < 2) return undefined;
  const near = pods.filter(({ isTask }) => isTask !== true);
  if (near.length === 1) return near[0];
  const named = near.find(({ name }) => name === service.name);
  if (named !== undefined) return named;
  const governed = near.find(({ serviceName }) => serviceName === service.name);
  if (governed !== undefined) return governed;
  const prefixes = near
    .filter(({ name }) => service.name.startsWith(name))
    .sort((left, right) => right.name.length - left.name.length);
  if (prefixes[0] !== undefined) return prefixes[0];
  const { targetPort } = service;
  if (targetPort === undefined) return undefined;
  const listening = near.filter(({ port }) => port === targetPort);
  return listening.length === 1 ? listening[0] : undefined;
}
