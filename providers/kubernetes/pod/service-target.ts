import { Identity } from '../../../core/index.ts';
import type { Workload } from './workload.ts';

/** What a Service says about its target. */
export interface ServiceTarget {
  readonly name: string;
  readonly namespace: string;
  readonly targetPort?: number;
}

/** What a Service is often called after its workload. */
export const SUFFIXES: readonly string[] = ['-svc', '-service', '-headless'];

/**
 * The workload whose pods a Service without `selector` means (katalog-language §7.5 REC): the only one, else the one of its name,
 * the one it gives names to, the one it is called after, or the only one that listens on its port.
 *
 * @remarks The start of a name says nothing: `x` may be anything beside `x-web` and `x-api`.
 * @returns those it may mean: none, one, or several that nothing tells apart
 */
export function targetsOf(
  service: ServiceTarget,
  workloads: readonly Workload[],
): readonly Workload[] {
  const near = workloads.filter(
    ({ isTask, namespace }) => namespace === service.namespace && isTask !== true,
  );
  if (near.length < 2) return near;
  const { name, targetPort } = service;
  const rules: readonly ((workload: Workload) => boolean)[] = [
    (workload) => workload.name === name,
    (workload) => workload.serviceName === name,
    (workload) => SUFFIXES.some((suffix) => name === `${workload.name}${suffix}`),
    (workload) => targetPort !== undefined && workload.port === targetPort,
  ];
  for (const rule of rules) {
    const fitting = near.filter(rule);
    if (fitting.length === 1) return fitting;
  }
  return near;
}

/** What is said of a Service that may be for several workloads: for certain, or where all of them are wanted. */
export function ambiguityOf(
  workloads: readonly Pick<Workload, 'kind' | 'name'>[],
  isCertain = true,
): string {
  const names = workloads.map(({ kind, name }) => `${kind} ${name}`).join(' or ');
  const say = `say which, e.g. {${Identity.workloadLabel}: ${workloads[0]?.name}}`;
  if (isCertain) return `is required: the pods may be those of ${names}; ${say}`;
  return `is missing: the pods may be those of ${names}, and then the entry fails; ${say}`;
}
