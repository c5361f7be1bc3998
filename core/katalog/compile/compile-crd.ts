import type { CrdEntry, OperatorBox, Security } from '../../../schemas/index.ts';
import { parseDuration } from '../../duration.ts';
import type { Expression } from '../../expression/expression.ts';
import type {
  CrdProgram,
  FinalizerRule,
  KatalogInfo,
  NamespaceGuard,
  RequeueRule,
} from '../../program/program.ts';
import { ProblemCode } from '../problem-code.ts';
import type { NodePath } from '../source/source-node.ts';
import { checkFeedback } from './check-feedback.ts';
import { checkIdempotence } from './check-idempotence.ts';
import { checkReferences } from './check-names-referred.ts';
import { checkTogether } from './check-together.ts';
import { checkOwnValue } from './check-volatile.ts';
import { compileDeletion } from './compile-deletion.ts';
import { compileBlock } from './compile-entries.ts';
import { compileMutation, compileNormalize, compileValidation } from './compile-preparation.ts';
import { compileStatus } from './compile-status.ts';
import type { CrdContext } from './crd-context.ts';
import { DURATION_FORM, durationAt } from './duration-at.ts';
import { isExpression } from './is-expression.ts';
import type { KindSchemas } from './kind-schema.ts';
import { labelKeyFault, labelValueFault } from './label-fault.ts';
import type { ProviderKinds } from './provider-kinds.ts';
import type { WatchTarget } from './watch-target.ts';

/** Settings that apply where a Katalog says nothing. */
export interface CompileDefaults {
  /** Concurrent reconciles of one operator. */
  readonly workers: number;
  readonly resyncMs: number;
  /** Consecutive failures after which an operator counts as degraded. */
  readonly failureThreshold: number;
  /** Name of the cluster for Katalogs that give none. */
  readonly clusterName?: string;
}

export interface CrdInput {
  readonly name: string;
  readonly written: CrdEntry;
  readonly target: WatchTarget;
  readonly katalog: KatalogInfo;
  readonly security: Security | undefined;
  /** `spec.finalizers`. */
  readonly finalizers: string | string[] | undefined;
  readonly kinds: ProviderKinds;
  readonly schemas: KindSchemas;
  readonly defaults: CompileDefaults;
}

/** Compiles one entry of `spec.crds`; faults are told, and then nothing is returned. */
export async function compileCrd(
  input: CrdInput,
  context: CrdContext,
): Promise<CrdProgram | undefined> {
  const { written, target } = input;
  const box = written.operatorBox ?? {};
  const { kinds, schemas } = input;
  const settings = { kinds, schemas, force: written.forceConflict ?? true };
  checkBox(box, input, context);
  const labels = compileLabels(written, context);
  const normalize = compileNormalize(written.normalize, context);
  const mutation = compileMutation(written.mutation, context);
  const validation = compileValidation(written.validation, context);
  const when = context.conditions([...context.path, 'operatorBox'], box);
  const created = await compileBlock('onCreate', box.onCreate, context, settings);
  const reconciled = await compileBlock('onReconcile', box.onReconcile, context, settings);
  if (created.gated !== undefined && reconciled.gated !== undefined)
    await checkTogether([...created.gated, ...reconciled.gated], kinds, context);
  const [onCreate, onReconcile] = [created.block, reconciled.block];
  const onDelete = await compileDeletion(box.onDelete, context, settings);
  checkReferences(box, kinds, context);
  const status = compileStatus(box.status, context);
  const { schema } = target;
  if (target.lacksStatus === true && status.fields.length > 0) warnOfStatus(target, context);
  await checkIdempotence({ normalize, mutation, schema }, context);
  await checkFeedback(status.fields, schema, context);
  const requeue = compileRequeue(box.requeue, context);
  const resyncMs = resyncOf(box, input, context);
  if (when === undefined || onCreate === undefined || onReconcile === undefined) return undefined;
  return {
    ...identityOf(input, context),
    workers: box.workers ?? input.defaults.workers,
    resyncMs,
    queue: {
      maxDepth: box.queue?.maxDepth ?? 0,
      failureThreshold: box.queue?.failureThreshold ?? input.defaults.failureThreshold,
    },
    ...(requeue === undefined ? {} : { requeue }),
    dependsOn: dependenciesOf(written),
    endpoints: endpointsOf(written),
    crossAccess: true,
    ...(target.schema === undefined ? {} : { schema: target.schema }),
    labels,
    finalizers: finalizersOf(written, input),
    namespaces: guardOf(written, input.security),
    ignoreStatusPatch: written.ignoreStatusPatch ?? false,
    ignoreObservedGeneration: written.ignoreObservedGeneration ?? false,
    normalize,
    mutation,
    validation,
    when,
    onCreate,
    onReconcile,
    ...(onDelete === undefined ? {} : { onDelete }),
    status,
    outputRoots: context.outputRootsRead,
    readsChildren: context.outputRootsRead.length > 0,
    isTimeless: !context.readsTime,
    readsOwnWrites: context.readsOwnWrites,
  };
}

function identityOf(
  { name, written, target, katalog }: CrdInput,
  context: CrdContext,
): Pick<
  CrdProgram,
  'name' | 'katalog' | 'description' | 'gvk' | 'plural' | 'namespaced' | 'position' | 'watch'
> {
  const { namespace, labelSelector, fieldSelector } = written;
  return {
    name,
    katalog,
    description: written.description ?? '',
    gvk: target.gvk,
    plural: target.plural,
    namespaced: target.namespaced,
    position: context.document.positionOf(context.path),
    watch: {
      ...(namespace === undefined || namespace === '' ? {} : { namespace }),
      ...(labelSelector === undefined ? {} : { labelSelector: selectorText(labelSelector) }),
      ...(fieldSelector === undefined ? {} : { fieldSelector: selectorText({ ...fieldSelector }) }),
    },
  };
}

/** `a=b,c=d`, as list and watch requests take it. */
function selectorText(pairs: Readonly<Record<string, string | undefined>>): string {
  return Object.entries(pairs)
    .map(([key, value]) => `${key}=${value ?? ''}`)
    .join(',');
}

/** What no status can hold is not stored anywhere, and neither is what the runtime would say of it. */
function warnOfStatus({ gvk }: CrdInput['target'], { document, path }: CrdContext): void {
  const message = `the CRD has no status subresource for ${gvk.version}, so nothing of the status is stored, Ready included`;
  const text = { code: ProblemCode.EntryWithoutEffect, message };
  document.warning([...path, 'operatorBox', 'status'], text);
}

function checkBox(box: OperatorBox, { written, target }: CrdInput, context: CrdContext): void {
  if (box.default === false) {
    const message = 'default: false is not supported: constructors written in Go cannot be loaded';
    const path = [...context.path, 'operatorBox', 'default'];
    context.document.error(path, { code: ProblemCode.NotSupported, message });
  }
  checkLabels(written, context);
  const isSelecting = Object.keys(written.labelSelector ?? {}).length > 0;
  if (target.isBuiltIn && !isSelecting) {
    const what = written.labelSelector === undefined ? 'missing' : 'empty';
    const message = `labelSelector is ${what}: an operator for every ${target.gvk.kind} of the cluster is never meant`;
    context.document.error([...context.path, 'labelSelector'], {
      code: ProblemCode.SelectorRequired,
      message,
    });
  }
}

/** Names and values of labels must be possible ones; a watch with another selector is refused for ever. */
function checkLabels({ labels, labelSelector }: CrdEntry, context: CrdContext): void {
  for (const [setting, pairs] of Object.entries({ labels, labelSelector })) {
    for (const [key, value] of Object.entries(pairs ?? {})) {
      const path = [...context.path, setting, key];
      const isDeferred = setting === 'labels' && isExpression(value ?? '');
      tellLabel(labelKeyFault(key), path, context);
      if (!isDeferred) tellLabel(labelValueFault(value ?? ''), path, context, 'value');
    }
  }
}

function tellLabel(
  fault: { readonly found: string; readonly expected: string } | undefined,
  path: NodePath,
  { document }: CrdContext,
  at: 'key' | 'value' = 'key',
): void {
  if (fault === undefined) return;
  const what = at === 'key' ? 'label' : 'value of a label';
  const message = `${JSON.stringify(fault.found)} is no ${what}, expected ${fault.expected}`;
  document.error(path, { code: ProblemCode.NameInvalid, message, ...fault }, { at });
}

function compileLabels(
  written: CrdEntry,
  context: CrdContext,
): Readonly<Record<string, Expression>> {
  const compiled = Object.entries(written.labels ?? {}).flatMap(([key, source]) => {
    const path = [...context.path, 'labels', key];
    const use = { publicPlace: 'the custom resource' };
    const expression = context.expression(path, source ?? '', use);
    checkOwnValue(expression, path, context);
    return expression === undefined ? [] : [[key, expression] as const];
  });
  return Object.fromEntries(compiled);
}

function compileRequeue(
  written: OperatorBox['requeue'],
  context: CrdContext,
): RequeueRule | undefined {
  if (written === undefined) return undefined;
  const path = [...context.path, 'operatorBox', 'requeue'];
  const after = context.expression([...path, 'after'], written.after);
  const when = context.conditions(path, written);
  if (after === undefined || when === undefined) return undefined;
  const isFault =
    after.language === 'literal' &&
    written.after.trim() !== '' &&
    (parseDuration(written.after) ?? -1) < 0;
  if (isFault) {
    const message = `after is ${JSON.stringify(written.after)}, expected ${DURATION_FORM}`;
    const text = { code: ProblemCode.DurationInvalid, message, found: written.after };
    context.document.error([...path, 'after'], text, { at: 'value' });
  }
  return { after, when };
}

function resyncOf(box: OperatorBox, { defaults }: CrdInput, context: CrdContext): number {
  if (box.resync === undefined) return defaults.resyncMs;
  const path = [...context.path, 'operatorBox', 'resync'];
  return durationAt(box.resync, path, context) ?? defaults.resyncMs;
}

function dependenciesOf({ dependsOn = {} }: CrdEntry): CrdProgram['dependsOn'] {
  return Object.entries(dependsOn).map(([crd, rule]) => ({
    crd,
    condition: rule?.condition ?? 'started',
  }));
}

function endpointsOf({ endpoints = {} }: CrdEntry): CrdProgram['endpoints'] {
  const { enabled = true, health = true, info = true } = endpoints;
  return { health: enabled && health, info: enabled && info };
}

/** The box's own list wins over that of the Katalog (katalog-language §14.1). */
function finalizersOf(written: CrdEntry, { finalizers }: CrdInput): FinalizerRule {
  const wish = written.operatorBox?.finalizers ?? finalizers ?? [];
  const names = Array.isArray(wish) ? wish : [];
  if (written.removeFinalizers === true) return { policy: 'strip', names };
  return { policy: wish === 'always' ? 'always' : 'needed', names };
}

/** Restrictions add up; the entry's own allowed list wins over that of the Katalog (katalog-language §13.6). */
function guardOf(written: CrdEntry, security: Security | undefined): NamespaceGuard {
  const protection = security?.namespaceProtection;
  const global = protection?.enabled === false ? undefined : protection;
  return {
    restricted: [...(global?.restrictedNamespaces ?? []), ...(written.restrictedNamespaces ?? [])],
    allowed: written.allowedNamespaces ?? global?.allowedNamespaces ?? [],
  };
}
