import type { PathReference } from '../../expression/expression.ts';
import type { ForEach } from '../../program/program.ts';
import { ProblemCode } from '../problem-code.ts';
import type { NodePath } from '../source/source-node.ts';
import { pathProblem, stepsOf } from './check-path.ts';
import { isWritten } from './check-reference.ts';
import type { CrdContext } from './crd-context.ts';
import { lookUp } from './crd-schema.ts';
import type { EntryPlace } from './entry-place.ts';

/** Names that every step has besides its own one. */
const STEP_NAMES: ReadonlySet<string> = new Set(['index', 'value']);

const SCALARS: ReadonlySet<unknown> = new Set(['string', 'integer', 'number', 'boolean']);

/** `forEach` of an entry (katalog-language §5.5); a field that can never be a list or a map is told. */
export function compileForEach(
  { field, as = 'item' }: { readonly field: string; readonly as?: string },
  path: NodePath,
  context: CrdContext,
): ForEach {
  const at = [...path, 'forEach', 'field'];
  const problem = pathProblem(field, { name: 'field', schema: context.known.schema });
  if (problem === undefined) {
    context.checkComparison([...path, 'forEach'], { field });
    checkCollection(stepsOf(field), at, context);
  } else context.document.error(at, problem, { at: 'value' });
  if (as !== 'item' && (context.known.roots.has(as) || STEP_NAMES.has(as))) {
    const message = `${as} means the item in this entry, so the ${as} of everything else cannot be read here`;
    const text = { code: ProblemCode.NameShadowed, message, found: as };
    context.document.warning([...path, 'forEach', 'as'], text, { at: 'value' });
  }
  return { path: stepsOf(field), as };
}

function checkCollection(steps: readonly string[], at: NodePath, { document, known }: CrdContext) {
  // What normalize or mutation makes of it need not be what the schema says.
  if (isWritten(steps, known)) return;
  const found = known.schema === undefined ? undefined : lookUp(known.schema, steps);
  if (found?.outcome !== 'known' || !SCALARS.has(found.schema?.['type'])) return;
  const expected = 'a list or a map';
  const field = steps.join('.');
  const message = `field is ${field}, which the CRD's schema calls ${String(found.schema?.['type'])}, expected ${expected}`;
  const text = { code: ProblemCode.ValueInvalid, message, found: field, expected };
  document.error(at, text, { at: 'value' });
}

/** Whether something depends on the step of `forEach` it is evaluated in. */
export function reads(
  { references }: { readonly references: readonly PathReference[] },
  roots: readonly string[],
): boolean {
  return references.some(({ path: [root = ''] }) => root === '*' || roots.includes(root));
}

/** Warns of a `forEach` whose items all give one name: only the last one is made. */
export function warnOfOneName(
  identity: { readonly references: readonly PathReference[] },
  { roots, place }: { readonly roots: readonly string[]; readonly place: EntryPlace },
  { document }: CrdContext,
): void {
  if (reads(identity, roots)) return;
  const expected = 'a name with {{ .item }} or {{ .index }}';
  const message = `every item of forEach names the same object, so only the last one stays; expected ${expected}`;
  const text = { code: ProblemCode.ChildCollision, message, expected };
  document.warning([...place.path, 'forEach'], text);
}
