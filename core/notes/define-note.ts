import type { ParameterKind, TemplateCall } from '../template/index.ts';
import type { Note, NoteExample, NoteParameter } from './note.ts';
import { NoteArguments } from './note-arguments.ts';

/** What a note is made of besides its signature. */
export interface NoteDefinition {
  readonly description: string;
  /** Template and result. */
  readonly example: readonly [template: string, result: string];
  readonly moreExamples?: readonly (readonly [template: string, result: string])[];
  /** Default false. */
  readonly isVolatile?: boolean;
  /** Default false. */
  readonly isTainting?: boolean;
  call(args: NoteArguments, call: TemplateCall): unknown;
}

const SIGNATURE = /^(\w+)\(([^)]*)\) (\w+)$/;
const PARAMETER = /^(\w+)(\?)? (\.\.\.)?(any|string|number|boolean)$/;

/** Defines the notes of one domain by signature: `truncate(text string, size number) string`. */
export function defineNotes(
  domain: string,
  definitions: Readonly<Record<string, NoteDefinition>>,
): readonly Note[] {
  return Object.entries(definitions).map(([signature, definition]) =>
    defineNote(domain, signature, definition),
  );
}

function defineNote(domain: string, signature: string, definition: NoteDefinition): Note {
  const [, name, list, returns] = SIGNATURE.exec(signature) ?? [];
  if (name === undefined || list === undefined || returns === undefined) {
    throw new TypeError(`not a note signature: ${signature}`);
  }
  const parameters = list === '' ? [] : list.split(', ').map(parseParameter);
  const { description, isVolatile = false, isTainting = false } = definition;
  return {
    name,
    domain,
    description,
    parameters,
    returns,
    examples: examplesOf(definition),
    isVolatile,
    isTainting,
    ...arityOf(parameters),
    call: (values, call) => definition.call(new NoteArguments(values), call),
  };
}

/** The note under another name. */
export function aliasNote(note: Note, name: string): Note {
  const written = new RegExp(`\\b${note.name}\\b`);
  const examples = note.examples.map(({ template, result }) => ({
    template: template.replace(written, name),
    result,
  }));
  return { ...note, name, examples, aliasOf: note.name };
}

function parseParameter(text: string): NoteParameter {
  const [, name, optional, variadic, kind] = PARAMETER.exec(text) ?? [];
  if (name === undefined) throw new TypeError(`not a note parameter: ${text}`);
  return {
    name,
    kind: kind as ParameterKind,
    isOptional: optional !== undefined,
    isVariadic: variadic !== undefined,
  };
}

function arityOf(
  parameters: readonly NoteParameter[],
): Pick<Note, 'minArgs' | 'maxArgs' | 'params'> {
  const isVariadic = parameters.at(-1)?.isVariadic === true;
  return {
    minArgs: parameters.filter((parameter) => !parameter.isOptional && !parameter.isVariadic)
      .length,
    maxArgs: isVariadic ? Number.POSITIVE_INFINITY : parameters.length,
    params: parameters.map((parameter) => parameter.kind),
  };
}

function examplesOf({ example, moreExamples = [] }: NoteDefinition): readonly NoteExample[] {
  return [example, ...moreExamples].map(([template, result]) => ({ template, result }));
}
