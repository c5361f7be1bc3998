import { randomBytes } from 'node:crypto';
import {
  type CrdProgram,
  decide,
  type EntryRecord,
  Identity,
  type KubeObject,
  type Observation,
  type Provider,
  textOf,
} from '../../../core/index.ts';
import type { OfflineCluster } from './offline-cluster.ts';

/** What a custom resource would make of itself. */
export interface Rendered {
  /** In the order in which they would be applied. */
  readonly manifests: readonly KubeObject[];
  /** Entries that make nothing, with the reason. */
  readonly skipped: readonly EntryRecord[];
  /** Entries that cannot be evaluated or built, with the reason. */
  readonly failed: readonly EntryRecord[];
  /** Why else the cycle would fail; empty when it would not. What does not depend on them is rendered all the same. */
  readonly errors: readonly string[];
  /** Objects to copy from that are not there, as `Secret platform/s`; their data is a placeholder. */
  readonly standIns: readonly string[];
}

export interface RenderOptions {
  readonly providers: ReadonlyMap<string, Provider>;
  readonly cluster: OfflineCluster;
  readonly nowMs: number;
  readonly signal: AbortSignal;
}

/** Runs a real decision for a custom resource that has no children yet, and takes down what it would write. */
export async function renderChildren(
  crd: CrdProgram,
  object: KubeObject,
  { cluster, nowMs, providers, signal }: RenderOptions,
): Promise<Rendered> {
  const observations = await observeNothing(crd, object, { providers, signal });
  const environment = { nowMs, randomBytes };
  const figures = { metrics: {}, health: {} };
  const snapshot = { object, observations, figures, environment };
  const decision = await decide(crd, snapshot, providers);
  const owner = {
    crd: crd.name,
    gvk: crd.gvk,
    namespaced: crd.namespaced,
    object: { ...decision.object, metadata: object.metadata },
  };
  const from = { written: cluster.written.length, standIns: cluster.standIns.length };
  const records = decision.entries.map(({ record }) => record);
  const failed = records.filter(({ decision: outcome }) => outcome === 'failed');
  // What entries say of themselves is not said once more.
  const errors = decision.error === undefined || failed.length > 0 ? [] : [textOf(decision.error)];
  for (const operation of decision.waves.flat()) {
    try {
      await providers.get(operation.provider)?.apply(operation, { owner, signal });
    } catch (error) {
      errors.push(textOf(error));
    }
  }
  return {
    manifests: cluster.written.slice(from.written).map(standAlone),
    skipped: records.filter(({ decision: outcome }) => outcome === 'skipped'),
    failed,
    errors,
    standIns: [...new Set(cluster.standIns.slice(from.standIns))],
  };
}

/** There are no children; asking for them all the same lets providers learn the kinds that are known here. */
async function observeNothing(
  { gvk, name: crd, namespaced }: CrdProgram,
  object: KubeObject,
  { providers, signal }: Pick<RenderOptions, 'providers' | 'signal'>,
): Promise<ReadonlyMap<string, Observation>> {
  const observations = new Map<string, Observation>();
  const owner = { crd, gvk, namespaced, object };
  for (const [name, provider] of providers)
    observations.set(name, await provider.observe({ owner, declared: [] }, signal));
  return observations;
}

/** Without what ties it to a custom resource in a cluster, so that `kubectl apply` takes it. */
function standAlone(object: KubeObject): KubeObject {
  const { annotations = {}, labels = {}, ownerReferences: _owners, ...metadata } = object.metadata;
  const { [Identity.ownerUidLabel]: _uid, ...ownLabels } = labels;
  const {
    [Identity.hashAnnotation]: _hash,
    [Identity.madeAnnotation]: _made,
    ...ownAnnotations
  } = annotations;
  const { apiVersion, kind, metadata: _metadata, ...rest } = object;
  return {
    apiVersion,
    kind,
    metadata: {
      ...metadata,
      ...(Object.keys(ownLabels).length === 0 ? {} : { labels: ownLabels }),
      ...(Object.keys(ownAnnotations).length === 0 ? {} : { annotations: ownAnnotations }),
    },
    ...rest,
  };
}
