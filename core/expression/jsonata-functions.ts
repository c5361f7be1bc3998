import type { Note } from '../notes/index.ts';
import { countFault } from '../template/index.ts';
import { callNote } from './call-note.ts';
import type { CompileProblem } from './compile-problem.ts';
import type { EvaluationState } from './evaluation-state.ts';
import type { FunctionMention } from './jsonata-analysis.ts';
import {
  JSONATA_FUNCTIONS,
  type JsonataFocus,
  type JsonataNode,
  type JsonataProgram,
} from './jsonata-module.ts';

/** Name under which a note is bound; no variable of JSONata can be written like it. */
const NOTE_PREFIX = 'note:';
const VALUE_FIRST = ':value-first';
/** Most arguments of JSONata's own function of a name that a note has too; with more, the note is meant. */
const OWN_ARGUMENTS: Readonly<Record<string, number>> = { min: 1, max: 1, trim: 1 };
const LITERALS = new Set(['string', 'number', 'value']);

/**
 * Decides for every function that is mentioned whether JSONata's own or a note is meant, and points the tree to it.
 *
 * @returns the notes in use
 */
export function bindNotes(
  program: JsonataProgram,
  mentions: readonly FunctionMention[],
  options: {
    readonly notes: ReadonlyMap<string, Note>;
    readonly stateOf: (focus: JsonataFocus) => EvaluationState;
    readonly problems: CompileProblem[];
  },
): readonly Note[] {
  const used = new Map<string, Note>();
  for (const mention of mentions) {
    const note = noteFor(mention, options.notes);
    if (note === undefined) continue;
    if (mention.call?.type === 'partial') {
      options.problems.push({
        path: [],
        message: `$${mention.name} cannot be applied in part`,
        expected: 'function($x){ … }',
        offset: mention.offset,
      });
      continue;
    }
    const count = argumentsOf(mention.call).length + (mention.isChained ? 1 : 0);
    const isCalled = mention.call?.type === 'function';
    const fault = isCalled ? countFault(note, `$${mention.name}`, count) : undefined;
    if (fault !== undefined) {
      options.problems.push({ path: [], message: fault, offset: mention.offset });
      continue;
    }
    const isValueFirst = note.name === 'default' && isValueFirstCall(mention);
    const name = `${NOTE_PREFIX}${note.name}${isValueFirst ? VALUE_FIRST : ''}`;
    used.set(name, note);
    // The tree is what the program evaluates, and it is this program's own.
    Object.assign(mention.node, { value: name });
  }
  for (const [name, note] of used) {
    const isValueFirst = name.endsWith(VALUE_FIRST);
    program.registerFunction(name, function (this: JsonataFocus, ...args: unknown[]) {
      return callNote(note, args, { state: options.stateOf(this), isValueFirst });
    });
  }
  return [...used.values()];
}

/** Whether a function of the tree was pointed to a note. */
export function isNoteName(name: unknown): boolean {
  return typeof name === 'string' && name.startsWith(NOTE_PREFIX);
}

function noteFor(
  { name, call, isChained }: FunctionMention,
  notes: ReadonlyMap<string, Note>,
): Note | undefined {
  if (JSONATA_FUNCTIONS.has(name)) {
    const most = OWN_ARGUMENTS[name];
    const count = argumentsOf(call).length + (isChained ? 1 : 0);
    return most !== undefined && count > most ? notes.get(name) : undefined;
  }
  return notes.get(name) ?? notes.get(withOtherCase(name));
}

/** The literal beside a path is the fallback of `default`, and `~>` brings the value first (notes.md §1.4). */
function isValueFirstCall({ call, isChained }: FunctionMention): boolean {
  const [first, second] = argumentsOf(call);
  if (isChained) return true;
  return isLiteral(second) && !isLiteral(first);
}

function isLiteral(node: JsonataNode | undefined): boolean {
  return node?.type !== undefined && LITERALS.has(node.type);
}

function argumentsOf(call: JsonataNode | undefined): readonly JsonataNode[] {
  const list = call?.['arguments'];
  return Array.isArray(list) ? (list as readonly JsonataNode[]) : [];
}

/** The name with its first letter in the other case: four motifs of the registry write it so (notes.md §1.14). */
function withOtherCase(name: string): string {
  const first = name.charAt(0);
  const other = first === first.toLowerCase() ? first.toUpperCase() : first.toLowerCase();
  return other + name.slice(1);
}
