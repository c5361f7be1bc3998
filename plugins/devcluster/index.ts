export { createDevCluster, type DevCluster, type DevClusterOptions } from './dev-cluster.ts';
export type { Fault, FaultResponse, Faults } from './faults/faults.ts';
export type { RequestCount, RequestCounters } from './faults/request-counters.ts';
export type { RequestFacts, RequestMatch } from './faults/request-facts.ts';
