import type { ConditionSet } from '../condition/condition.ts';
import type { Expression, ExpressionTree } from '../expression/expression.ts';
import type { GroupVersionKind } from '../object/gvk.ts';
import type { JsonObject } from '../object/json.ts';
import type { AdoptMode, EnforceMode, OnImmutable } from '../provider/desired-block.ts';

/** Where in a document something was written; lines and columns count from 1. */
export interface SourcePosition {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/**
 * One revision of everything that runs: the frozen result of compiling Katalogs.
 *
 * @remarks A value: two revisions may stand beside each other.
 */
export interface Program {
  /** SHA-256 (hex) of the normalised documents. */
  readonly revision: string;
  readonly katalogs: readonly KatalogInfo[];
  /** In start order: a CRD stands after those it depends on. */
  readonly crds: readonly CrdProgram[];
}

/** What a Katalog says of itself (katalog-language §1.2). */
export interface KatalogInfo {
  readonly name: string;
  /** Logical tenant, not a Kubernetes namespace. Default `default`. */
  readonly namespace: string;
  readonly version: string;
  readonly description: string;
  readonly author: string;
  readonly license: string;
  readonly clusterName: string;
  readonly tags: readonly string[];
  readonly file: string;
  /** As written, parsed; served by `/katalog/raw`. */
  readonly raw: JsonObject;
  /** After aliases and defaults; served by `/katalog/enriched`. */
  readonly enriched: JsonObject;
}

/** One operator: everything known about a CRD entry before it runs. */
export interface CrdProgram {
  /** Key under `spec.crds`. */
  readonly name: string;
  readonly katalog: KatalogInfo;
  readonly description: string;
  readonly gvk: GroupVersionKind;
  readonly plural: string;
  readonly namespaced: boolean;
  readonly position: SourcePosition;
  readonly watch: {
    readonly namespace?: string;
    readonly labelSelector?: string;
    readonly fieldSelector?: string;
  };
  readonly workers: number;
  readonly resyncMs: number;
  readonly queue: QueueSettings;
  readonly requeue?: RequeueRule;
  readonly dependsOn: readonly Dependency[];
  readonly endpoints: { readonly health: boolean; readonly info: boolean };
  readonly crossAccess: boolean;
  /** `openAPIV3Schema` of the watched version, when the CRD was at hand at compile time. */
  readonly schema?: JsonObject;

  /** Labels written on the custom resource. */
  readonly labels: Readonly<Record<string, Expression>>;
  readonly finalizers: FinalizerRule;
  readonly namespaces: NamespaceGuard;
  readonly ignoreStatusPatch: boolean;
  readonly ignoreObservedGeneration: boolean;

  readonly normalize: readonly NormalizeStep[];
  readonly mutation: MutationStage;
  readonly validation: readonly ValidationRule[];

  /** The box's own `when`/`or`: false skips onCreate and onReconcile for the cycle. */
  readonly when: ConditionSet;
  readonly onCreate: ResourceBlock;
  readonly onReconcile: ResourceBlock;
  readonly onDelete?: DeleteBlock;
  readonly status: StatusStage;
  /** First steps of the outputs of providers that something refers to: `children`, `providers`. */
  readonly outputRoots: readonly string[];
  /** `true`: something refers to the outputs of providers (`children`…), so they must be observed before templates. */
  readonly readsChildren: boolean;
  /**
   * `true`: no expression or condition reads the clock, random values, `metrics` or `health`, so equal inputs give
   * equal decisions and a cycle with nothing new may be skipped.
   */
  readonly isTimeless: boolean;
  /**
   * `false`: nothing that decides reads the status or what providers made, so after a cycle whose writes succeeded another one
   * would find nothing to do.
   */
  readonly readsOwnWrites: boolean;
}

export interface QueueSettings {
  /** 0: unlimited. */
  readonly maxDepth: number;
  /** Consecutive failures after which the CRD counts as degraded. */
  readonly failureThreshold: number;
}

/** `requeue:` after a successful cycle (katalog-language §15.4). */
export interface RequeueRule {
  readonly after: Expression;
  readonly when: ConditionSet;
}

export interface Dependency {
  readonly crd: string;
  readonly condition: 'started' | 'healthy';
}

/** When and which finalizers go on a custom resource (design §5). */
export interface FinalizerRule {
  /** `needed`: only when deletion has work; `always`: on every one; `strip`: ours are taken off (removeFinalizers). */
  readonly policy: 'needed' | 'always' | 'strip';
  /** Names of the user, always added. */
  readonly names: readonly string[];
}

/** Patterns: exact, `prefix-*`, `*-suffix`; restricted wins; no allowed means all (katalog-language §13.6). */
export interface NamespaceGuard {
  readonly restricted: readonly string[];
  readonly allowed: readonly string[];
}

export type ScalarType = 'string' | 'integer' | 'number' | 'boolean' | 'auto';

/** One key of `normalize.spec`. */
export interface NormalizeStep {
  /** Relative to `spec`. */
  readonly path: readonly string[];
  readonly expression: Expression;
  readonly type?: ScalarType;
}

export interface MutationStage {
  readonly first: boolean;
  readonly rules: readonly MutationRule[];
}

export interface MutationRule {
  /** Path from the root, e.g. `spec.replicas`; may hold a template. */
  readonly field: Expression;
  readonly action: 'default' | 'override';
  readonly value: Expression | { readonly literal: unknown };
  readonly type?: ScalarType;
  readonly when: ConditionSet;
}

export interface ValidationRule {
  /** Field as written, for messages. */
  readonly field: string;
  readonly message: Expression;
  readonly action: 'deny' | 'warn';
  readonly when: ConditionSet;
  /** Rule semantics (katalog-language §4.3, table): passes or violates, with the value seen. */
  check(
    scope: Parameters<Expression['text']>[0],
  ): Promise<{ readonly passed: boolean; readonly saw: string }>;
}

/** `onCreate` or `onReconcile`. */
export interface ResourceBlock {
  readonly when: ConditionSet;
  /** In the fixed order of katalog-language §6.1, then by declaration. */
  readonly entries: readonly ResourceEntry[];
}

/** One declared resource. */
export interface ResourceEntry {
  /** `onReconcile.deployments[0]`. */
  readonly id: string;
  readonly provider: string;
  readonly kind: string;
  readonly mode: EnforceMode;
  readonly force: boolean;
  /** Default: `report` with mode `apply`; else the entry is not enforced once its object exists. */
  readonly onImmutable?: OnImmutable;
  /** Whether what was there before is taken over; absent: as the runtime is set. */
  readonly adopt?: AdoptMode;
  /** `true`: what others put into lists and maps of the block stays. */
  readonly merge?: boolean;
  readonly when: ConditionSet;
  readonly forEach?: ForEach;
  readonly position: SourcePosition;
  /** As written (aliases resolved), for {@link Provider.attach} and RBAC. */
  readonly written: JsonObject;
  /** The whole block without `when`, `or`, `forEach`, `reconcile`, `forceConflict`, `merge`. */
  readonly block: ExpressionTree;
  /** Only `name` and `namespace` (custom: `metadata`), for conditions that are false and for `children`. */
  readonly identity: ExpressionTree;
  /** `true`: a false condition deletes an owned object (katalog-language §3.2). */
  readonly deletesWhenFalse: boolean;
}

/** `forEach:` over a list or a map of the custom resource (katalog-language §5.5). */
export interface ForEach {
  readonly path: readonly string[];
  /** Extra name of `item`. */
  readonly as: string;
}

/** `onDelete` (katalog-language §13). */
export interface DeleteBlock {
  readonly when: ConditionSet;
  readonly ordered: boolean;
  readonly timeoutMs: number;
  readonly groups: readonly DeleteGroup[];
}

export interface DeleteGroup {
  readonly name: string;
  readonly entries: readonly ResourceEntry[];
}

export interface StatusStage {
  /** `false`: the three automatic conditions are not written. */
  readonly conditions: boolean;
  readonly fields: readonly StatusField[];
}

/** One `status.fields[]` (katalog-language §11.2). */
export interface StatusField {
  readonly path: readonly string[];
  readonly value: Expression;
  readonly type?: ScalarType;
  readonly when: ConditionSet;
  readonly clearOnFalse: boolean;
  readonly position: SourcePosition;
}
