import type { ProblemText } from '../problem.ts';
import { ProblemCode } from '../problem-code.ts';
import type { NodePath } from '../source/source-node.ts';

/** A part of the language that is refused by name; `*` stands for any step, a leading `**` for any steps. */
interface Refused {
  readonly at: string;
  readonly what: string;
}

/** Parts of the language that a later version brings. */
const NOT_BUILT: readonly Refused[] = [
  { at: 'crossAccess', what: "reading other operators' objects" },
  { at: 'gateway', what: 'surfaces for people without kubectl' },
  { at: 'notification', what: 'notifications' },
  { at: 'profiles', what: 'user-defined profiles' },
  { at: 'providers', what: 'providers of cloud and database resources' },
  { at: 'security.deletionProtection', what: 'the webhook that protects from deletion' },
  { at: 'security.webhooks', what: 'admission webhooks' },
  { at: 'security.conversion', what: 'conversion webhooks' },
  { at: 'security.certManager', what: 'certificates of cert-manager' },
  { at: 'security.serviceName', what: 'the gateway' },
  { at: 'security.gatewayEndpoint', what: 'the gateway' },
  { at: 'security.namespaceProtection.failurePolicy', what: 'the webhook that guards namespaces' },
  {
    at: 'security.namespaceProtection.cleanupOnShutdown',
    what: 'the webhook that guards namespaces',
  },
  { at: 'security.namespaceProtection.serviceName', what: 'the webhook that guards namespaces' },
  { at: 'notes.include', what: 'included files' },
  { at: 'spec.imports', what: 'Motifs' },
  ...crd('imports', 'Motifs'),
  ...crd('conversion', 'conversion between versions'),
  ...crd('serve', 'the self-service surface'),
  ...crd('enrich', 'enriched children'),
  ...crd('enrichAll', 'enriched children'),
  ...crd('webhooks', 'admission webhooks'),
  ...crd('deletionProtection', 'the webhook that protects from deletion'),
  ...crd('crossAccess', "reading other operators' objects"),
  ...crd('setup.helm', 'setting up with Helm'),
  ...crd('setup.wait', 'waiting in setup'),
  ...crd('normalize.audit', 'records of normalization'),
  ...crd('mutation.external', 'external calls'),
  ...crd('mutation.include', 'included files'),
  ...crd('validation.external', 'external calls'),
  ...crd('validation.include', 'included files'),
  ...crd('validation.rules.*.link', 'links in the Control Center'),
  ...box('status.include', 'included files'),
  ...box('events', 'watching further objects and events'),
  ...box('imports', 'Motifs'),
  ...box('reconcile.imports', 'Motifs'),
  ...box('cross', "reading other operators' objects"),
  ...box('providers', 'providers of cloud and database resources'),
  ...box('autoscale', 'the operator autoscaler'),
  ...box('profile', 'reconciler profiles'),
  ...box('include', 'included files'),
  ...box('observe', 'watching further objects and events'),
  ...box('preReconcile', 'gates before a reconcile'),
  ...box('cleanup', 'removing custom resources by condition'),
  ...box('rollback', 'rolling back'),
  ...box('rollBackOnError', 'rolling back'),
  ...box('queue.shared', 'a queue shared by operators'),
  ...box('queue.behaviour', 'dropping items of a full queue'),
  ...box('queue.type', 'another queue than the rate-limited one'),
  ...box('queue.retryBackoff', 'a retry delay of your own'),
  ...box('onDelete.groups.*.when', 'conditions of a whole deletion group'),
  ...box('onDelete.groups.*.or', 'conditions of a whole deletion group'),
  ...box('onCreate.external', 'external calls'),
  ...box('onReconcile.external', 'external calls'),
  ...box('onDelete.external', 'external calls'),
  ...box(
    'onCreate.*.*.podAnnotations',
    'annotations of the pods alone; labels of the entry are those of its pods too',
  ),
  ...box(
    'onCreate.*.*.podLabels',
    'labels of the pods alone; labels of the entry are those of its pods too',
  ),
  ...box(
    'onReconcile.*.*.podAnnotations',
    'annotations of the pods alone; labels of the entry are those of its pods too',
  ),
  ...box(
    'onReconcile.*.*.podLabels',
    'labels of the pods alone; labels of the entry are those of its pods too',
  ),
  ...box('onCreate.*.*.autoscale', 'autoscaling of workloads'),
  ...box('onReconcile.*.*.autoscale', 'autoscaling of workloads'),
  { at: '**.groups.*.external', what: 'external calls' },
  { at: '**.when.*.notify', what: 'notifications' },
  { at: '**.or.*.notify', what: 'notifications' },
  { at: '**.when.*.source', what: 'conditions on another operator' },
  { at: '**.or.*.source', what: 'conditions on another operator' },
];

/** Parts of the original language that have no place here, with what to do instead. */
const NOT_SUPPORTED: readonly Refused[] = [
  { at: 'imports', what: 'imports belong in a Komposer' },
  { at: 'sources', what: 'sources belong in a Komposer' },
  ...crd('mode', 'only dynamic operators exist: types compiled in Go cannot be loaded'),
  ...crd('apiTypes.apiPath', 'the path follows from the group; leave it out'),
  ...box('hooks', 'hooks written in Go cannot be loaded'),
  ...box('constructor', 'constructors written in Go cannot be loaded'),
  ...box('default', 'only default: true exists: constructors written in Go cannot be loaded'),
];

/** Kinds of resources of the language (katalog-language §6), whether or not a provider has them. */
const KINDS = new Set(
  (
    'namespaces secrets configMaps networkPolicies resourceQuotas limitRanges clusterRoles clusterRoleBindings ' +
    'serviceAccounts roles roleBindings custom replicaSets deployments services jobs cronJobs statefulSets ' +
    'persistentVolumes persistentVolumeClaims ingresses hpa pdb pods daemonSets'
  ).split(' '),
);

/** Kinds the original language accepts without creating anything. */
const STUB_KINDS = new Set(
  (
    'storageClasses priorityClasses runtimeClasses podTemplates serviceMonitors podSecurityPolicies ' +
    'priorityLevelConfigurations volumes volumeMounts storageLocations storagePools storageBackups ' +
    'storageSnapshots storageVolumes git docker'
  ).split(' '),
);

/** Why a part of the language is refused, `undefined` when the language has no such part. */
export function refusalOf(path: NodePath): ProblemText | undefined {
  const name = String(path.at(-1));
  const unbuilt = NOT_BUILT.find(({ at }) => matches(at.split('.'), path));
  if (unbuilt !== undefined)
    return { code: ProblemCode.NotBuilt, message: `${name} is not built yet (${unbuilt.what})` };
  const unsupported = NOT_SUPPORTED.find(({ at }) => matches(at.split('.'), path));
  if (unsupported === undefined) return undefined;
  const message = `${name} is not supported: ${unsupported.what}`;
  return { code: ProblemCode.NotSupported, message };
}

/** Why a kind of resource is refused that no provider has, `undefined` when the language has no such kind. */
export function kindRefusalOf(kind: string): ProblemText | undefined {
  if (KINDS.has(kind))
    return { code: ProblemCode.NotBuilt, message: `${kind} is not built yet; write it as custom` };
  if (!STUB_KINDS.has(kind)) return undefined;
  const message = `${kind} never created anything: write it as custom`;
  return { code: ProblemCode.NotSupported, message };
}

/** Operators of conditions and rules that a later version brings. */
const UNBUILT_OPERATORS: Readonly<Record<string, string>> = {
  unique: 'comparing with the other custom resources of the kind',
};

/** Why a value is refused that the language has, `undefined` when it has no such value there. */
export function valueRefusalOf(path: NodePath, found: string): ProblemText | undefined {
  const what = UNBUILT_OPERATORS[found.replaceAll('"', '')];
  if (path.at(-1) !== 'operator' || what === undefined) return undefined;
  const message = `operator ${found.replaceAll('"', '')} is not built yet (${what})`;
  return { code: ProblemCode.NotBuilt, message };
}

/** Whether the language has a kind of resource of that name. */
export function isKindOfLanguage(key: string): boolean {
  return KINDS.has(key);
}

/** Names of all kinds of resources of the language, for hints. */
export const KIND_WORDS: readonly string[] = [...KINDS];

function crd(at: string, what: string): readonly Refused[] {
  return [{ at: `spec.crds.*.${at}`, what }];
}

function box(at: string, what: string): readonly Refused[] {
  return crd(`operatorBox.${at}`, what);
}

function matches(pattern: readonly string[], path: NodePath): boolean {
  if (pattern[0] === '**') {
    const rest = pattern.slice(1);
    return rest.length <= path.length && matches(rest, path.slice(-rest.length));
  }
  if (pattern.length !== path.length) return false;
  return pattern.every((step, index) => step === '*' || step === path[index]);
}
