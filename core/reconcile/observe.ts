import { OrkError } from '../errors.ts';
import type { Scope } from '../expression/expression.ts';
import type { JsonObject } from '../object/json.ts';
import { getPath } from '../object/path.ts';
import type { CrdProgram, ResourceEntry } from '../program/program.ts';
import type { Owner } from '../provider/desired-block.ts';
import type { DeclaredName, Observation } from '../provider/observation.ts';
import type { Provider } from '../provider/provider.ts';
import { itemsOf, nameIn } from './expand-entries.ts';
import { providerFailure } from './unobserved.ts';

/** What providers answered. */
export interface Observed {
  /** By provider, in their order. */
  readonly observations: ReadonlyMap<string, Observation>;
  /** Why the others did not answer. */
  readonly unobserved: ReadonlyMap<string, OrkError>;
}

/**
 * Asks every provider for the present state of what the owner has, all at once. One that fails keeps the others from nothing.
 *
 * @throws when the signal aborts: then the cycle is over.
 */
export async function observeAll(
  owner: Owner,
  declared: readonly DeclaredName[],
  world: { readonly providers: ReadonlyMap<string, Provider>; readonly signal: AbortSignal },
): Promise<Observed> {
  const { providers, signal } = world;
  const observations = new Map<string, Observation>();
  const unobserved = new Map<string, OrkError>();
  const answers = await Promise.all(
    [...providers].map(async ([name, provider]) => {
      try {
        return await provider.observe({ owner, declared }, signal);
      } catch (error) {
        if (signal.aborted) throw error;
        return providerFailure(name, error);
      }
    }),
  );
  for (const [index, name] of [...providers.keys()].entries()) {
    const answer = answers[index];
    if (answer instanceof OrkError) unobserved.set(name, answer);
    else if (answer !== undefined) observations.set(name, answer);
  }
  return { observations, unobserved };
}

/**
 * Names of all declared resources, conditions ignored, in declaration order: they decide which child the singular
 * form of a kind means (katalog-language §10.1, §10.3).
 */
export async function declaredNames(
  crd: CrdProgram,
  scope: Scope,
): Promise<readonly DeclaredName[]> {
  const names: DeclaredName[] = [];
  for (const entry of [...crd.onCreate.entries, ...crd.onReconcile.entries]) {
    for (const item of itemsOf(entry, scope)) {
      const block = await identityOf(entry, item.scope);
      if (block === undefined) continue;
      const namespace = block['namespace'] ?? getPath(block, ['metadata', 'namespace']);
      names.push({
        kind: entry.kind,
        name: nameIn(block),
        namespace: typeof namespace === 'string' ? namespace : '',
      });
    }
  }
  return names;
}

async function identityOf(entry: ResourceEntry, scope: Scope): Promise<JsonObject | undefined> {
  try {
    return (await entry.identity.render(scope)) as JsonObject;
  } catch {
    // A name that needs what is being observed cannot take part in choosing it; the entry itself reports faults.
    return undefined;
  }
}
