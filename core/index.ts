/** The only door of the core; what is not named here is private. */

export {
  type CertificatePair,
  type CertificateRequest,
  createSelfSignedCertificate,
  createServerCertificate,
  type ServerCertificate,
} from './certificate/certificate.ts';
export { type Clock, systemClock } from './clock.ts';
export type {
  ApplyOptions,
  Cluster,
  DeleteOptions,
  ListOptions,
  ListPage,
  PatchOptions,
  ResourceType,
  Selection,
  Target,
  WatchEvent,
  WatchOptions,
} from './cluster/cluster.ts';
export { DEFINITION_TYPE } from './cluster/definition-type.ts';
export { createDryRunCluster } from './cluster/dry-run-cluster.ts';
export { guardCluster } from './cluster/guarded-cluster.ts';
export {
  observeCluster,
  type RequestListener,
  type RequestVerb,
} from './cluster/observed-cluster.ts';
export type { ConditionOutcome, ConditionSet, ConditionTrace } from './condition/condition.ts';
export { otherCaseOf, scheduleFindings, timeZoneFindings } from './cron/cron-job-findings.ts';
export { type CronTime, cronTime } from './cron/cron-time.ts';
export { parseDuration } from './duration.ts';
export {
  ErrorCode,
  isOrkError,
  OrkError,
  type OrkErrorOptions,
  type Retry,
  textOf,
} from './errors.ts';
export {
  createEventRecorder,
  type EventRecorder,
  type EventRecorderOptions,
} from './events/event-recorder.ts';
export type { EventHistory, EventSubject, ObjectEvent } from './events/object-event.ts';
export type {
  Environment,
  Expression,
  ExpressionTree,
  PathReference,
  Scope,
} from './expression/expression.ts';
export { createObjectStore, type ObjectStoreOptions } from './informer/create-object-store.ts';
export type { InformerEvent, InformerListener } from './informer/informer-event.ts';
export type {
  InformerRequest,
  InformerSetOptions,
  SharedInformerState,
  Subscription,
} from './informer/informer-request.ts';
export { createInformerSet, type InformerSet } from './informer/informer-set.ts';
export type { ObjectStore, StoreWriter } from './informer/object-store.ts';
export { showOwnWrites } from './informer/own-writes.ts';
export { OWNER_UID_INDEX } from './informer/owner-index.ts';
export { createInventory, INVENTORY_NAME, type Inventory } from './inventory/inventory.ts';
export {
  formatRecord,
  type InventoryRecord,
  inventoryIdOf,
  mergeRecords,
  parseRecord,
} from './inventory/inventory-record.ts';
export { decimalText } from './json/decimal-text.ts';
export { wholeValue } from './json/int64.ts';
export { readJson } from './json/read-json.ts';
export { writeJson } from './json/write-json.ts';
export {
  type BlockProvider,
  type CompileDefaults,
  type CompileInput,
  type CompileResult,
  compile,
  definitionsIn,
  type FileBeside,
  fixUnescapedQuotes,
  formatPosition,
  formatProblem,
  type KubernetesDocuments,
  type Problem,
  ProblemCode,
  readKubernetesDocuments,
  readManifests,
  type SideFile,
  type SideFileRequest,
  type SideFileRole,
  type SourceDocument,
  sideFilesOf,
} from './katalog/index.ts';
export { type Installation, installationOf, leaseNameOf } from './leadership/installation.ts';
export {
  alwaysLeader,
  type Leadership,
  notLeaderError,
  type Standby,
} from './leadership/leadership.ts';
export { type Logger, silentLogger } from './log.ts';
export { type CastResult, type CastType, castScalar } from './object/cast-scalar.ts';
export {
  type Condition,
  type NewCondition,
  withConditions,
} from './object/conditions.ts';
export { deepEqual } from './object/deep-equal.ts';
export {
  apiVersionOf,
  formatGroupKind,
  formatGvk,
  type GroupVersionKind,
  gvkOf,
} from './object/gvk.ts';
export { Identity } from './object/identity.ts';
export { isObject, type JsonObject, type JsonValue } from './object/json.ts';
export {
  type KubeObject,
  keyOf,
  type ObjectMeta,
  type ObjectRef,
  type OwnerReference,
  parseKey,
  refOf,
} from './object/kube-object.ts';
export { mergePatchOf } from './object/merge-patch.ts';
export { getPath, withPath } from './object/path.ts';
export { parseQuantity, quantityNumber } from './object/quantity.ts';
export { microTimeOf, timestampOf } from './object/timestamp.ts';

export { createPluginHost, type PluginHost, type PluginHostOptions } from './plugin/host.ts';
export {
  definePlugin,
  type Plugin,
  type PluginContext,
  type PluginDefinition,
} from './plugin/plugin.ts';
export { entriesOf } from './program/entries-of.ts';
export type {
  CrdProgram,
  Dependency,
  KatalogInfo,
  Program,
  ResourceBlock,
  ResourceEntry,
  SourcePosition,
} from './program/program.ts';
export type {
  BlockProblem,
  CheckRequest,
  JointBlock,
  JointProblem,
} from './provider/block-check.ts';
export type {
  AdoptMode,
  DesiredBlock,
  EnforceMode,
  OnImmutable,
  Owner,
  RetainedBlock,
} from './provider/desired-block.ts';
export type {
  DeclaredName,
  Observation,
  ObservedResource,
  ObserveRequest,
} from './provider/observation.ts';
export type { Became, Operation, OperationContext, OperationResult } from './provider/operation.ts';
export type { AttachRequest, BeginAnswer, BeginRequest, Provider } from './provider/provider.ts';
export type {
  OutputKeys,
  ProviderDescription,
  ProviderKind,
} from './provider/provider-description.ts';
export type {
  PlanFailure,
  PlanPhase,
  PlanRequest,
  PlanWait,
  ProviderPlan,
  UnchangedResource,
} from './provider/provider-plan.ts';
export type { FieldChange, Standing } from './provider/standing.ts';
export { type Backoff, backoffDelayMs } from './queue/backoff.ts';
export { LANES, type Lane } from './queue/lane.ts';
export { CONDITION_REASONS } from './reconcile/condition-reasons.ts';
export { decide } from './reconcile/decide.ts';
export type { Decision, EntryDraft, OwnerPatch } from './reconcile/decision.ts';
export {
  CYCLE_OUTCOMES,
  type DecisionRecord,
  ENTRY_DECISIONS,
  type EntryDecision,
  type EntryRecord,
  STAGE_OUTCOMES,
  STAGES,
  STATUS_FIELD_OUTCOMES,
  type StageRecord,
  type StatusFieldRecord,
} from './reconcile/decision-record.ts';
export type { Figures, Snapshot } from './reconcile/snapshot.ts';
export {
  createRuntime,
  type RuntimeOptions,
  type RuntimeSettings,
} from './runtime/create-runtime.ts';
export {
  type CycleEvent,
  type CycleEventSink,
  EVENT_REASONS,
} from './runtime/cycle-events.ts';
export { noMetrics, type OperationFigures, type RuntimeMetrics } from './runtime/metrics.ts';
export {
  createRehearser,
  type Rehearsal,
  type RehearsalOptions,
  type Rehearser,
} from './runtime/rehearse.ts';
export type {
  CacheStatus,
  ChildSummary,
  CrdHealth,
  CrdState,
  DependencyHealth,
  FailingObject,
  RunningCrd,
  Runtime,
  RuntimeStatus,
} from './runtime/runtime.ts';
export { bytesOf } from './template/index.ts';
export { jsonText, printable, printableLine } from './text/printable.ts';
export { type DecodedText, decodeUtf8 } from './text/utf8.ts';
export { writeYaml } from './yaml/write-yaml.ts';
