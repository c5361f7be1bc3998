import type { Note } from '../notes/index.ts';
import type { CompiledTemplate } from '../template/index.ts';

/** Notes of these domains read fixed parts of an object, never what a Secret beside it holds. */
const PART_READERS: ReadonlySet<string> = new Set([
  'object',
  'labels',
  'conditions',
  'replicas',
  'container',
  'service',
  'job',
  'pod',
  'warnings',
  'pvc',
  'ingress',
  'hpa',
  'node',
  'stateful-set',
  'replica-set',
  'serve',
]);
const ACTION = /\{\{[\s\S]*?\}\}/g;
const QUOTED = /"(?:[^"\\]|\\.)*"|`[^`]*`/g;
/** A dot or dollar that is not followed by a name. */
const WHOLE_ROOT = /(?:^|[\s({|=,])(?:\.|\$)(?=[\s)}|]|$)/;
const BUILTIN_TESTS: ReadonlySet<string> = new Set(['eq', 'ne', 'not', 'and', 'or', 'default']);

/** Whether a note reads fixed parts of its arguments only. */
export function readsPartsOnly(note: Note | undefined): boolean {
  return note !== undefined && PART_READERS.has(note.domain);
}

/**
 * Whether a template may print the whole scope, Secrets among the children included: `{{ toJson . }}`.
 *
 * @remarks On the safe side: a bare dot inside `range` or `with` counts too, unless only notes that read parts are called.
 */
export function showsEverything(
  { source, functions, references }: CompiledTemplate,
  notes: ReadonlyMap<string, Note>,
): boolean {
  const actions = source.match(ACTION) ?? [];
  const hasWholeRoot = actions.some((action) =>
    WHOLE_ROOT.test(action.slice(2, -2).replace(QUOTED, '""')),
  );
  if (!hasWholeRoot) return false;
  if (isInsideBlock(actions) && references.length > 0) return false;
  return (
    functions.length === 0 ||
    functions.some(({ name }) => !readsPartsOnly(notes.get(name)) && !BUILTIN_TESTS.has(name))
  );
}

/** Every bare dot stands after a `range` or `with`, whose path is a reference of its own. */
function isInsideBlock(actions: readonly string[]): boolean {
  const first = actions.findIndex((action) => WHOLE_ROOT.test(action.slice(2, -2)));
  return actions.slice(0, first).some((action) => /^\{\{-?\s*(?:range|with)\b/.test(action));
}
