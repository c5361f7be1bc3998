import {
  type Clock,
  type Cluster,
  DEFINITION_TYPE,
  ErrorCode,
  formatGvk,
  gvkOf,
  isObject,
  type KubeObject,
  OrkError,
  type ResourceType,
  refOf,
  type Target,
} from '../../../core/index.ts';

/** Field manager of what the command line applies, apart from the runtime's own. */
const MANAGER = 'ork';

/** How long a kind may take to be served after its CRD was applied. */
const SERVED_WITHIN_MS = 30_000;
const POLL_MS = 50;

export interface ApplyContext {
  readonly cluster: Cluster;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** How long a kind may take to be served. Default 30 s. */
  readonly servedWithinMs?: number;
}

/**
 * Applies manifests, CRDs first, and waits until those are established.
 *
 * @throws {OrkError} `KindUnknown` for a kind that is not served in time; what the API server says.
 */
export async function applyManifests(
  manifests: readonly KubeObject[],
  context: ApplyContext,
): Promise<void> {
  const crds = manifests.filter(isCrd);
  for (const crd of crds) await applyOne(crd, context);
  for (const crd of crds) await awaitEstablished(crd, context);
  for (const manifest of manifests.filter((each) => !isCrd(each)))
    await applyOne(manifest, context);
}

function isCrd({ kind }: KubeObject): boolean {
  return kind === DEFINITION_TYPE.kind;
}

async function applyOne(manifest: KubeObject, context: ApplyContext): Promise<void> {
  const target = await targetOf(manifest, context);
  const { cluster, signal } = context;
  await cluster.apply(target, manifest, { force: true, fieldManager: MANAGER, signal });
}

async function targetOf(manifest: KubeObject, context: ApplyContext): Promise<Target> {
  const type = isCrd(manifest) ? DEFINITION_TYPE : await requireType(manifest, context);
  const { name, namespace } = refOf(manifest);
  if (!type.namespaced) return { type, ref: { namespace: '', name } };
  return { type, ref: { namespace: namespace === '' ? 'default' : namespace, name } };
}

async function requireType(manifest: KubeObject, context: ApplyContext): Promise<ResourceType> {
  const { cluster, signal } = context;
  const gvk = gvkOf(manifest);
  const type = await poll(context, async () => {
    const found = await cluster.resolve(gvk, signal);
    if (found === undefined) cluster.forgetDiscovery();
    return found;
  });
  if (type !== undefined) return type;
  throw new OrkError('Kind is not served', {
    code: ErrorCode.KindUnknown,
    retry: { kind: 'never' },
    details: {
      text: `the cluster does not serve ${formatGvk(gvk)} of ${manifest.metadata.name}`,
      hint: 'Is its CRD installed?',
    },
  });
}

async function awaitEstablished(crd: KubeObject, context: ApplyContext): Promise<void> {
  const target = await targetOf(crd, context);
  const established = await poll(context, async () => {
    const live = await context.cluster.get(target, context.signal);
    return live !== undefined && isEstablished(live) ? live : undefined;
  });
  context.cluster.forgetDiscovery();
  const within = context.servedWithinMs ?? SERVED_WITHIN_MS;
  if (established === undefined)
    throw new OrkError('CRD is not established', {
      code: ErrorCode.KindUnknown,
      details: { text: `CRD ${crd.metadata.name} was not established within ${within / 1000} s` },
    });
}

function isEstablished({ status }: KubeObject): boolean {
  const conditions: unknown = isObject(status) ? status['conditions'] : undefined;
  return (
    Array.isArray(conditions) &&
    conditions.some(
      (each) => isObject(each) && each['type'] === 'Established' && each['status'] === 'True',
    )
  );
}

/** Asks until there is an answer; `undefined` when time is up or the command is to end. */
async function poll<Value>(
  { clock, servedWithinMs = SERVED_WITHIN_MS, signal }: ApplyContext,
  ask: () => Promise<Value | undefined>,
): Promise<Value | undefined> {
  const untilMs = clock.monotonicMs() + servedWithinMs;
  for (;;) {
    const value = await ask();
    if (value !== undefined || signal.aborted || clock.monotonicMs() >= untilMs) return value;
    await clock.sleep(POLL_MS, signal);
  }
}
