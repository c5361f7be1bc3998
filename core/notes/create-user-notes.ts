import { ErrorCode, isOrkError } from '../errors.ts';
import { type CompileProblem, problemsOf } from '../expression/compile-problem.ts';
import { showsWholeRoot, templateReferences } from '../expression/template-references.ts';
import { type CompiledTemplate, compileTemplate, type TemplateCall } from '../template/index.ts';
import type { Note } from './note.ts';

/** A note as a Katalog declares it, normalised (notes.md §2). */
export interface UserNoteDefinition {
  readonly name: string;
  readonly expression: string;
  readonly description?: string;
  /** Says that replacing a built-in note is meant. Default false. */
  readonly shadow?: boolean;
}

/** The notes of a Katalog, and what is wrong with them; paths begin at the list of definitions. */
export interface UserNotes {
  /** With the faulty ones, which are empty, so that their users are not told of unknown functions. */
  readonly notes: ReadonlyMap<string, Note>;
  readonly problems: readonly CompileProblem[];
  readonly warnings: readonly CompileProblem[];
}

interface Draft {
  readonly definition: UserNoteDefinition;
  readonly index: number;
  readonly note: Note;
  compiled?: CompiledTemplate;
}

const NAME = /^[A-Za-z_]\w*$/;
const KEYWORDS = new Set(
  'if else end range with define template block break continue nil true false'.split(' '),
);

/**
 * Makes the notes of a Katalog: functions without parameters, evaluated on the root of whoever calls them, which may
 * call built-in notes and each other in any order (notes.md §2).
 */
export function createUserNotes(
  definitions: readonly UserNoteDefinition[],
  options: { readonly builtins: ReadonlyMap<string, Note>; readonly roots: ReadonlySet<string> },
): UserNotes {
  const problems: CompileProblem[] = [];
  const warnings: CompileProblem[] = [];
  const drafts = new Map<string, Draft>();
  for (const [index, definition] of definitions.entries()) {
    const complaint = complaintAbout(definition, drafts);
    if (complaint !== undefined) problems.push({ path: [index, 'name'], message: complaint });
    else drafts.set(definition.name, draftOf(definition, index));
    if (options.builtins.has(definition.name) && definition.shadow !== true) {
      const message = `note "${definition.name}" replaces the built-in note of that name`;
      warnings.push({
        path: [index, 'name'],
        message,
        expected: 'shadow: true where this is meant',
      });
    }
  }
  compileAll(drafts, options, problems);
  return { notes: finish(drafts, options.builtins, problems), problems, warnings };
}

function complaintAbout(
  { name }: UserNoteDefinition,
  drafts: ReadonlyMap<string, Draft>,
): string | undefined {
  if (!NAME.test(name) || KEYWORDS.has(name)) return `"${name}" cannot be the name of a note`;
  return drafts.has(name) ? `note "${name}" is declared twice` : undefined;
}

function draftOf(definition: UserNoteDefinition, index: number): Draft {
  const draft: Draft = {
    definition,
    index,
    note: {
      name: definition.name,
      domain: 'user',
      description: definition.description ?? '',
      parameters: [],
      returns: 'any',
      examples: [],
      minArgs: 0,
      maxArgs: 0,
      isVolatile: false,
      isTainting: false,
      call: (_, call) => callUserNote(draft.compiled, call),
    },
  };
  return draft;
}

function callUserNote(compiled: CompiledTemplate | undefined, call: TemplateCall): unknown {
  const { root, environment, execution } = call;
  const text = outputOf(compiled, root, { environment, parent: execution });
  if (text === 'true') return true;
  return text === 'false' ? false : text;
}

function outputOf(
  compiled: CompiledTemplate | undefined,
  root: unknown,
  options: Parameters<CompiledTemplate['execute']>[1],
): string {
  try {
    return compiled?.render(root, options).trim() ?? '';
  } catch (error) {
    // A note that fails is empty (katalog-language §5.6); one that does too much must stop its caller.
    if (isOrkError(error, ErrorCode.TemplateExecution)) return '';
    throw error;
  }
}

function compileAll(
  drafts: ReadonlyMap<string, Draft>,
  options: { readonly builtins: ReadonlyMap<string, Note>; readonly roots: ReadonlySet<string> },
  problems: CompileProblem[],
): void {
  const functions = new Map(options.builtins);
  for (const [name, { note }] of drafts) functions.set(name, note);
  for (const draft of drafts.values()) {
    const path = [draft.index, 'expression'];
    const { expression } = draft.definition;
    if (/^\s*\{%/.test(expression)) {
      problems.push({
        path,
        message: 'JSONata cannot stand in a note',
        expected: 'a template ({{ }})',
      });
      continue;
    }
    try {
      draft.compiled = compileTemplate(expression, {
        functions,
        roots: options.roots,
        lenientNames: true,
        plainNumbers: true,
      });
    } catch (error) {
      problems.push(...problemsOf(error, path));
    }
  }
}

/** The notes with what they inherit from those they call; a cycle is a problem of the note that closes it. */
function finish(
  drafts: ReadonlyMap<string, Draft>,
  builtins: ReadonlyMap<string, Note>,
  problems: CompileProblem[],
): ReadonlyMap<string, Note> {
  const finished = new Map<string, Note>();
  const visit = (name: string, trail: readonly string[]): Note | undefined => {
    const draft = drafts.get(name);
    if (draft === undefined) return builtins.get(name);
    const known = finished.get(name);
    if (known !== undefined) return known;
    if (trail.includes(name)) {
      const cycle = [...trail.slice(trail.indexOf(name)), name].join(' → ');
      const path = [draft.index, 'expression'];
      problems.push({ path, message: `notes call each other in a circle: ${cycle}` });
      return undefined;
    }
    const uses = draft.compiled?.functions ?? [];
    const called = uses.map((use) => visit(use.name, [...trail, name]));
    const note = inheriting(
      draft,
      called,
      (other) => drafts.get(other)?.note ?? builtins.get(other),
    );
    finished.set(name, note);
    return note;
  };
  for (const name of drafts.keys()) visit(name, []);
  return finished;
}

function inheriting(
  { note, compiled }: Draft,
  called: readonly (Note | undefined)[],
  noteOf: (name: string) => Note | undefined,
): Note {
  const inherited = called.flatMap((other) => other?.references ?? []);
  const own = compiled === undefined ? [] : templateReferences(compiled, noteOf);
  return {
    ...note,
    references: [...own, ...inherited],
    isVolatile: called.some((other) => other?.isVolatile === true),
    isTainting: called.some((other) => other?.isTainting === true),
    showsEverything:
      (compiled !== undefined && showsWholeRoot(compiled, noteOf)) ||
      called.some((other) => other?.showsEverything === true),
  };
}
