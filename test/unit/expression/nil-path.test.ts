import { expect, test } from 'vitest';
import { ErrorCode, textOf } from '../../../core/errors.ts';
import { compileExpression } from '../../../core/expression/compile-expression.ts';
import { createExpressionContext } from '../../../core/expression/expression-context.ts';

const context = createExpressionContext();
const scope = {
  roots: { spec: { size: 1, list: [{}] }, metadata: {} },
  environment: { nowMs: 0, randomBytes: (size: number) => new Uint8Array(size) },
};

async function failureOf(source: string): Promise<unknown> {
  try {
    return await compileExpression(source, { context }).text(scope);
  } catch (error) {
    return error;
  }
}

test.each([
  {
    source: '{{ .spec.nope.deep }}',
    advice:
      '.spec.nope is empty: write {{ get .spec "nope" "deep" }}, with default for another value, or put it into {{ with .spec.nope }}',
  },
  {
    source: '{{ .spec.a.b.c }}',
    advice: '.spec.a is empty: write {{ get .spec "a" "b" }}',
  },
  {
    source: '{{ range $e := .spec.list }}{{ $e.a.b }}{{ end }}',
    advice: '$e.a is empty: write {{ get $e "a" "b" }}',
  },
])(
  'a field of nothing names what is empty and what to write: $source',
  async ({ source, advice }) => {
    const error = await failureOf(source);

    expect(error).toMatchObject({ code: ErrorCode.TemplateExecution });
    expect(textOf(error)).toContain('nil pointer evaluating interface {}.');
    expect(textOf(error)).toContain(advice);
  },
);

test('what is advised gives nothing instead of a failure', async () => {
  expect(await failureOf('{{ get .spec "nope" "deep" }}')).toBe('');
  expect(await failureOf('{{ with .spec.nope }}{{ .deep }}{{ end }}')).toBe('');
});
