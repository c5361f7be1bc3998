import { ErrorCode, isOrkError } from '../errors.ts';
import type { Note } from '../notes/index.ts';
import { type CompiledTemplate, syntaxError, type TemplateFault } from '../template/index.ts';

/** What a bare name reads in a template that a person means by it. */
const FIELDS: Readonly<Record<string, string>> = {
  spec: '.spec',
  status: '.status',
  name: '.metadata.name',
  namespace: '.metadata.namespace',
  labels: '.metadata.labels',
  annotations: '.metadata.annotations',
};

/** Steps that a template without data may take before it is left to its cycle. */
const BUDGET = { maxSteps: 10_000, maxOutputBytes: 65_536, maxDepth: 50 };

/**
 * Refuses templates that fail whenever they are reached: calls that cannot be made, templates that nobody defined, and what
 * reads no data and fails without.
 *
 * @throws {@link OrkError} `ORK_TEMPLATE_SYNTAX`
 */
export function assertCanSucceed(
  compiled: CompiledTemplate,
  notes: ReadonlyMap<string, Note>,
): void {
  const { faults, references, source } = compiled;
  const certain = faults.length > 0 ? faults : faultsOfConstant(compiled, notes);
  if (certain.length === 0) return;
  const details = certain.map((fault) => detailsOf(fault, source));
  throw syntaxError(details, { references });
}

function detailsOf(
  { call, complaint, offset, line, column }: TemplateFault,
  source: string,
): Readonly<Record<string, unknown>> {
  const nearest = call?.count === 0 ? meantField(call.written, source.slice(offset)) : undefined;
  const place = { offset, line, column };
  return { text: complaint, complaint, ...place, ...(nearest === undefined ? {} : { nearest }) };
}

/** The path that `spec.image` stands for: a name that is a note too needs its dot. */
function meantField(written: string, rest: string): string | undefined {
  const field = Object.hasOwn(FIELDS, written) ? FIELDS[written] : undefined;
  if (field === undefined) return undefined;
  const [path = ''] = /^(?:\.[A-Za-z_]\w*)*/.exec(rest.slice(written.length)) ?? [];
  return `${field}${path}`;
}

/** How a template fails that reads nothing but itself: it always will. */
function faultsOfConstant(
  compiled: CompiledTemplate,
  notes: ReadonlyMap<string, Note>,
): readonly TemplateFault[] {
  const { functions, references, rootUses } = compiled;
  const readsData = references.length > 0 || rootUses.length > 0;
  if (readsData || functions.some(({ name }) => notes.has(name))) return [];
  try {
    compiled.render({}, { budget: BUDGET });
    return [];
  } catch (error) {
    // A limit may be reached here that is not there.
    if (!isOrkError(error, ErrorCode.TemplateExecution)) return [];
    const { complaint, offset = 0, line = 1, column = 1 } = error.details;
    return [
      {
        complaint: String(complaint),
        offset: Number(offset),
        line: Number(line),
        column: Number(column),
      },
    ];
  }
}
