// Derived by `npm run generate`; never edited.
/**
 * A test of an operator in memory: cycles, and what they must do.
 */
export type Simulate = {
  [k: string]: unknown | undefined;
} & {
  /**
   * Version of the language.
   */
  apiVersion: 'orkestra.orkspace.io/v1';
  /**
   * Kind of the document.
   */
  kind: 'Simulate';
  metadata: Metadata;
  /**
   * Further Simulate files that are run one by one, relative to this file.
   */
  imports?: string[];
  spec?: SimulateSpec;
};
/**
 * true: it must settle within the cycles.
 */
export type Steady = boolean;
/**
 * Last cycle by which it must settle.
 */
export type SteadyAt = number;
/**
 * true: no cycle may fail.
 */
export type NoErrors = boolean;
/**
 * Operations that must happen.
 */
export type Ops = OpRule[];
/**
 * Operations that must not happen.
 */
export type Absent = OpRule[];

/**
 * What a document says of itself.
 */
export interface Metadata {
  /**
   * Name of the document; for a Katalog also the value of the managed-by annotation on custom resources.
   */
  name: string;
  /**
   * Logical tenant for grouping, not a Kubernetes namespace. Default: default.
   */
  namespace?: string;
  /**
   * Name of the cluster shown by API and UI. Default: the environment variable CLUSTER_NAME, else empty.
   */
  clusterName?: string;
  /**
   * What it is for, in a sentence.
   */
  description?: string;
  /**
   * Version of the document, for people and registries.
   */
  version?: string;
  /**
   * Who wrote it.
   */
  author?: string;
  /**
   * SPDX identifier of its licence.
   */
  license?: string;
  /**
   * Words to find it by.
   */
  tags?: string[];
  /**
   * Which tool wrote it.
   */
  createdBy?: '' | 'operator' | 'orkdoctor';
  /**
   * Free-form data of tools; the runtime ignores it.
   */
  projects?: {
    [k: string]: unknown | undefined;
  };
}
/**
 * What is run.
 */
export interface SimulateSpec {
  /**
   * Katalog or Komposer, relative to this file.
   */
  katalog: string;
  /**
   * Custom resources, relative to this file; the first of each kind is reconciled.
   */
  cr?: string;
  /**
   * More custom resources, after cr.
   */
  crFiles?: string[];
  /**
   * CRD manifest, relative to this file.
   */
  crd?: string;
  /**
   * More CRD manifests.
   */
  crdFiles?: string[];
  /**
   * Cycles to run. Default: 10.
   */
  cycles?: number;
  /**
   * true: external calls answer with an empty success. Default: false.
   */
  skipExternal?: boolean;
  /**
   * Target of the self-service surface whose box applies.
   */
  target?: string;
  expect?: SimulateExpectations;
}
/**
 * What must come out.
 */
export interface SimulateExpectations {
  steady?: Steady;
  steadyAt?: SteadyAt;
  noErrors?: NoErrors;
  ops?: Ops;
  absent?: Absent;
  /**
   * The same by operator; they win over the ones above.
   */
  crds?: {
    [k: string]: CrdExpectations | undefined;
  };
}
/**
 * An operation.
 */
export interface OpRule {
  /**
   * Cycle in which it happens, from 1. Default: any.
   */
  cycle?: number;
  /**
   * What is done. Default: anything.
   */
  verb?: 'create' | 'apply' | 'update' | 'patch' | 'delete';
  /**
   * Plural in lower case, e.g. deployments.
   */
  resource: string;
  /**
   * Name of the object. Default: any.
   */
  name?: string;
  /**
   * How often at least. Default: 1.
   */
  count?: number;
}
/**
 * What must come out of one operator.
 */
export interface CrdExpectations {
  steady?: Steady;
  steadyAt?: SteadyAt;
  noErrors?: NoErrors;
  ops?: Ops;
  absent?: Absent;
}
