import {
  type BlockProvider,
  createInformerSet,
  type Provider,
  type ResourceType,
  silentLogger,
  systemClock,
} from '../../core/index.ts';
import { createKubernetesProvider } from '../../providers/kubernetes/index.ts';
import { createOfflineCluster, type OfflineCluster } from './offline/offline-cluster.ts';

/** Providers for checking what Katalogs say; they have no cluster behind them. */
export function createBlockProviders(): readonly BlockProvider[] {
  return createOfflineProviders([]).providers;
}

interface OfflineProviders {
  readonly cluster: OfflineCluster;
  readonly providers: readonly Provider[];
  /** Runs what the providers follow, until aborted. */
  run(signal: AbortSignal): Promise<void>;
}

/** Providers over a cluster that is not there. */
export function createOfflineProviders(types: readonly ResourceType[]): OfflineProviders {
  const cluster = createOfflineCluster(types);
  const options = { cluster, clock: systemClock, log: silentLogger };
  const informers = createInformerSet(options);
  const providers = [createKubernetesProvider({ ...options, informers })];
  return { cluster, providers, run: (signal) => informers.run(signal) };
}
