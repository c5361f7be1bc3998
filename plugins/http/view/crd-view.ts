import {
  apiVersionOf,
  type CrdHealth,
  type CrdProgram,
  formatGvk,
  type ResourceBlock,
  type RunningCrd,
} from '../../../core/index.ts';
import { formatSpan, formatTime } from './time.ts';

/** What a view may know besides the CRD. */
export interface ViewContext {
  readonly nowMs: number;
  readonly isLeader: boolean;
}

/** State as the API tells it: a CRD that is not installed is pending, with the reason (cli-api §4.3). */
export function stateOf(health: CrdHealth): 'pending' | 'started' | 'healthy' | 'degraded' {
  return health.state === 'missing' ? 'pending' : health.state;
}

/** One of `crds[]` of `/katalog`. */
export function crdSummary(crd: RunningCrd, context: ViewContext): object {
  const { program } = crd;
  const health = crd.health();
  const path = `/katalog/${program.name}`;
  return {
    ...identityOf(program),
    ...standingOf(health, context),
    ...figuresOf(program, health, context),
    dependsOn: program.dependsOn.map((each) => each.crd),
    hasUnhealthyDependencies: health.dependencies.some((each) => !each.satisfied),
    deletionProtection: false,
    endpoints: {
      health: `${path}/health`,
      info: path,
      healthEnabled: program.endpoints.health,
      infoEnabled: program.endpoints.info,
    },
  };
}

/** `/katalog/{crd}`. */
export function crdInfo(crd: RunningCrd, context: ViewContext): object {
  const { program } = crd;
  const health = crd.health();
  const { allowed, restricted } = program.namespaces;
  return {
    ...identityOf(program),
    ...standingOf(health, context),
    ...figuresOf(program, health, context),
    workersIdle: Math.max(0, health.workers - health.workersActive),
    resync: formatSpan(program.resyncMs),
    totalReconciles: health.totalReconciles,
    failedReconciles: health.failedReconciles,
    reconcileP50Ms: health.durationP50Ms,
    reconcileP95Ms: health.durationP95Ms,
    dependsOn: program.dependsOn.map((each) => each.crd),
    operatorBox: boxOf(program),
    namespaceProtection: {
      hasNamespaceRules: allowed.length + restricted.length > 0,
      allowedNamespaces: allowed,
      restrictedNamespaces: restricted,
    },
    metrics: {
      workers: health.workers,
      queueDepth: health.queueDepth,
      errorRate: health.errorRate,
      successRate: 1 - health.errorRate,
    },
  };
}

/** `/katalog/{crd}/health`, without its HTTP status. */
export function crdHealth(crd: RunningCrd, context: ViewContext): object {
  const health = crd.health();
  const { dependencies, failing, looping, notReady } = health;
  return {
    name: crd.program.name,
    ...standingOf(health, context),
    startedAt: formatTime(health.startedAtMs),
    uptime: uptimeOf(health, context),
    queueDepth: health.queueDepth,
    errorRate: health.errorRate,
    consecutiveFails: health.consecutiveFailures,
    totalReconciles: health.totalReconciles,
    failedReconciles: health.failedReconciles,
    resourceCount: health.resourceCount,
    lastError: health.lastError,
    lastReconcile: formatTime(health.lastReconcileMs),
    hasUnhealthyDependencies: dependencies.some((each) => !each.satisfied),
    dependencies: Object.fromEntries(
      dependencies.map(({ condition, crd: name, satisfied, state }) => [
        name,
        { state: state === 'missing' ? 'pending' : state, condition, satisfied },
      ]),
    ),
    failingResources: failing,
    notReady,
    loopingResources: looping,
    warnings: health.warnings,
  };
}

function identityOf(program: CrdProgram): object {
  const { crossAccess, description, gvk, katalog, name, namespaced, plural, watch } = program;
  return {
    name,
    description,
    mode: 'dynamic',
    gvk: formatGvk(gvk),
    gvr: `${apiVersionOf(gvk)}/${plural}`,
    namespaced,
    namespace: watch.namespace ?? '',
    katalogNamespace: katalog.namespace,
    crossAccess,
  };
}

function standingOf(health: CrdHealth, { isLeader }: ViewContext): object {
  const state = stateOf(health);
  return {
    state,
    reason: health.reason,
    healthy: health.healthy,
    started: health.started,
    pending: state === 'pending',
    gated: false,
    gatedReason: '',
    isKonductor: isLeader,
  };
}

function figuresOf({ queue }: CrdProgram, health: CrdHealth, context: ViewContext): object {
  const { errorRate, queueDepth, resourceCount, workers, workersActive } = health;
  const uptime = uptimeOf(health, context);
  const { maxDepth } = queue;
  return { workers, workersActive, queueDepth, maxDepth, resourceCount, errorRate, uptime };
}

function uptimeOf({ startedAtMs }: CrdHealth, { nowMs }: ViewContext): string {
  return formatSpan(startedAtMs === undefined ? 0 : nowMs - startedAtMs);
}

function boxOf(program: CrdProgram): object {
  const names = ({ entries }: ResourceBlock): readonly string[] => entries.map(({ id }) => id);
  return {
    onCreate: names(program.onCreate),
    onReconcile: names(program.onReconcile),
    onDelete: program.onDelete?.groups.flatMap(({ entries }) => entries.map(({ id }) => id)) ?? [],
    statusFields: program.status.fields.map(({ path }) => path.join('.')),
    validationRules: program.validation.length,
    mutationRules: program.mutation.rules.length,
  };
}
