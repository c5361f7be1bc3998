import type { GroupVersionKind } from '../object/gvk.ts';
import type { JsonObject } from '../object/json.ts';
import type { KubeObject, ObjectRef } from '../object/kube-object.ts';

/** One kind of block a provider understands, e.g. `deployments` or `s3`. */
export interface ProviderKind {
  /** The key of the list in a Katalog: `deployments`. */
  readonly key: string;
  /** JSON Schema (2020-12) of one block as written, templates not yet evaluated: every scalar may be a string. */
  readonly schema: JsonObject;
  /** Blocks of a lower wave are applied before those of a higher one; within a wave all at once. */
  readonly wave: number;
  /** `true`: created once and never corrected, replaced or deleted by a condition (katalog-language §3.2, Jobs). */
  readonly createOnce: boolean;
  /** What its objects are. Absent: each block says it of itself, by `apiVersion` and `kind`. */
  readonly objectType?: { readonly apiVersion: string; readonly kind: string };
  /**
   * Under which keys its objects stand in {@link Observation.outputs}. When every kind of a provider says so, a template
   * that reads another key is refused before anything runs. Absent: not known.
   */
  readonly outputs?: OutputKeys;
}

/** Keys below {@link ProviderDescription.outputsRoot} under which objects of a kind are found. */
export interface OutputKeys {
  /** Keys of maps from names to objects: `statefulSets`. */
  readonly byName: readonly string[];
  /** Keys of one object: `statefulSet`. */
  readonly single: readonly string[];
}

/** What a provider says of itself. */
export interface ProviderDescription {
  readonly name: string;
  readonly version: string;
  /** Root under which {@link Observation.outputs} stand in templates: `children`, or `providers.<name>`. */
  readonly outputsRoot: string;
  readonly kinds: readonly ProviderKind[];
}

/** A fault of a block found before anything runs. */
export interface BlockProblem {
  /** Path inside the block: `['probes', 'liveness', 'port']`. */
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly expected?: string;
  readonly nearest?: string;
}

/** A fault of blocks that are declared together. */
export interface JointProblem extends BlockProblem {
  /** The block at whose place it is told. */
  readonly entry: string;
  /** `false`: it depends on what is not written, so it is a warning. */
  readonly isCertain: boolean;
}

/** A block as written, with what is known of when it is wanted. */
export interface JointBlock {
  /** `onReconcile.services[0]`. */
  readonly entry: string;
  readonly kind: string;
  readonly block: JsonObject;
  /** `true`: a list decides how many there are of it. */
  readonly isRepeated: boolean;
  /** Entries that are always there where this one is wanted. */
  readonly always: ReadonlySet<string>;
  /** Entries that are never wanted together with it. */
  readonly never: ReadonlySet<string>;
}

/** A block as written in a Katalog, given to {@link Provider.check}. */
export interface CheckRequest {
  readonly kind: string;
  readonly block: JsonObject;
  /** What the entry says of fields that cannot be changed; a fault of it has the path `['onImmutable']`. */
  readonly onImmutable?: OnImmutable;
}

/** The custom resource on whose behalf a provider works, and the settings of its CRD that providers need. */
export interface Owner {
  /** Key of the CRD entry in the Katalog. */
  readonly crd: string;
  readonly gvk: GroupVersionKind;
  readonly namespaced: boolean;
  readonly object: KubeObject;
}

/** How far an entry is enforced (katalog-language §3.1). */
export type EnforceMode =
  /** Created when absent, otherwise left alone. */
  | 'ensure'
  /** Created when absent, corrected when different. */
  | 'apply'
  /** Created when it never was; a random value is drawn only then (katalog-language §7.7). */
  | 'once';

/**
 * What is done about declared fields that differ and cannot be changed where they are:
 * - `report`: the rest is enforced, and record and `Ready` tell of them.
 * - `recreate`: the object is deleted and created anew.
 * - `keep`: they may differ.
 */
export type OnImmutable = 'report' | 'recreate' | 'keep';

/** A block whose templates have been evaluated. */
export interface DesiredBlock {
  /** Where it was declared, expansions included: `onReconcile.deployments[0]`, `onCreate.services[1]{eu}`. */
  readonly entry: string;
  readonly kind: string;
  readonly mode: EnforceMode;
  readonly block: JsonObject;
  /** Server-side apply takes fields from other managers. */
  readonly force: boolean;
  /** Default: `report` with mode `apply`; else what is declared is not enforced once the object exists. */
  readonly onImmutable?: OnImmutable;
  /** Paths in the block whose values differ each time they are evaluated (time, random values). Default: none. */
  readonly volatile?: readonly (readonly (string | number)[])[];
  /** Whether what was there before is taken over. Absent: as the provider is set, which is never unless told otherwise. */
  readonly adopt?: AdoptMode;
  /** `true`: what others put into lists and maps of the block stays. Default: they are declared whole. */
  readonly merge?: boolean;
}

/**
 * What becomes of an object that was there before and is taken over:
 * - `never`: it is left alone, whatever the runtime's default is.
 * - `keep`: it is let go when it is no longer declared, or with the custom resource.
 * - `delete`: it counts as made by us from then on, and goes as such.
 */
export type AdoptMode = 'never' | 'keep' | 'delete';

/** An entry that does not apply in this cycle, whose object is left as it is (katalog-language §3.2). */
export interface RetainedBlock {
  readonly entry: string;
  readonly kind: string;
  /** Absent when the name could not be evaluated: then nothing of this kind is pruned in this cycle. */
  readonly block?: JsonObject;
}

/** Something that exists and belongs to the owner. */
export interface ObservedResource {
  /** Unique within the provider: `apps/v1/Deployment/default/web`. */
  readonly id: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly object: JsonObject | KubeObject;
}

export interface ObserveRequest {
  readonly owner: Owner;
  /** Names of declared blocks in declaration order; decides which object the singular form of a kind means. */
  readonly declared: readonly DeclaredName[];
}

export interface DeclaredName extends ObjectRef {
  readonly kind: string;
}

/** The present state of what an owner has. */
export interface Observation {
  readonly resources: readonly ObservedResource[];
  /**
   * Equal versions mean that nothing the owner has changed in between, so a cycle with equal inputs may be
   * skipped. Absent: the provider cannot tell.
   */
  readonly version?: string;
  /** For conditions, templates and status, under {@link ProviderDescription.outputsRoot}. */
  readonly outputs: JsonObject;
}

/**
 * What a plan is for (katalog-language §13):
 * - `reconcile`: desired blocks are enforced; what the owner has and nobody declares or retains is deleted.
 * - `run`: on deletion, desired blocks (jobs) are created without owner reference and awaited; nothing is deleted.
 * - `remove`: on deletion, desired blocks name what is deleted in the foreground and awaited; nothing else is touched.
 * - `cleanup`: on deletion, whatever the owner has that nothing else would delete is deleted and awaited.
 */
export type PlanPhase = 'reconcile' | 'run' | 'remove' | 'cleanup';

export interface PlanRequest {
  readonly phase: PlanPhase;
  readonly owner: Owner;
  readonly desired: readonly DesiredBlock[];
  readonly retained: readonly RetainedBlock[];
  readonly observed: Observation;
  /** Milliseconds since 1970; the only clock a plan may read. */
  readonly nowMs: number;
}

/** A field that differs; values of Secrets are never given. */
export interface FieldChange {
  readonly path: string;
  readonly from?: unknown;
  readonly to?: unknown;
}

/** One thing to do. Data: it can be printed, asserted on and sent to another process. */
export interface Operation {
  readonly provider: string;
  readonly entry: string;
  /** `release`: what was taken over is let go and stays as it is. */
  readonly verb: 'create' | 'update' | 'replace' | 'delete' | 'release';
  /** Unique within the provider. */
  readonly id: string;
  /** For people and assertions: `deployments`; of what has no key of its own, its kind. */
  readonly resource: string;
  /** Key of the kind in a Katalog, for deletions. Default: `resource`. */
  readonly kind?: string;
  readonly namespace: string;
  readonly name: string;
  readonly wave: number;
  /** Why, in a few words: `absent`, `spec.replicas differs`, `no longer declared`. */
  readonly reason: string;
  readonly changes?: readonly FieldChange[];
  /** What the provider needs to carry it out; opaque to the core, never logged. */
  readonly payload: JsonObject;
}

/**
 * How a live object stands to what is declared of it where nothing is written and the two are not equal:
 * - `kept`: it differs by intent, e.g. it was created once and is left to others since.
 * - `immutable`: it differs in fields that cannot be changed where they are.
 * - `foreign`: it is somebody else's, or was there before, and is not touched.
 * - `pending`: it is on its way, e.g. going away before it is made anew.
 */
export interface Standing {
  readonly decision: 'kept' | 'immutable' | 'foreign' | 'pending';
  /** For people: whose it is, or why it is left as it is and what the ways out are. */
  readonly reason: string;
  /** Fields that differ: `from` is what is stored, `to` what is declared. */
  readonly changes?: readonly FieldChange[];
}

/** A desired block for which nothing is written. */
export interface UnchangedResource {
  readonly entry: string;
  readonly id: string;
  readonly resource: string;
  readonly namespace: string;
  readonly name: string;
  /** Absent: what is stored is what is declared. */
  readonly standing?: Standing;
  /** Declared fields that are stored otherwise since they were written: see {@link OperationResult}. */
  readonly stored?: readonly FieldChange[];
}

/** A block that cannot be carried out as it is. */
export interface PlanFailure {
  readonly entry: string;
  readonly error: Error;
}

/** Something under way that later steps must wait for: an unfinished job, an object that is going away. */
export interface PlanWait extends UnchangedResource {
  readonly message: string;
  /** Look again after this long even without an event. */
  readonly afterMs: number;
}

export interface ProviderPlan {
  readonly operations: readonly Operation[];
  readonly unchanged: readonly UnchangedResource[];
  /** Only on deletion; a phase is over when its plan has no operations, waits or failures. */
  readonly waiting: readonly PlanWait[];
  readonly failures: readonly PlanFailure[];
  /** `true`: deletion has work that garbage collection cannot do, so the owner needs a finalizer (design §5). */
  readonly needsCleanup: boolean;
  /** Come back after this long, e.g. for the next rotation of a Secret. */
  readonly requeueAfterMs?: number;
}

/** What an operation turned out to be. */
export interface Became {
  readonly decision: 'adopted' | 'updated' | 'unchanged' | Standing['decision'];
  readonly reason: string;
  readonly changes?: readonly FieldChange[];
}

/** What came of an operation. */
export type OperationResult =
  | {
      readonly outcome: 'done';
      /** `true`: what was declared is there now, and planning again would find nothing to do. */
      readonly isFinal?: boolean;
      /** What came of it where that is not what was planned: an object that was to be created stood there already. */
      readonly became?: Became;
      /** `true`: the object is as it was, whatever was sent. */
      readonly isUntouched?: boolean;
      /** Declared fields that are stored otherwise: `from` is what was sent, `to` what is stored (absent: dropped). */
      readonly stored?: readonly FieldChange[];
    }
  /** Under way; look again later. */
  | { readonly outcome: 'pending'; readonly afterMs: number; readonly message: string };

export interface OperationContext {
  readonly owner: Owner;
  /** Aborts on shutdown, loss of leadership and reconcile timeout. */
  readonly signal: AbortSignal;
}

/** What a CRD entry may create, told to {@link Provider.attach} before its first reconcile. */
export interface AttachRequest {
  readonly crd: string;
  readonly gvk: GroupVersionKind;
  readonly namespaced: boolean;
  /** Namespace to which the CRD's watch is restricted; absent: all. */
  readonly namespace?: string;
  /** Every block as written, by kind. */
  readonly blocks: readonly { readonly kind: string; readonly block: JsonObject }[];
  /** Called when a resource of an owner changed. */
  readonly changed: (owner: { readonly uid: string; readonly key: string | undefined }) => void;
}

/** What a provider noted of a kind of custom resource, given to {@link Provider.begin}. */
export interface BeginRequest {
  /** Key of the CRD entry, as attached. */
  readonly crd: string;
  /** What it noted in this or an earlier process, under this or another revision of the Katalogs. */
  readonly notes: readonly string[];
}

/** What a provider answers to {@link Provider.begin}. */
export interface BeginAnswer {
  /** What it wants to be given next time: all that deletion and pruning could not find otherwise, e.g. kinds it may create. */
  readonly notes: readonly string[];
  /** What it cannot look after, for people: in the log and in the health of the CRD. */
  readonly warnings: readonly string[];
}

/**
 * A place where resources live: the built-in Kubernetes kinds, a cloud, a database, anyone's own.
 *
 * @remarks Every method takes and gives plain data, so a provider may live in another process. `plan` is pure.
 * All implementations pass `test/conformance/provider.ts`.
 */
export interface Provider {
  describe(): ProviderDescription;
  /** Faults of a block as written, beyond its schema. */
  check(request: CheckRequest): Promise<readonly BlockProblem[]>;
  /** Faults that show only when all blocks of a CRD are seen. Optional: a provider without it looks at each alone. */
  checkTogether?(blocks: readonly JointBlock[]): Promise<readonly JointProblem[]>;
  /** Starts to follow what a CRD may create; resolves when {@link Provider.observe} can answer; ends on abort. */
  attach(request: AttachRequest, signal: AbortSignal): Promise<void>;
  /**
   * This process has begun to work on the custom resources of an attached CRD: called before its first operation, each time it
   * comes to lead. From here on {@link Provider.observe} also tells what earlier revisions made and nobody declares any more. The
   * notes it answers with are stored before anything is created. Optional: a provider without it remembers nothing.
   */
  begin?(request: BeginRequest, signal: AbortSignal): Promise<BeginAnswer>;
  observe(request: ObserveRequest, signal: AbortSignal): Promise<Observation>;
  plan(request: PlanRequest): Promise<ProviderPlan>;
  /** Carries out a `create`, `update`, `replace` or `release`. */
  apply(operation: Operation, context: OperationContext): Promise<OperationResult>;
  /** Carries out a `delete`; succeeds when the resource is gone already. */
  delete(operation: Operation, context: OperationContext): Promise<OperationResult>;
  /**
   * The object of an operation as it is now, with its `managedFields`, to find out who else writes it. Optional: where it is
   * missing, or answers nothing, others that write stay nameless.
   */
  read?(operation: Operation, signal: AbortSignal): Promise<KubeObject | undefined>;
}
