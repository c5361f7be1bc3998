// Derived by `npm run generate`; never edited.
/**
 * A Katalog in an OCI registry or Git repository; as a text only its address.
 */
export type RegistrySource =
  | string
  | {
      /**
       * Address, with :version, @version or @sha256:digest.
       */
      url: string;
      /**
       * Version when the address has none. Default: latest for OCI, main for Git.
       */
      version?: string;
      /**
       * true: an OCI registry; false: Git. Default: false, true for oci:// addresses.
       */
      oci?: boolean;
      /**
       * true: the artifact's komposer.yaml is loaded. Default: false.
       */
      useKomposer?: boolean;
      auth?: SourceAuth;
    };
/**
 * A Katalog in a file; as a text only its address.
 */
export type FileSource =
  | string
  | {
      /**
       * Path, address or $NAME.
       */
      url: string;
      auth?: SourceAuth;
    };
/**
 * Namespace names: exact, prefix-*, *-suffix or *. Default: none.
 */
export type NamespacePatterns = string[];
/**
 * Type a text is turned into.
 */
export type ScalarTypeName =
  'string' | 'str' | 'int' | 'integer' | 'float' | 'number' | 'bool' | 'boolean';
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
 * Names of further finalizers, or always: the runtime's own finalizer goes on every custom resource. Default: only where deletion has work.
 */
export type Finalizers = string[] | string;
/**
 * Resources of one kind; what an entry may hold is described by the provider of the kind.
 */
export type ResourceList = {
  [k: string]: unknown | undefined;
}[];

/**
 * Composes Katalogs from files, registries and charts, and lays overrides on top.
 */
export interface Komposer {
  /**
   * Version of the language.
   */
  apiVersion: 'orkestra.orkspace.io/v1';
  /**
   * Kind of the document.
   */
  kind: 'Komposer';
  metadata: Metadata;
  imports?: KomposerImports;
  spec?: KomposerSpec;
  security?: Security;
  notes?: Notes;
  publish?: Publish;
  lifecycle?: Lifecycle;
  policy?: Policy;
}
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
 * Where Katalogs come from; loaded in the order registry, files, helm.
 */
export interface KomposerImports {
  /**
   * OCI artifacts and Git repositories: a reference, or a map.
   */
  registry?: RegistrySource[];
  /**
   * Paths relative to this file, https addresses, or $NAME of an environment variable that holds one.
   */
  files?: FileSource[];
  /**
   * Helm charts that hold Katalogs.
   */
  helm?: HelmSource[];
}
/**
 * Credentials, always from environment variables.
 */
export interface SourceAuth {
  /**
   * How they are sent.
   */
  type: 'bearer' | 'github' | 'basic';
  /**
   * Variable that holds the token.
   */
  fromEnv?: string;
  /**
   * Variable that holds the user name.
   */
  usernameFromEnv?: string;
  /**
   * Variable that holds the password.
   */
  passwordFromEnv?: string;
}
/**
 * A chart whose rendered Katalogs are loaded.
 */
export interface HelmSource {
  /**
   * Address of the chart repository, Git repository or folder.
   */
  repo: string;
  /**
   * Name of the chart.
   */
  chart: string;
  /**
   * Version of the chart.
   */
  version?: string;
  /**
   * Folder of the chart in a Git repository. Default: the chart's name.
   */
  path?: string;
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
  auth?: SourceAuth;
}
/**
 * Overrides.
 */
export interface KomposerSpec {
  /**
   * Overrides by operator: only the keys present change.
   */
  crds?: {
    [k: string]: CrdEntry | undefined;
  };
  finalizers?: Finalizers;
}
/**
 * One operator.
 */
export interface CrdEntry {
  /**
   * false: the entry is left out. Default: true.
   */
  enabled?: boolean;
  /**
   * What the operator does, in a sentence.
   */
  description?: string;
  /**
   * Katalog that the entry came from, written into bundles by tools; the runtime ignores it.
   */
  katalogName?: string;
  /**
   * Namespace of that Katalog; the runtime ignores it.
   */
  katalogNamespace?: string;
  /**
   * Description of that Katalog; the runtime ignores it.
   */
  katalogDescription?: string;
  /**
   * Version of that Katalog; the runtime ignores it.
   */
  katalogVersion?: string;
  /**
   * Always dynamic. Default: dynamic.
   */
  mode?: 'dynamic';
  apiTypes?: ApiTypes;
  /**
   * Path of the CRD manifest, relative to this file; it wins over apiTypes.
   */
  crdFile?: string;
  /**
   * Paths of custom resources that `ork dev` applies, relative to this file.
   */
  crFiles?: string[];
  /**
   * Paths of manifests that `ork dev` applies before it starts, in order, relative to this file.
   */
  setup?: string[];
  /**
   * Scope of the kind. Default: true, or what the CRD manifest says.
   */
  namespaced?: boolean;
  /**
   * Restricts the watch to one namespace. Default: all.
   */
  namespace?: string;
  /**
   * Operators that must run first, by name.
   */
  dependsOn?: {
    [k: string]: DependencyRule | undefined;
  };
  /**
   * Labels written on the custom resource; values may be templates.
   */
  labels?: {
    [k: string]: string | undefined;
  };
  /**
   * Only custom resources with all of these labels are watched. Default: all.
   */
  labelSelector?: {
    [k: string]: string | undefined;
  };
  /**
   * Only custom resources with these field values are watched. Default: all.
   */
  fieldSelector?: {
    /**
     * Exact name.
     */
    'metadata.name'?: string;
    /**
     * Exact namespace.
     */
    'metadata.namespace'?: string;
  };
  restrictedNamespaces?: NamespacePatterns;
  allowedNamespaces?: NamespacePatterns;
  /**
   * true: status is never written. Default: false.
   */
  ignoreStatusPatch?: boolean;
  /**
   * true: status.observedGeneration is left out. Default: false.
   */
  ignoreObservedGeneration?: boolean;
  /**
   * true: our finalizers are taken off. Default: false.
   */
  removeFinalizers?: boolean;
  /**
   * Server-side apply takes fields from other managers. Default: true.
   */
  forceConflict?: boolean;
  endpoints?: Endpoints;
  normalize?: Normalize;
  mutation?: Mutation;
  validation?: Validation;
  operatorBox?: OperatorBox;
}
/**
 * Which kind the operator watches.
 */
export interface ApiTypes {
  /**
   * API group, e.g. demo.orkestra.io.
   */
  group?: string;
  /**
   * API version, e.g. v1alpha1.
   */
  version?: string;
  /**
   * Kind in CamelCase, e.g. Website.
   */
  kind?: string;
  /**
   * Plural in lower case, e.g. websites.
   */
  plural?: string;
}
/**
 * What is awaited of the other operator.
 */
export interface DependencyRule {
  /**
   * started: its workers run; healthy: it has reconciled without failure. Default: started.
   */
  condition?: 'started' | 'healthy';
}
/**
 * HTTP endpoints of this operator.
 */
export interface Endpoints {
  /**
   * false: none of them. Default: true.
   */
  enabled?: boolean;
  /**
   * Health endpoint. Default: true.
   */
  health?: boolean;
  /**
   * Endpoints about custom resources. Default: true.
   */
  info?: boolean;
}
/**
 * Brings spec into canonical form before anything else sees it.
 */
export interface Normalize {
  /**
   * Templates by dot path below spec; each sees the custom resource as it came.
   */
  spec?: {
    [k: string]: string | undefined;
  };
  /**
   * Type of the result by dot path. Default: as a YAML scalar.
   */
  types?: {
    [k: string]: ScalarTypeName | undefined;
  };
}
/**
 * Sets fields of the custom resource.
 */
export interface Mutation {
  /**
   * Before validation. Default: true.
   */
  mutateFirst?: boolean;
  /**
   * The rules, in order.
   */
  rules?: MutationRuleEntry[];
}
/**
 * Sets one field.
 */
export interface MutationRuleEntry {
  /**
   * Path of the field, e.g. spec.replicas; may be a template.
   */
  field: string;
  /**
   * Value or template set where the field is missing or empty.
   */
  default?: string | number | boolean;
  /**
   * Value or template that is always set.
   */
  override?: string | number | boolean;
  valueType?: ScalarTypeName;
  when?: Conditions;
  or?: Conditions;
  fires?: Fires;
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
 * Where a rule runs.
 */
export interface Fires {
  /**
   * false: the rule is left out of the reconcile cycle. Default: true.
   */
  reconcile?: boolean;
}
/**
 * Checks the custom resource before anything is created.
 */
export interface Validation {
  /**
   * The rules; all are evaluated, all violations told together.
   */
  rules?: ValidationRuleEntry[];
}
/**
 * What a field must be. Without an operator it must exist.
 */
export interface ValidationRuleEntry {
  /**
   * Path of the field or a template.
   */
  field: string;
  /**
   * What to tell when it is violated; may be a template. Default: the rule in words.
   */
  message?: string;
  /**
   * deny stops the cycle, warn writes a condition. Default: deny.
   */
  action?: 'deny' | 'warn';
  when?: Conditions;
  or?: Conditions;
  fires?: Fires;
  operator?: Operator;
  /**
   * Expected value of operator; may be a template.
   */
  value?: string;
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
}
/**
 * What the operator does.
 */
export interface OperatorBox {
  /**
   * Always true: reconciled as declared. Default: true.
   */
  default?: boolean;
  /**
   * Concurrent reconciles, 1 to 50. Default: DEFAULT_WORKERS.
   */
  workers?: number;
  /**
   * Every custom resource is looked at again after this long, e.g. 30s. Default: DEFAULT_RESYNC.
   */
  resync?: string;
  queue?: Queue;
  requeue?: Requeue;
  when?: Conditions;
  or?: Conditions;
  finalizers?: Finalizers;
  onCreate?: ResourceBlockEntry;
  onReconcile?: ResourceBlockEntry;
  onDelete?: DeleteBlockEntry;
  status?: Status;
}
/**
 * Work queue of the operator.
 */
export interface Queue {
  /**
   * Failed items come back after a growing delay. Default: ratelimited.
   */
  type?: 'ratelimited';
  /**
   * Depth at which the queue counts as full, shown by the API; nothing is dropped without a behaviour. 0: none. Default: 0.
   */
  maxDepth?: number;
  /**
   * Consecutive failures after which the operator counts as degraded. Default: FAILURE_THRESHOLD.
   */
  failureThreshold?: number;
}
/**
 * Look at the custom resource again some time after a successful cycle.
 */
export interface Requeue {
  /**
   * Duration such as 5m, or a template that yields one; empty or 0s: not at all.
   */
  after: string;
  when?: Conditions;
  or?: Conditions;
}
/**
 * Resources by kind.
 */
export interface ResourceBlockEntry {
  when?: Conditions;
  or?: Conditions;
  [k: string]: ResourceList | Conditions | undefined;
}
/**
 * What is done before a deleted custom resource may go.
 */
export interface DeleteBlockEntry {
  when?: Conditions;
  or?: Conditions;
  /**
   * true: groups are deleted one after the other. Default: false.
   */
  ordered?: boolean;
  /**
   * Limit for the whole sequence, e.g. 10m. Default: 5m.
   */
  timeout?: string;
  /**
   * Groups in order.
   */
  groups?: DeleteGroupEntry[];
  [k: string]: ResourceList | Conditions | boolean | string | DeleteGroupEntry[] | undefined;
}
/**
 * Resources that are deleted together.
 */
export interface DeleteGroupEntry {
  /**
   * Name of the group, for people.
   */
  name?: string;
  [k: string]: ResourceList | string | undefined;
}
/**
 * What the status of the custom resource tells.
 */
export interface Status {
  /**
   * false: the three automatic conditions are not written. Default: true.
   */
  conditions?: boolean;
  /**
   * Fields, in order; of entries with one path the last that passes wins.
   */
  fields?: StatusFieldEntry[];
}
/**
 * One status field.
 */
export interface StatusFieldEntry {
  /**
   * Dot path below status.
   */
  path: string;
  /**
   * Text or template.
   */
  value?: string;
  /**
   * JSONata; its value is written as it is.
   */
  expr?: string;
  /**
   * Type of the result. Default: that of the CRD's schema, else string.
   */
  type?:
    'string' | 'str' | '' | 'int' | 'integer' | 'float' | 'number' | 'bool' | 'boolean' | 'auto';
  when?: Conditions;
  or?: Conditions;
  /**
   * true: conditions that do not pass empty a text and remove anything else. Default: false.
   */
  clearOnFalse?: boolean;
}
/**
 * Guards of the whole Katalog.
 */
export interface Security {
  namespaceProtection?: NamespaceProtection;
}
/**
 * Namespaces in which nothing is reconciled or created.
 */
export interface NamespaceProtection {
  /**
   * Default: true when the block is present.
   */
  enabled?: boolean;
  restrictedNamespaces?: NamespacePatterns;
  allowedNamespaces?: NamespacePatterns;
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
 * How the document is published; read by publishing tools.
 */
export interface Publish {
  signing?: Signing;
  tests?: PublishTests;
  [k: string]: unknown | undefined;
}
/**
 * Signatures of what is published.
 */
export interface Signing {
  /**
   * true: unsigned ones are refused. Default: false.
   */
  verify?: boolean;
  /**
   * Who may sign.
   */
  expectedIdentities?: string[];
  [k: string]: unknown | undefined;
}
/**
 * Tests that must pass before it is published.
 */
export interface PublishTests {
  /**
   * End-to-end tests. Default: true.
   */
  e2e?: boolean;
  /**
   * Simulations. Default: true.
   */
  simulate?: boolean;
  /**
   * Tests of intents; needs gateway.api. Default: false.
   */
  intent?: boolean;
  [k: string]: unknown | undefined;
}
/**
 * How mature the document is, and what it works with; read by publishing tools.
 */
export interface Lifecycle {
  /**
   * How far it can be relied on.
   */
  maturity?: 'alpha' | 'beta' | 'stable' | 'deprecated';
  deprecation?: Deprecation;
  compatibility?: Compatibility;
  accept?: AcceptedLifecycle;
}
/**
 * That the document will go, and what takes its place.
 */
export interface Deprecation {
  /**
   * What to tell its users.
   */
  message: string;
  /**
   * What takes its place.
   */
  migratedTo?: string;
  timeline?: DeprecationTimeline;
}
/**
 * When it is deprecated and when it goes.
 */
export interface DeprecationTimeline {
  /**
   * Day from which it is deprecated, e.g. 2026-01-01.
   */
  from?: string;
  /**
   * Day of its end.
   */
  to?: string;
}
/**
 * Versions it works with, as ranges such as >=1.28.
 */
export interface Compatibility {
  /**
   * Versions of Kubernetes.
   */
  kubernetes?: string;
  /**
   * Versions of Orkestra.
   */
  orkestra?: string;
}
/**
 * Deprecated documents that a Komposer takes all the same.
 */
export interface AcceptedLifecycle {
  /**
   * Documents by name, author and version.
   */
  patterns?: AcceptedPattern[];
}
export interface AcceptedPattern {
  /**
   * Name of the document.
   */
  name?: string;
  /**
   * Who wrote it.
   */
  author?: string;
  /**
   * Its version.
   */
  version?: string;
}
/**
 * What may be imported; read by publishing tools.
 */
export interface Policy {
  lifecycle?: LifecyclePolicy;
}
/**
 * How mature imports must be.
 */
export interface LifecyclePolicy {
  /**
   * The least maturity of imports.
   */
  minMaturity?: 'alpha' | 'beta' | 'stable';
}
