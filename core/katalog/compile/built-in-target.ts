import { type KubernetesResource, loadKubernetesApi, nearestWord } from '../../../schemas/index.ts';
import { ProblemCode } from '../problem-code.ts';
import { compareScope } from './compare-scope.ts';
import type { TargetInput, WatchTarget } from './watch-target.ts';

type Input = Pick<TargetInput, 'document' | 'path' | 'written'>;
type Key = 'group' | 'kind' | 'plural' | 'version';

/**
 * A kind of Kubernetes itself, which its kind names alone or with its group; `undefined` when something is wrong with it,
 * which is told once, and `none` when it is a kind of somebody's own.
 *
 * @remarks A group without a dot is one of Kubernetes: the API server takes no CRD with such a group.
 */
export async function builtInTarget(input: Input): Promise<WatchTarget | undefined | 'none'> {
  const { group, kind } = input.written.apiTypes ?? {};
  if (kind === undefined) return 'none';
  // Only for groups that may be those of Kubernetes its list of kinds is loaded.
  if (group?.includes('.') === true && !group.endsWith('.k8s.io')) return 'none';
  const { resources } = await loadKubernetesApi();
  const named = resources.filter((each) => each.kind === kind);
  const found = named.filter((each) => group === undefined || each.group === group);
  if (found.length > 0) return fromKubernetes(found, input);
  if (group === undefined) return unknownKind(kind, resources, input);
  if (group.includes('.')) return 'none';
  return named.length > 0
    ? otherGroup(group, named, input)
    : unknownInGroup({ group, kind }, resources, input);
}

function tell(key: Key, message: string, input: Input, right: readonly string[]): void {
  const { path, document, written } = input;
  const found = written.apiTypes?.[key] ?? '';
  const expected = right.length === 0 ? undefined : right.join(', ');
  const nearest = right.length === 1 ? right[0] : nearestWord(found, right);
  const text = { code: ProblemCode.ValueInvalid, message, found, expected, nearest };
  document.error([...path, 'apiTypes', key], text, { at: 'value' });
}

/** A built-in kind as Kubernetes has it; what apiTypes says otherwise is told. */
function fromKubernetes(
  versions: readonly KubernetesResource[],
  input: Input,
): WatchTarget | undefined {
  const { version, plural } = input.written.apiTypes ?? {};
  const found =
    version === undefined ? versions[0] : versions.find((each) => each.version === version);
  const [any] = versions;
  const contradict = (key: Key, given: string, right: readonly string[]): void =>
    tell(
      key,
      `${key} is ${given}, but ${any?.kind} of Kubernetes has ${right.join(', ')}`,
      input,
      right,
    );
  if (plural !== undefined && any !== undefined && plural !== any.plural)
    contradict('plural', plural, [any.plural]);
  if (found === undefined) {
    const names = versions.map((each) => each.version);
    contradict('version', version ?? '', names);
    return undefined;
  }
  const gvk = { group: found.group, version: found.version, kind: found.kind };
  const { namespaced } = found;
  compareScope(namespaced, `${found.kind} of Kubernetes`, input);
  return { gvk, plural: found.plural, namespaced, schema: undefined, isBuiltIn: true };
}

function unknownKind(
  kind: string,
  resources: readonly KubernetesResource[],
  input: Input,
): undefined {
  const nearest = nearestWord(
    kind,
    resources.map((each) => each.kind),
  );
  const hint = nearest === undefined ? '.' : `, did you mean ${nearest}?`;
  const message = `${kind} is no built-in kind${hint} A kind of your own needs group, version and plural too`;
  tell('kind', message, input, nearest === undefined ? [] : [nearest]);
}

/** A kind of Kubernetes in a group that cannot have it. */
function otherGroup(group: string, named: readonly KubernetesResource[], input: Input): undefined {
  const groups = [...new Set(named.map((each) => each.group))];
  const written = groups.map((each) => (each === '' ? 'the core group: ""' : each)).join(' or ');
  const message = `group is ${JSON.stringify(group)}, but ${named[0]?.kind} of Kubernetes is in ${written}; a group of your own has a dot`;
  tell('group', message, input, groups);
}

function unknownInGroup(
  { group, kind }: { readonly group: string; readonly kind: string },
  resources: readonly KubernetesResource[],
  input: Input,
): undefined {
  const kinds = resources.filter((each) => each.group === group).map((each) => each.kind);
  if (kinds.length === 0) {
    const message = `group is "${group}", but the group of a CRD has a dot, such as ${group}.example.org`;
    tell('group', message, input, []);
    return undefined;
  }
  const nearest = nearestWord(kind, kinds);
  const name = group === '' ? 'the core group' : `group ${group}`;
  const hint = nearest === undefined ? '.' : `, did you mean ${nearest}?`;
  const message = `${name} of Kubernetes has no ${kind}${hint} A kind of your own has a group with a dot`;
  tell('kind', message, input, nearest === undefined ? [] : [nearest]);
}
