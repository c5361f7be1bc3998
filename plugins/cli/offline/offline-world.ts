import {
  type CrdProgram,
  entriesOf,
  type Program,
  type Provider,
  type ResourceEntry,
  type ResourceType,
} from '../../../core/index.ts';
import { createOfflineProviders } from '../compose.ts';
import type { OfflineCluster } from './offline-cluster.ts';

/** Providers that follow what a program may create in a cluster that is not there. */
export interface OfflineWorld {
  readonly cluster: OfflineCluster;
  readonly providers: ReadonlyMap<string, Provider>;
  readonly nowMs: number;
  readonly signal: AbortSignal;
  stop(): Promise<void>;
}

/** Creates the world of a program; `types` are kinds of CRD manifests at hand. */
export async function createOfflineWorld(
  program: Program,
  types: readonly ResourceType[],
  nowMs: number,
): Promise<OfflineWorld> {
  const { cluster, providers, run } = createOfflineProviders([...types, ...typesOf(program)]);
  const controller = new AbortController();
  const { signal } = controller;
  const running = run(signal);
  const attached = program.crds.flatMap((crd) => {
    const request = { ...attachRequestOf(crd), changed: () => undefined };
    return providers.map((provider) => provider.attach(request, signal));
  });
  await Promise.all(attached);
  return {
    cluster,
    providers: new Map(providers.map((provider) => [provider.describe().name, provider])),
    nowMs,
    signal,
    async stop() {
      controller.abort();
      await running;
    },
  };
}

/** A Katalog may create custom resources of its own operators. */
function typesOf({ crds }: Program): readonly ResourceType[] {
  return crds.map(({ gvk, namespaced, plural }) => ({
    ...gvk,
    plural,
    namespaced,
    subresources: ['status'],
    verbs: ['get', 'list', 'watch', 'create', 'patch', 'delete'],
  }));
}

function attachRequestOf(crd: CrdProgram): {
  readonly crd: string;
  readonly gvk: CrdProgram['gvk'];
  readonly namespaced: boolean;
  readonly blocks: readonly { readonly kind: string; readonly block: ResourceEntry['written'] }[];
} {
  return {
    crd: crd.name,
    gvk: crd.gvk,
    namespaced: crd.namespaced,
    blocks: entriesOf(crd).map(({ kind, written }) => ({ kind, block: written })),
  };
}
