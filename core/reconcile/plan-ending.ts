import type { OrkError } from '../errors.ts';
import type { Provider } from '../provider/provider.ts';
import type { PlanRequest, ProviderPlan } from '../provider/provider-plan.ts';
import type { Observed } from './observe.ts';
import { providerFailure } from './unobserved.ts';

/** What is asked of every provider when a custom resource ends. */
export interface EndingRequest extends Pick<PlanRequest, 'phase' | 'owner' | 'nowMs'> {
  /** What concerns one provider. Default: it is asked for nothing by name. */
  readonly shareOf?: (provider: string) => Pick<PlanRequest, 'desired' | 'declared'>;
}

/** Asks providers for their plans of a phase of deletion, all at once; one that fails has a plan that says so and does nothing. */
export function planEnding(
  { shareOf = () => ({ desired: [] }), ...request }: EndingRequest,
  providers: Iterable<readonly [string, Provider]>,
  { observations, unobserved }: Pick<Observed, 'observations'> & Partial<Observed>,
): Promise<readonly ProviderPlan[]> {
  return Promise.all(
    [...providers].map(async ([name, provider]) => {
      const observed = observations.get(name);
      // What is not known to be gone may be there still.
      if (observed === undefined) return failed(name, unobserved?.get(name));
      try {
        return await provider.plan({ ...request, ...shareOf(name), retained: [], observed });
      } catch (error) {
        return failed(name, providerFailure(name, error));
      }
    }),
  );
}

function failed(name: string, cause: OrkError | undefined): ProviderPlan {
  const error = cause ?? providerFailure(name, new TypeError('it was not observed'));
  const failures = [{ entry: `providers.${name}`, error }];
  return { operations: [], unchanged: [], failures, waiting: [], needsCleanup: true };
}
