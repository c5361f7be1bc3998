import { describe, expect, test } from 'vitest';
import { isOrkError } from '../../../core/errors.ts';
import { createExpressionContext } from '../../../core/expression/expression-context.ts';
import { compileJsonata } from '../../../core/expression/jsonata-expression.ts';

const context = createExpressionContext();

function complaintOf(text: string): { readonly complaint: string; readonly offset: number } {
  try {
    compileJsonata(text, { context });
  } catch (error) {
    if (!isOrkError(error)) throw error;
    const { complaint, offset } = error.details;
    return { complaint: String(complaint), offset: Number(offset) };
  }
  throw new Error(`${text} is valid`);
}

describe('an expression with what other languages have', () => {
  test.each([
    ['spec.a == 1', 'write a = b', 7],
    ['spec.a === 1', 'write a = b', 7],
    ['spec.a !== 1', 'write a != b', 7],
    ['spec.a <> 1', 'write a != b', 7],
    ['spec.a && spec.b', 'write a and b', 7],
    ['spec.a||spec.b', 'write a or b', 6],
    ['!spec.a', 'write $not(a)', 0],
    ['not spec.a', 'write $not(a)', 0],
    ['spec.a is 1', 'write a = b', 7],
    ['if spec.a then 1', 'write condition ? a : b', 0],
    ['spec.a | default("x")', 'write $note(a), or a ~> $note', 7],
    ['$map(spec.a, x => x)', 'write function($x) { … }', 15],
    ['.spec.a', 'a path begins without a dot, as in spec.a', 0],
    ['spec.a = .spec.b', 'a path begins without a dot, as in spec.a', 9],
    ['{% spec.a = 1 %}', 'JSONata stands here without {% and %}', 0],
    ['{{ .spec.a }}', 'JSONata stands here, and no template: write spec.a', 0],
  ])('%s is told what to write', (text, advice, offset) => {
    const told = complaintOf(text);

    expect(told.complaint).toMatch(/: /);
    expect(told.complaint.endsWith(`: ${advice}`)).toBe(true);
    expect(told.offset).toBe(offset);
  });

  test.each(['spec.a != ', 'spec.items[0', 'spec.a + ', 'spec.a.', 'spec.( ', 'a b'])(
    '%s gets no advice that misleads',
    (text) => {
      expect(complaintOf(text).complaint).not.toMatch(/write|begins|stands/);
    },
  );
});
