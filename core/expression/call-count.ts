import { ErrorCode, OrkError } from '../errors.ts';
import type { Note } from '../notes/index.ts';
import type { FunctionUse } from '../template/index.ts';

/** What a bare name reads in a template that a person means by it. */
const FIELDS: Readonly<Record<string, string>> = {
  spec: '.spec',
  status: '.status',
  name: '.metadata.name',
  namespace: '.metadata.namespace',
  labels: '.metadata.labels',
  annotations: '.metadata.annotations',
};

/** Why a note cannot be called with so many arguments, in Go's words; `undefined` when it can. */
export function countFault(
  { minArgs, maxArgs }: Pick<Note, 'minArgs' | 'maxArgs'>,
  written: string,
  count: number,
): string | undefined {
  if (count >= minArgs && count <= maxArgs) return undefined;
  const wrong = `wrong number of args for ${written}: want`;
  if (minArgs === maxArgs) return `${wrong} ${minArgs} got ${count}`;
  return count < minArgs
    ? `${wrong} at least ${minArgs} got ${count}`
    : `${wrong} at most ${maxArgs} got ${count}`;
}

/**
 * Refuses calls of notes with too few or too many arguments, which would fail whenever they are reached.
 *
 * @throws {@link OrkError} `ORK_TEMPLATE_SYNTAX`
 */
export function assertCounts(
  uses: readonly FunctionUse[],
  { notes, source }: { readonly notes: ReadonlyMap<string, Note>; readonly source: string },
): void {
  for (const { name, written, argumentCount, offset, line, column } of uses) {
    const note = notes.get(name);
    const complaint = note === undefined ? undefined : countFault(note, written, argumentCount);
    if (complaint === undefined) continue;
    const nearest = argumentCount === 0 ? meantField(written, source.slice(offset)) : undefined;
    throw new OrkError('Template does not parse', {
      code: ErrorCode.TemplateSyntax,
      retry: { kind: 'never' },
      details: {
        text: complaint,
        complaint,
        offset,
        line,
        column,
        ...(nearest === undefined ? {} : { nearest }),
      },
    });
  }
}

/** The path that `spec.image` stands for: a name that is a note too needs its dot. */
function meantField(written: string, rest: string): string | undefined {
  const field = Object.hasOwn(FIELDS, written) ? FIELDS[written] : undefined;
  if (field === undefined) return undefined;
  const [path = ''] = /^(?:\.[A-Za-z_]\w*)*/.exec(rest.slice(written.length)) ?? [];
  return `${field}${path}`;
}
