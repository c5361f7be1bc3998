import type { KubeObject } from '../object/kube-object.ts';
import type { Observation } from '../provider/observation.ts';

/**
 * The version of everything that a decision about a custom resource reads of the cluster: equal versions, equal inputs.
 *
 * @returns `undefined` where a provider cannot tell
 */
export function inputVersion(
  { metadata }: KubeObject,
  observations: ReadonlyMap<string, Observation>,
): string | undefined {
  let print = `${metadata.uid}@${metadata.resourceVersion}`;
  for (const [provider, { version }] of observations) {
    if (version === undefined) return undefined;
    print += `|${provider}=${version}`;
  }
  return print;
}
