import { entriesOf } from '../program/entries-of.ts';
import type { CrdProgram } from '../program/program.ts';
import type { Provider } from '../provider/provider.ts';
import { attachProvider, type ChildFeedOptions } from './crd-feed.ts';

/** The providers that work for one CRD: those that its entries use, and those that made something under an earlier revision. */
export interface CrdProviders {
  /** By name, in the order in which they were registered; grows by {@link CrdProviders.join}. */
  readonly inUse: ReadonlyMap<string, Provider>;
  /** Attaches those that the entries use; resolves once all can answer, or on abort. */
  attach(signal: AbortSignal): Promise<void>;
  /** Attaches one more; `false` where there is no such provider. */
  join(name: string, signal: AbortSignal): Promise<boolean>;
}

/** Chooses the providers of a CRD: one that has no part in it cannot hold it up. */
export function createCrdProviders(options: ChildFeedOptions): CrdProviders {
  const { crd, providers } = options;
  const inUse = new Map([...providers].filter(([, provider]) => isUsed(crd, provider)));
  return {
    inUse,
    async attach(signal) {
      const attaching = [...inUse.values()].map((each) => attachProvider(each, options, signal));
      await Promise.all(attaching);
    },
    async join(name, signal) {
      const provider = providers.get(name);
      if (provider === undefined || inUse.has(name)) return provider !== undefined;
      await attachProvider(provider, options, signal);
      if (!signal.aborted) inUse.set(name, provider);
      return true;
    },
  };
}

function isUsed(crd: CrdProgram, provider: Provider): boolean {
  const { name, outputsRoot } = provider.describe();
  const [root = ''] = outputsRoot.split('.');
  return crd.outputRoots.includes(root) || entriesOf(crd).some((entry) => entry.provider === name);
}
