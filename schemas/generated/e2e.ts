// Derived by `npm run generate`; never edited.
/**
 * A test of an operator on a cluster.
 */
export type E2E = {
  [k: string]: unknown | undefined;
} & {
  /**
   * Version of the language.
   */
  apiVersion: 'orkestra.orkspace.io/v1';
  /**
   * Kind of the document.
   */
  kind: 'E2E';
  metadata: Metadata;
  /**
   * Further E2E files, run after this one: a path relative to this file, or a map.
   */
  imports?: E2EImport[];
  spec?: E2ESpec;
};
/**
 * A further E2E file.
 */
export type E2EImport =
  | string
  | {
      /**
       * Path relative to this file.
       */
      path: string;
      /**
       * true: it gets a cluster of its own. Default: false.
       */
      freshCluster?: boolean;
      /**
       * Time before it starts, e.g. 5s.
       */
      wait?: string;
    };
/**
 * What is set up first: manifests to apply, or a map of apply, helm and wait, in this order.
 */
export type E2ESetup =
  | string[]
  | {
      /**
       * Manifests, relative to this file.
       */
      apply?: string[];
      /**
       * Charts.
       */
      helm?: HelmRelease[];
      /**
       * What is waited for.
       */
      wait?: WaitFor[];
    };
/**
 * How field and value are compared. Default: equals with a value, exists without.
 */
export type Operator =
  | 'equals'
  | 'notEquals'
  | 'contains'
  | 'notContains'
  | 'prefix'
  | 'notPrefix'
  | 'hasPrefix'
  | 'suffix'
  | 'notSuffix'
  | 'hasSuffix'
  | 'exists'
  | 'notExists'
  | 'gt'
  | 'lt'
  | 'gte'
  | 'lte'
  | 'greaterThan'
  | 'lessThan'
  | 'greaterThanOrEqual'
  | 'lessThanOrEqual'
  | 'min'
  | 'max'
  | 'between'
  | 'notBetween'
  | 'in'
  | 'notIn'
  | 'regex'
  | 'matches'
  | 'typeOf'
  | 'typeMap'
  | 'typeList'
  | 'typeString'
  | 'typeNumber'
  | 'typeBool'
  | 'typeNull';
/**
 * Conditions. Of when all must pass, of or at least one. Default: none.
 */
export type Conditions = Condition[];

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
 * What is tested, where, and what must come out.
 */
export interface E2ESpec {
  /**
   * Katalog or Komposer, relative to this file.
   */
  katalog?: string;
  /**
   * CRD manifest, relative to this file.
   */
  crd?: string;
  /**
   * More CRD manifests.
   */
  crdFiles?: string[];
  /**
   * Custom resources, applied at cr-applied and deleted at cr-deleted.
   */
  cr?: string;
  /**
   * More custom resources.
   */
  crFiles?: string[];
  custom?: E2ECustom;
  init?: E2EInit;
  cluster?: E2ECluster;
  /**
   * Helm values of the runtime's chart.
   */
  valuesFiles?: string[];
  notes?: Notes;
  setup?: E2ESetup;
  /**
   * Checkpoints, in order.
   *
   * @minItems 1
   */
  expect: [Checkpoint, ...Checkpoint[]];
  onFailure?: OnFailure;
}
/**
 * Tests something else than an operator.
 */
export interface E2ECustom {
  /**
   * What is tested.
   */
  target: 'kubernetes';
}
/**
 * Takes the operator from an example.
 */
export interface E2EInit {
  /**
   * Name of the pack.
   */
  pack?: string;
  /**
   * Name of the example.
   */
  example?: string;
}
/**
 * The cluster.
 */
export interface E2ECluster {
  /**
   * kind makes one, existing takes the current context. Default: kind.
   */
  provider?: 'kind' | 'existing';
  /**
   * Its name. Default: ork-e2e.
   */
  name?: string;
  /**
   * true: it is kept. Default: false.
   */
  reuse?: boolean;
}
/**
 * Template functions of this Katalog.
 */
export interface Notes {
  /**
   * The functions; each takes no argument and may call others.
   */
  functions?: Note[];
}
/**
 * A named template expression.
 */
export interface Note {
  /**
   * Name to call it by.
   */
  name: string;
  /**
   * What it yields.
   */
  description?: string;
  /**
   * Template evaluated against the context of the caller.
   */
  expression: string;
  /**
   * true: replacing a built-in note of the name is meant. Default: false.
   */
  shadow?: boolean;
}
/**
 * A chart to install.
 */
export interface HelmRelease {
  /**
   * Address of the chart repository.
   */
  repo: string;
  /**
   * Name of the chart.
   */
  chart: string;
  /**
   * Name of the release. Default: the chart's.
   */
  release?: string;
  /**
   * Namespace. Default: default.
   */
  namespace?: string;
  /**
   * Version of the chart.
   */
  version?: string;
  /**
   * Value files, relative to this file.
   */
  valueFiles?: string[];
  /**
   * Values on top of the value files.
   */
  values?: {
    [k: string]: unknown | undefined;
  };
  /**
   * true: the namespace is created. Default: false.
   */
  createNamespace?: boolean;
}
/**
 * Objects to wait for.
 */
export interface WaitFor {
  /**
   * Kind of the object.
   */
  kind: string;
  /**
   * Name of the object.
   */
  name: string;
  /**
   * Namespace. Default: default.
   */
  namespace?: string;
  /**
   * true: until they are ready.
   */
  ready?: boolean;
  /**
   * Limit, e.g. 30s. Default: 30s.
   */
  timeout?: string;
}
/**
 * A point at which everything below must hold before the timeout.
 */
export interface Checkpoint {
  /**
   * Name, for people.
   */
  name?: string;
  /**
   * What happens before it.
   */
  after?: 'cr-applied' | 'cr-deleted' | 'setup-complete';
  /**
   * Limit, e.g. 60s. Default: 60s.
   */
  timeout?: string;
  /**
   * Time before the first look, e.g. 5s.
   */
  wait?: string;
  when?: Conditions;
  or?: Conditions;
  /**
   * Objects that must be there.
   */
  resources?: ExpectedResource[];
  /**
   * Shell commands.
   */
  commands?: Command[];
  kubectl?: Kubectl;
  onFailure?: OnFailure;
  /**
   * File whose expect list stands here, relative to this file.
   */
  include?: string;
}
/**
 * One condition: field with an operator, expr, or a time.
 */
export interface Condition {
  /**
   * Path such as spec.tier, or a template.
   */
  field?: string;
  /**
   * JSONata that yields a boolean.
   */
  expr?: string;
  operator?: Operator;
  /**
   * Expected value of operator; may be a template.
   */
  value?: string;
  /**
   * true: the field has a value; false: it has none.
   */
  exists?: boolean;
  /**
   * true: the field has no value; false: it has one.
   */
  notExists?: boolean;
  /**
   * The text is exactly this.
   */
  equals?: string;
  /**
   * The text is anything but this.
   */
  notEquals?: string;
  /**
   * The text begins with this.
   */
  prefix?: string;
  /**
   * The text does not begin with this.
   */
  notPrefix?: string;
  /**
   * The text ends with this.
   */
  suffix?: string;
  /**
   * The text does not end with this.
   */
  notSuffix?: string;
  /**
   * The text holds this.
   */
  contains?: string;
  /**
   * The text does not hold this.
   */
  notContains?: string;
  /**
   * RE2 pattern found anywhere in the text.
   */
  regex?: string;
  /**
   * The number is greater.
   */
  greaterThan?: string;
  /**
   * The number is less.
   */
  lessThan?: string;
  /**
   * The number is greater or equal.
   */
  greaterThanOrEqual?: string;
  /**
   * The number is less or equal.
   */
  lessThanOrEqual?: string;
  /**
   * The number is at least this.
   */
  min?: string;
  /**
   * The number is at most this.
   */
  max?: string;
  /**
   * low,high: the number lies within, both ends included.
   */
  between?: string;
  /**
   * low,high: the number lies outside.
   */
  notBetween?: string;
  /**
   * Comma list that holds the text.
   */
  in?: string;
  /**
   * Comma list that does not hold the text.
   */
  notIn?: string;
  /**
   * true: passes when it would not. Default: false.
   */
  negate?: boolean;
  time?: TimeOfDay;
  dayOfWeek?: DayOfWeek;
  /**
   * Five-field cron expression: open when it has fired within duration.
   */
  cron?: string;
  /**
   * How long a cron window stays open, e.g. 2h. Default: until the next time.
   */
  duration?: string;
}
/**
 * Time of day in UTC, both ends included.
 */
export interface TimeOfDay {
  /**
   * HH:MM.
   */
  after?: string;
  /**
   * HH:MM.
   */
  before?: string;
}
/**
 * Day of the week in UTC.
 */
export interface DayOfWeek {
  /**
   * true: Monday to Friday; false: the weekend.
   */
  weekday?: boolean;
  /**
   * true: Saturday and Sunday; false: the others.
   */
  weekend?: boolean;
  /**
   * English names of days.
   */
  in?: string[];
  /**
   * English names of days.
   */
  notIn?: string[];
}
/**
 * Objects that must be there.
 */
export interface ExpectedResource {
  /**
   * Kind of the objects.
   */
  kind: string;
  /**
   * Name. Default: any.
   */
  name?: string;
  /**
   * Namespace. Default: default.
   */
  namespace?: string;
  /**
   * true: ready too.
   */
  ready?: boolean;
  /**
   * How many exactly; 0: none. Default: at least one.
   */
  count?: number;
}
/**
 * A shell command.
 */
export interface Command {
  /**
   * Given to sh -c.
   */
  run: string;
  /**
   * Expected exit code. Default: 0.
   */
  exitCode?: number;
  /**
   * The output holds this.
   */
  outputContains?: string;
  /**
   * The output does not hold this.
   */
  outputNotContains?: string;
  /**
   * The output is exactly this.
   */
  equals?: string;
  /**
   * The output is anything but this.
   */
  notEquals?: string;
  /**
   * The number is greater.
   */
  greaterThan?: string;
  /**
   * The number is less.
   */
  lessThan?: string;
}
/**
 * Requests to the cluster; those that change something come first.
 */
export interface Kubectl {
  /**
   * Manifests to apply.
   */
  apply?: KubectlApply[];
  /**
   * Objects to patch.
   */
  patch?: KubectlPatch[];
  /**
   * Workloads to restart.
   */
  restart?: KubectlRestart[];
  /**
   * Workloads to scale.
   */
  scale?: KubectlScale[];
  /**
   * Objects to delete.
   */
  delete?: KubectlDelete[];
  /**
   * Objects to read.
   */
  get?: KubectlGet[];
  /**
   * Logs to read.
   */
  logs?: KubectlLogs[];
  /**
   * Objects to describe.
   */
  describe?: KubectlDescribe[];
  /**
   * Commands to run in pods.
   */
  exec?: KubectlExec[];
  /**
   * HTTP requests through a forwarded port.
   */
  'port-forward'?: KubectlPortForward[];
  /**
   * Events to read.
   */
  events?: KubectlEvents[];
  /**
   * Permissions to ask for; the output is yes or no.
   */
  auth?: KubectlAuth[];
  /**
   * Files to read from pods.
   */
  cp?: KubectlCp[];
  /**
   * Usage to read.
   */
  top?: KubectlTop[];
}
/**
 * Manifests to apply.
 */
export interface KubectlApply {
  /**
   * Path relative to this file.
   */
  file?: string;
  /**
   * The manifest itself.
   */
  inline?: string;
  /**
   * Namespace. Default: default.
   */
  namespace?: string;
  /**
   * Expected exit code. Default: 0.
   */
  exitCode?: number;
  /**
   * The output is exactly this.
   */
  equals?: string;
  /**
   * The output is anything but this.
   */
  notEquals?: string;
  /**
   * The output is one of these.
   */
  oneOf?: string[];
  /**
   * The output is none of these.
   */
  notOneOf?: string[];
  /**
   * The output holds this.
   */
  outputContains?: string;
  /**
   * The output does not hold this.
   */
  outputNotContains?: string;
  /**
   * RE2 pattern found anywhere in the output.
   */
  regex?: string;
  /**
   * The number is greater.
   */
  greaterThan?: string;
  /**
   * The number is less.
   */
  lessThan?: string;
  /**
   * The number is greater or equal.
   */
  greaterThanOrEqual?: string;
  /**
   * The number is less or equal.
   */
  lessThanOrEqual?: string;
  /**
   * low,high: the number lies within, both ends included.
   */
  between?: string;
  /**
   * low,high: the number lies outside.
   */
  notBetween?: string;
  /**
   * true: there is some output.
   */
  exists?: boolean;
  /**
   * true: there is no output.
   */
  notExists?: boolean;
}
/**
 * Objects to patch.
 */
export interface KubectlPatch {
  /**
   * Kind of the object.
   */
  kind: string;
  /**
   * Name of the object.
   */
  name: string;
  /**
   * Namespace. Default: default.
   */
  namespace?: string;
  /**
   * Patch type. Default: merge.
   */
  type?: 'merge' | 'strategic' | 'json';
  /**
   * The patch.
   */
  patch: string;
  /**
   * The output is exactly this.
   */
  equals?: string;
  /**
   * The output is anything but this.
   */
  notEquals?: string;
  /**
   * The output is one of these.
   */
  oneOf?: string[];
  /**
   * The output is none of these.
   */
  notOneOf?: string[];
  /**
   * The output holds this.
   */
  outputContains?: string;
  /**
   * The output does not hold this.
   */
  outputNotContains?: string;
  /**
   * RE2 pattern found anywhere in the output.
   */
  regex?: string;
  /**
   * The number is greater.
   */
  greaterThan?: string;
  /**
   * The number is less.
   */
  lessThan?: string;
  /**
   * The number is greater or equal.
   */
  greaterThanOrEqual?: string;
  /**
   * The number is less or equal.
   */
  lessThanOrEqual?: string;
  /**
   * low,high: the number lies within, both ends included.
   */
  between?: string;
  /**
   * low,high: the number lies outside.
   */
  notBetween?: string;
  /**
   * true: there is some output.
   */
  exists?: boolean;
  /**
   * true: there is no output.
   */
  notExists?: boolean;
}
/**
 * Workloads to restart.
 */
export interface KubectlRestart {
  /**
   * Kind of the object.
   */
  kind: string;
  /**
   * Name of the object.
   */
  name: string;
  /**
   * Namespace. Default: default.
   */
  namespace?: string;
  /**
   * true: wait for the rollout.
   */
  ready?: boolean;
  /**
   * The output is exactly this.
   */
  equals?: string;
  /**
   * The output is anything but this.
   */
  notEquals?: string;
  /**
   * The output is one of these.
   */
  oneOf?: string[];
  /**
   * The output is none of these.
   */
  notOneOf?: string[];
  /**
   * The output holds this.
   */
  outputContains?: string;
  /**
   * The output does not hold this.
   */
  outputNotContains?: string;
  /**
   * RE2 pattern found anywhere in the output.
   */
  regex?: string;
  /**
   * The number is greater.
   */
  greaterThan?: string;
  /**
   * The number is less.
   */
  lessThan?: string;
  /**
   * The number is greater or equal.
   */
  greaterThanOrEqual?: string;
  /**
   * The number is less or equal.
   */
  lessThanOrEqual?: string;
  /**
   * low,high: the number lies within, both ends included.
   */
  between?: string;
  /**
   * low,high: the number lies outside.
   */
  notBetween?: string;
  /**
   * true: there is some output.
   */
  exists?: boolean;
  /**
   * true: there is no output.
   */
  notExists?: boolean;
}
/**
 * Workloads to scale.
 */
export interface KubectlScale {
  /**
   * Kind of the object.
   */
  kind: string;
  /**
   * Name of the object.
   */
  name: string;
  /**
   * Namespace. Default: default.
   */
  namespace?: string;
  /**
   * Wanted replicas.
   */
  replicas: number;
  /**
   * true: wait until they are ready.
   */
  ready?: boolean;
  /**
   * The output is exactly this.
   */
  equals?: string;
  /**
   * The output is anything but this.
   */
  notEquals?: string;
  /**
   * The output is one of these.
   */
  oneOf?: string[];
  /**
   * The output is none of these.
   */
  notOneOf?: string[];
  /**
   * The output holds this.
   */
  outputContains?: string;
  /**
   * The output does not hold this.
   */
  outputNotContains?: string;
  /**
   * RE2 pattern found anywhere in the output.
   */
  regex?: string;
  /**
   * The number is greater.
   */
  greaterThan?: string;
  /**
   * The number is less.
   */
  lessThan?: string;
  /**
   * The number is greater or equal.
   */
  greaterThanOrEqual?: string;
  /**
   * The number is less or equal.
   */
  lessThanOrEqual?: string;
  /**
   * low,high: the number lies within, both ends included.
   */
  between?: string;
  /**
   * low,high: the number lies outside.
   */
  notBetween?: string;
  /**
   * true: there is some output.
   */
  exists?: boolean;
  /**
   * true: there is no output.
   */
  notExists?: boolean;
}
/**
 * Objects to delete.
 */
export interface KubectlDelete {
  /**
   * Path relative to this file.
   */
  file?: string;
  /**
   * Kind of the object.
   */
  kind?: string;
  /**
   * Name of the object.
   */
  name?: string;
  /**
   * Namespace. Default: default.
   */
  namespace?: string;
  /**
   * true: an absent object is fine. Default: false.
   */
  ignoreNotFound?: boolean;
  /**
   * The output is exactly this.
   */
  equals?: string;
  /**
   * The output is anything but this.
   */
  notEquals?: string;
  /**
   * The output is one of these.
   */
  oneOf?: string[];
  /**
   * The output is none of these.
   */
  notOneOf?: string[];
  /**
   * The output holds this.
   */
  outputContains?: string;
  /**
   * The output does not hold this.
   */
  outputNotContains?: string;
  /**
   * RE2 pattern found anywhere in the output.
   */
  regex?: string;
  /**
   * The number is greater.
   */
  greaterThan?: string;
  /**
   * The number is less.
   */
  lessThan?: string;
  /**
   * The number is greater or equal.
   */
  greaterThanOrEqual?: string;
  /**
   * The number is less or equal.
   */
  lessThanOrEqual?: string;
  /**
   * low,high: the number lies within, both ends included.
   */
  between?: string;
  /**
   * low,high: the number lies outside.
   */
  notBetween?: string;
  /**
   * true: there is some output.
   */
  exists?: boolean;
  /**
   * true: there is no output.
   */
  notExists?: boolean;
}
/**
 * Objects to read.
 */
export interface KubectlGet {
  /**
   * Kind of the object.
   */
  kind: string;
  /**
   * Name of the object.
   */
  name: string;
  /**
   * Namespace. Default: default.
   */
  namespace?: string;
  /**
   * JSONPath of one field.
   */
  field?: string;
  /**
   * Form of the whole object.
   */
  format?: 'json' | 'yaml';
  /**
   * jq filter of the output.
   */
  jq?: string;
  /**
   * yq filter of the output.
   */
  yq?: string;
  /**
   * The output is exactly this.
   */
  equals?: string;
  /**
   * The output is anything but this.
   */
  notEquals?: string;
  /**
   * The output is one of these.
   */
  oneOf?: string[];
  /**
   * The output is none of these.
   */
  notOneOf?: string[];
  /**
   * The output holds this.
   */
  outputContains?: string;
  /**
   * The output does not hold this.
   */
  outputNotContains?: string;
  /**
   * RE2 pattern found anywhere in the output.
   */
  regex?: string;
  /**
   * The number is greater.
   */
  greaterThan?: string;
  /**
   * The number is less.
   */
  lessThan?: string;
  /**
   * The number is greater or equal.
   */
  greaterThanOrEqual?: string;
  /**
   * The number is less or equal.
   */
  lessThanOrEqual?: string;
  /**
   * low,high: the number lies within, both ends included.
   */
  between?: string;
  /**
   * low,high: the number lies outside.
   */
  notBetween?: string;
  /**
   * true: there is some output.
   */
  exists?: boolean;
  /**
   * true: there is no output.
   */
  notExists?: boolean;
}
/**
 * Logs to read.
 */
export interface KubectlLogs {
  /**
   * Name of the pod or object.
   */
  name?: string;
  /**
   * Labels instead of a name.
   */
  labelSelector?: string;
  leaderElection?: LeaderElection;
  /**
   * Namespace. Default: default.
   */
  namespace?: string;
  /**
   * Container. Default: the first.
   */
  container?: string;
  /**
   * Only newer lines, e.g. 5m.
   */
  since?: string;
  /**
   * jq filter of the output.
   */
  jq?: string;
  /**
   * The output is exactly this.
   */
  equals?: string;
  /**
   * The output is anything but this.
   */
  notEquals?: string;
  /**
   * The output is one of these.
   */
  oneOf?: string[];
  /**
   * The output is none of these.
   */
  notOneOf?: string[];
  /**
   * The output holds this.
   */
  outputContains?: string;
  /**
   * The output does not hold this.
   */
  outputNotContains?: string;
  /**
   * RE2 pattern found anywhere in the output.
   */
  regex?: string;
  /**
   * The number is greater.
   */
  greaterThan?: string;
  /**
   * The number is less.
   */
  lessThan?: string;
  /**
   * The number is greater or equal.
   */
  greaterThanOrEqual?: string;
  /**
   * The number is less or equal.
   */
  lessThanOrEqual?: string;
  /**
   * low,high: the number lies within, both ends included.
   */
  between?: string;
  /**
   * low,high: the number lies outside.
   */
  notBetween?: string;
  /**
   * true: there is some output.
   */
  exists?: boolean;
  /**
   * true: there is no output.
   */
  notExists?: boolean;
}
/**
 * The pod that holds a lease.
 */
export interface LeaderElection {
  /**
   * Name of the Lease.
   */
  lease: string;
  /**
   * Namespace. Default: default.
   */
  namespace?: string;
}
/**
 * Objects to describe.
 */
export interface KubectlDescribe {
  /**
   * Kind of the object.
   */
  kind: string;
  /**
   * Name of the pod or object.
   */
  name?: string;
  /**
   * Labels instead of a name.
   */
  labelSelector?: string;
  /**
   * Namespace. Default: default.
   */
  namespace?: string;
  /**
   * The output is exactly this.
   */
  equals?: string;
  /**
   * The output is anything but this.
   */
  notEquals?: string;
  /**
   * The output is one of these.
   */
  oneOf?: string[];
  /**
   * The output is none of these.
   */
  notOneOf?: string[];
  /**
   * The output holds this.
   */
  outputContains?: string;
  /**
   * The output does not hold this.
   */
  outputNotContains?: string;
  /**
   * RE2 pattern found anywhere in the output.
   */
  regex?: string;
  /**
   * The number is greater.
   */
  greaterThan?: string;
  /**
   * The number is less.
   */
  lessThan?: string;
  /**
   * The number is greater or equal.
   */
  greaterThanOrEqual?: string;
  /**
   * The number is less or equal.
   */
  lessThanOrEqual?: string;
  /**
   * low,high: the number lies within, both ends included.
   */
  between?: string;
  /**
   * low,high: the number lies outside.
   */
  notBetween?: string;
  /**
   * true: there is some output.
   */
  exists?: boolean;
  /**
   * true: there is no output.
   */
  notExists?: boolean;
}
/**
 * Commands to run in pods.
 */
export interface KubectlExec {
  /**
   * Name of the pod or object.
   */
  name?: string;
  /**
   * Labels instead of a name.
   */
  labelSelector?: string;
  /**
   * Namespace. Default: default.
   */
  namespace?: string;
  /**
   * Container. Default: the first.
   */
  container?: string;
  /**
   * The command and its arguments.
   */
  command: string[];
  /**
   * jq filter of the output.
   */
  jq?: string;
  /**
   * yq filter of the output.
   */
  yq?: string;
  /**
   * The output is exactly this.
   */
  equals?: string;
  /**
   * The output is anything but this.
   */
  notEquals?: string;
  /**
   * The output is one of these.
   */
  oneOf?: string[];
  /**
   * The output is none of these.
   */
  notOneOf?: string[];
  /**
   * The output holds this.
   */
  outputContains?: string;
  /**
   * The output does not hold this.
   */
  outputNotContains?: string;
  /**
   * RE2 pattern found anywhere in the output.
   */
  regex?: string;
  /**
   * The number is greater.
   */
  greaterThan?: string;
  /**
   * The number is less.
   */
  lessThan?: string;
  /**
   * The number is greater or equal.
   */
  greaterThanOrEqual?: string;
  /**
   * The number is less or equal.
   */
  lessThanOrEqual?: string;
  /**
   * low,high: the number lies within, both ends included.
   */
  between?: string;
  /**
   * low,high: the number lies outside.
   */
  notBetween?: string;
  /**
   * true: there is some output.
   */
  exists?: boolean;
  /**
   * true: there is no output.
   */
  notExists?: boolean;
}
/**
 * HTTP requests through a forwarded port.
 */
export interface KubectlPortForward {
  /**
   * Service to reach.
   */
  service?: string;
  /**
   * Pod to reach.
   */
  pod?: string;
  leaderElection?: LeaderElection;
  /**
   * Namespace. Default: default.
   */
  namespace?: string;
  /**
   * Port.
   */
  port: number;
  /**
   * Path of the request. Default: /.
   */
  path?: string;
  /**
   * HTTP method. Default: GET.
   */
  method?: string;
  /**
   * Headers; ${NAME} is an environment variable.
   */
  headers?: {
    [k: string]: string | undefined;
  };
  /**
   * Body; ${NAME} is an environment variable.
   */
  body?: string;
  /**
   * Time before the request, e.g. 2s.
   */
  wait?: string;
  /**
   * jq filter of the output.
   */
  jq?: string;
  /**
   * yq filter of the output.
   */
  yq?: string;
  /**
   * The output is exactly this.
   */
  equals?: string;
  /**
   * The output is anything but this.
   */
  notEquals?: string;
  /**
   * The output is one of these.
   */
  oneOf?: string[];
  /**
   * The output is none of these.
   */
  notOneOf?: string[];
  /**
   * The output holds this.
   */
  outputContains?: string;
  /**
   * The output does not hold this.
   */
  outputNotContains?: string;
  /**
   * RE2 pattern found anywhere in the output.
   */
  regex?: string;
  /**
   * The number is greater.
   */
  greaterThan?: string;
  /**
   * The number is less.
   */
  lessThan?: string;
  /**
   * The number is greater or equal.
   */
  greaterThanOrEqual?: string;
  /**
   * The number is less or equal.
   */
  lessThanOrEqual?: string;
  /**
   * low,high: the number lies within, both ends included.
   */
  between?: string;
  /**
   * low,high: the number lies outside.
   */
  notBetween?: string;
  /**
   * true: there is some output.
   */
  exists?: boolean;
  /**
   * true: there is no output.
   */
  notExists?: boolean;
}
/**
 * Events to read.
 */
export interface KubectlEvents {
  /**
   * Kind of the object.
   */
  kind: string;
  /**
   * Name of the object.
   */
  name: string;
  /**
   * Namespace. Default: default.
   */
  namespace?: string;
  /**
   * The output is exactly this.
   */
  equals?: string;
  /**
   * The output is anything but this.
   */
  notEquals?: string;
  /**
   * The output is one of these.
   */
  oneOf?: string[];
  /**
   * The output is none of these.
   */
  notOneOf?: string[];
  /**
   * The output holds this.
   */
  outputContains?: string;
  /**
   * The output does not hold this.
   */
  outputNotContains?: string;
  /**
   * RE2 pattern found anywhere in the output.
   */
  regex?: string;
  /**
   * The number is greater.
   */
  greaterThan?: string;
  /**
   * The number is less.
   */
  lessThan?: string;
  /**
   * The number is greater or equal.
   */
  greaterThanOrEqual?: string;
  /**
   * The number is less or equal.
   */
  lessThanOrEqual?: string;
  /**
   * low,high: the number lies within, both ends included.
   */
  between?: string;
  /**
   * low,high: the number lies outside.
   */
  notBetween?: string;
  /**
   * true: there is some output.
   */
  exists?: boolean;
  /**
   * true: there is no output.
   */
  notExists?: boolean;
}
/**
 * Permissions to ask for; the output is yes or no.
 */
export interface KubectlAuth {
  /**
   * Verb.
   */
  verb: string;
  /**
   * Plural of the resource.
   */
  resource: string;
  /**
   * Namespace. Default: default.
   */
  namespace?: string;
  /**
   * User to ask for.
   */
  as?: string;
  /**
   * The output is exactly this.
   */
  equals?: string;
  /**
   * The output is anything but this.
   */
  notEquals?: string;
  /**
   * The output is one of these.
   */
  oneOf?: string[];
  /**
   * The output is none of these.
   */
  notOneOf?: string[];
  /**
   * The output holds this.
   */
  outputContains?: string;
  /**
   * The output does not hold this.
   */
  outputNotContains?: string;
  /**
   * RE2 pattern found anywhere in the output.
   */
  regex?: string;
  /**
   * The number is greater.
   */
  greaterThan?: string;
  /**
   * The number is less.
   */
  lessThan?: string;
  /**
   * The number is greater or equal.
   */
  greaterThanOrEqual?: string;
  /**
   * The number is less or equal.
   */
  lessThanOrEqual?: string;
  /**
   * low,high: the number lies within, both ends included.
   */
  between?: string;
  /**
   * low,high: the number lies outside.
   */
  notBetween?: string;
  /**
   * true: there is some output.
   */
  exists?: boolean;
  /**
   * true: there is no output.
   */
  notExists?: boolean;
}
/**
 * Files to read from pods.
 */
export interface KubectlCp {
  /**
   * Name of the pod or object.
   */
  name?: string;
  /**
   * Labels instead of a name.
   */
  labelSelector?: string;
  /**
   * Namespace. Default: default.
   */
  namespace?: string;
  /**
   * Container. Default: the first.
   */
  container?: string;
  /**
   * Path in the container.
   */
  src: string;
  /**
   * jq filter of the output.
   */
  jq?: string;
  /**
   * yq filter of the output.
   */
  yq?: string;
  /**
   * The output is exactly this.
   */
  equals?: string;
  /**
   * The output is anything but this.
   */
  notEquals?: string;
  /**
   * The output is one of these.
   */
  oneOf?: string[];
  /**
   * The output is none of these.
   */
  notOneOf?: string[];
  /**
   * The output holds this.
   */
  outputContains?: string;
  /**
   * The output does not hold this.
   */
  outputNotContains?: string;
  /**
   * RE2 pattern found anywhere in the output.
   */
  regex?: string;
  /**
   * The number is greater.
   */
  greaterThan?: string;
  /**
   * The number is less.
   */
  lessThan?: string;
  /**
   * The number is greater or equal.
   */
  greaterThanOrEqual?: string;
  /**
   * The number is less or equal.
   */
  lessThanOrEqual?: string;
  /**
   * low,high: the number lies within, both ends included.
   */
  between?: string;
  /**
   * low,high: the number lies outside.
   */
  notBetween?: string;
  /**
   * true: there is some output.
   */
  exists?: boolean;
  /**
   * true: there is no output.
   */
  notExists?: boolean;
}
/**
 * Usage to read.
 */
export interface KubectlTop {
  /**
   * What uses it.
   */
  kind: 'pod' | 'node';
  /**
   * Name of the pod or object.
   */
  name?: string;
  /**
   * Labels instead of a name.
   */
  labelSelector?: string;
  /**
   * Namespace. Default: default.
   */
  namespace?: string;
  /**
   * true: by container.
   */
  containers?: boolean;
  /**
   * The output is exactly this.
   */
  equals?: string;
  /**
   * The output is anything but this.
   */
  notEquals?: string;
  /**
   * The output is one of these.
   */
  oneOf?: string[];
  /**
   * The output is none of these.
   */
  notOneOf?: string[];
  /**
   * The output holds this.
   */
  outputContains?: string;
  /**
   * The output does not hold this.
   */
  outputNotContains?: string;
  /**
   * RE2 pattern found anywhere in the output.
   */
  regex?: string;
  /**
   * The number is greater.
   */
  greaterThan?: string;
  /**
   * The number is less.
   */
  lessThan?: string;
  /**
   * The number is greater or equal.
   */
  greaterThanOrEqual?: string;
  /**
   * The number is less or equal.
   */
  lessThanOrEqual?: string;
  /**
   * low,high: the number lies within, both ends included.
   */
  between?: string;
  /**
   * low,high: the number lies outside.
   */
  notBetween?: string;
  /**
   * true: there is some output.
   */
  exists?: boolean;
  /**
   * true: there is no output.
   */
  notExists?: boolean;
}
/**
 * What to print when something failed.
 */
export interface OnFailure {
  kubectl?: Kubectl;
  /**
   * Shell commands.
   */
  commands?: string[];
}
