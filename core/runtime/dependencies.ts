import type { Dependency } from '../program/program.ts';
import type { CrdState, DependencyHealth } from './runtime.ts';

/** Where each dependency stands (katalog-language §16). */
export function dependencyHealth(
  dependencies: readonly Dependency[],
  stateOf: (crd: string) => CrdState,
): readonly DependencyHealth[] {
  return dependencies.map(({ crd, condition }) => {
    const state = stateOf(crd);
    return { crd, condition, state, satisfied: isSatisfied(state, condition) };
  });
}

function isSatisfied(state: CrdState, condition: Dependency['condition']): boolean {
  if (condition === 'healthy') return state === 'healthy';
  return state === 'started' || state === 'healthy' || state === 'degraded';
}
