import type { ExpressionTree } from '../../expression/expression.ts';
import { isObject, type JsonObject } from '../../object/json.ts';
import type { ResourceEntry } from '../../program/program.ts';
import type { OnImmutable } from '../../provider/desired-block.ts';
import { ProblemCode } from '../problem-code.ts';
import type { CrdContext } from './crd-context.ts';
import type { EntryPlace } from './entry-place.ts';
import { isExpression } from './is-expression.ts';
import type { KnownKind } from './provider-kinds.ts';

interface EnforcementInput {
  readonly kind: KnownKind;
  readonly written: JsonObject;
  readonly reconcile: boolean;
  readonly place: EntryPlace;
  /** As the entry says. */
  readonly onImmutable?: OnImmutable;
  readonly tree: ExpressionTree;
}

/** How far an entry is enforced, and what a condition that turns false does (katalog-language §3.1, §3.2, §7.7). */
export function enforcementOf(
  input: EnforcementInput,
  context: CrdContext,
): Pick<ResourceEntry, 'mode' | 'deletesWhenFalse' | 'onImmutable'> {
  const { kind, written, reconcile, place } = input;
  const isCorrected = place.section === 'onReconcile' || reconcile;
  if (!isCorrected && input.onImmutable !== undefined) warnOfImmutable(place, context);
  if (isCorrected && input.onImmutable === 'recreate' && input.tree.isVolatile)
    refuseRecreation(place, context);
  if (kind.createOnce) {
    // Where the time or a random value is read, the object of each cycle would be another one.
    const otherwise = input.tree.isVolatile ? undefined : 'report';
    const onImmutable = isCorrected ? (input.onImmutable ?? otherwise) : undefined;
    const rest = onImmutable === undefined ? {} : { onImmutable };
    return { mode: 'once', deletesWhenFalse: false, ...rest };
  }
  const isOnce = onceOf(kind, written, place, context) || isRotated(input);
  if (place.section === 'onDelete') return { mode: 'ensure', deletesWhenFalse: false };
  // What is drawn once is not drawn anew because a condition was false for a moment.
  if (isOnce) return { mode: 'once', deletesWhenFalse: false };
  if (isCorrected) {
    const rest = input.onImmutable === undefined ? {} : { onImmutable: input.onImmutable };
    return { mode: 'apply', deletesWhenFalse: true, ...rest };
  }
  return { mode: 'ensure', deletesWhenFalse: false };
}

/** `once` decides how an entry is enforced, so it must be known before anything runs (katalog-language §7.7). */
function onceOf(
  { schema }: KnownKind,
  { once }: JsonObject,
  { path }: EntryPlace,
  { document }: CrdContext,
): boolean {
  const { properties } = schema;
  // `custom` copies keys it does not know.
  if (!isObject(properties) || !Object.hasOwn(properties, 'once')) return false;
  if (typeof once === 'string' && isExpression(once)) {
    const expected = 'true or false';
    const message = `once is ${JSON.stringify(once)}, expected ${expected}: it cannot depend on the custom resource`;
    const text = { code: ProblemCode.ValueInvalid, message, found: once, expected };
    document.error([...path, 'once'], text, { at: 'value' });
  }
  return once === true || once === 'true';
}

/** Whoever says when a random value is to be another one says that it stays until then. */
function isRotated({ kind, written, tree }: EnforcementInput): boolean {
  const { properties } = kind.schema;
  const knowsRotation = isObject(properties) && Object.hasOwn(properties, 'rotateAfter');
  return knowsRotation && written['rotateAfter'] !== undefined && tree.isVolatile;
}

/** Hints that a change of the spec does not arrive at an object that is only created. */
export function warnOfSpec(
  { references }: ExpressionTree,
  { path, section }: EntryPlace,
  { document }: CrdContext,
): void {
  if (section !== 'onCreate') return;
  const fields = references.map((each) => each.path).filter(([root]) => root === 'spec');
  const names = [...new Set(fields.map((each) => each.join('.')))];
  if (names.length === 0) return;
  const what = names.length > 3 ? `${names.slice(0, 3).join(', ')} and more` : names.join(', ');
  const message = `reads ${what}, but a later change does not arrive: the object is created once; write reconcile: true, or move it to onReconcile`;
  const text = { code: ProblemCode.SpecNotFollowed, message, expected: 'reconcile: true' };
  document.warning(path, text);
}

/** An object whose values are never the same would be deleted and made anew in every cycle. */
function refuseRecreation({ path }: EntryPlace, context: CrdContext): void {
  const message =
    'onImmutable: recreate would make this anew in every cycle: it reads the time or a random value';
  context.document.error(
    [...path, 'onImmutable'],
    { code: ProblemCode.ValueVolatile, message },
    { at: 'value' },
  );
}

function warnOfImmutable({ path }: EntryPlace, context: CrdContext): void {
  const message =
    'onImmutable has no effect: without reconcile: true the object is left alone once it exists';
  context.document.warning([...path, 'onImmutable'], {
    code: ProblemCode.EntryWithoutEffect,
    message,
  });
}
