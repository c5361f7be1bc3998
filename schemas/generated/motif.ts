// Derived by `npm run generate`; never edited.
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
 * Resources of one kind; what an entry may hold is described by the provider of the kind.
 */
export type ResourceList = {
  [k: string]: unknown | undefined;
}[];
/**
 * Type a text is turned into.
 */
export type ScalarTypeName =
  'string' | 'str' | 'int' | 'integer' | 'float' | 'number' | 'bool' | 'boolean';

/**
 * A reusable bundle of resources with inputs.
 */
export interface Motif {
  /**
   * Version of the language.
   */
  apiVersion: 'orkestra.orkspace.io/v1';
  /**
   * Kind of the document.
   */
  kind: 'Motif';
  metadata: Metadata;
  /**
   * What whoever imports the Motif may or must give.
   */
  inputs?: MotifInput[];
  resources?: MotifResources;
  status?: Status;
  admission?: MotifAdmission;
  notes?: Notes;
  /**
   * Named settings for whoever imports the Motif.
   */
  profiles?: {
    [k: string]: unknown | undefined;
  };
  /**
   * Read by publishing tools only.
   */
  publish?: {
    [k: string]: unknown | undefined;
  };
  /**
   * Read by publishing tools only.
   */
  lifecycle?: {
    [k: string]: unknown | undefined;
  };
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
 * One input.
 */
export interface MotifInput {
  /**
   * Name under inputs.
   */
  name: string;
  /**
   * What it is for, in a sentence.
   */
  description?: string;
  /**
   * true: an import without it is refused. Default: false.
   */
  required?: boolean;
  /**
   * Kind of value, for people.
   */
  type?: string;
  /**
   * Value when it is not given. Default: empty.
   */
  default?: string;
}
/**
 * Resources by kind, added to onReconcile of the operator that imports the Motif.
 */
export interface MotifResources {
  onCreate?: ResourceBlockEntry;
  when?: Conditions;
  or?: Conditions;
  [k: string]: ResourceList | ResourceBlockEntry | Conditions | undefined;
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
 * Rules added to those of the operator that imports the Motif.
 */
export interface MotifAdmission {
  validation?: Validation;
  mutation?: Mutation;
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
 * Where a rule runs.
 */
export interface Fires {
  /**
   * false: the rule is left out of the reconcile cycle. Default: true.
   */
  reconcile?: boolean;
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
