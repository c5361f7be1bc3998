import type { Note } from '../notes/index.ts';
import type { ParameterKind } from '../template/index.ts';
import { GoNumber, unboxed } from '../template/value/go-number.ts';
import { typeNameOf } from '../template/value/go-type.ts';
import type { EvaluationState } from './evaluation-state.ts';

const GO_TYPES = { string: 'string', number: 'float64', boolean: 'bool' } as const;

/**
 * Calls a note with values of JSONata, as strict about kinds and count as a template is.
 *
 * @throws TypeError in the words of a template
 */
export function callNote(
  note: Note,
  args: readonly unknown[],
  { state, isValueFirst }: { readonly state: EvaluationState; readonly isValueFirst: boolean },
): unknown {
  assertCount(note, args.length);
  args.forEach((value, index) => {
    assertKind(note.params?.[index] ?? note.params?.at(-1) ?? 'any', value);
  });
  const { budget } = state;
  const result = note.call(args, {
    piped: false,
    literalArgs: [false, isValueFirst],
    root: state.roots,
    environment: state.environment,
    execution: {
      steps: budget.steps,
      depth: 0,
      addSteps: (steps) => {
        budget.addSteps(steps);
      },
    },
  });
  return result instanceof GoNumber ? unboxed(result) : (result ?? undefined);
}

function assertCount({ name, minArgs, maxArgs }: Note, count: number): void {
  if (count < minArgs) {
    throw new TypeError(`wrong number of args for ${name}: want at least ${minArgs} got ${count}`);
  }
  if (count > maxArgs) {
    throw new TypeError(`wrong number of args for ${name}: want at most ${maxArgs} got ${count}`);
  }
}

function assertKind(kind: ParameterKind, value: unknown): void {
  if (kind === 'any' || typeof value === kind) return;
  if (kind === 'number' && typeof value === 'bigint') return;
  const expected = GO_TYPES[kind];
  if (value === undefined || value === null) {
    throw new TypeError(`invalid value; expected ${expected}`);
  }
  const found = typeof value === 'function' ? 'func' : typeNameOf(value);
  throw new TypeError(`wrong type for value; expected ${expected}; got ${found}`);
}
