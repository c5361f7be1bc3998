import { describe, expect, it } from 'vitest';
import { compileRule } from '../../../core/condition/compile-rule.ts';
import { createExpressionContext } from '../../../core/expression/expression-context.ts';
import type { ValidationRuleEntry } from '../../../schemas/index.ts';
import { aScope } from '../expression/scope.ts';

const context = createExpressionContext();
const spec = { image: 'nginx:1.27', replicas: 2, size: '10Gi', empty: '', bad: '(' };

async function check(written: ValidationRuleEntry) {
  const { value, problems } = compileRule(written, { context });
  if (value === undefined) throw new Error(JSON.stringify(problems));
  return value.check(aScope({ spec }));
}

describe('validation rules', () => {
  it.each<[ValidationRuleEntry, boolean]>([
    [{ field: 'spec.image', prefix: 'nginx:' }, true],
    [{ field: 'spec.image', prefix: 'myorg/' }, false],
    [{ field: 'spec.missing', equals: 'x' }, false],
    [{ field: 'spec.missing', notEquals: 'x' }, true],
    [{ field: 'spec.missing', notContains: 'x' }, false],
    [{ field: 'spec.missing', notPrefix: 'x' }, false],
    [{ field: 'spec.missing', notSuffix: 'x' }, false],
    [{ field: 'spec.missing', notIn: 'x' }, false],
    [{ field: 'spec.missing', lessThan: '9' }, false],
    [{ field: 'spec.missing', between: '0,9' }, false],
    [{ field: 'spec.missing', regex: '.*' }, false],
    [{ field: 'spec.missing', operator: 'notExists' }, true],
    [{ field: 'spec.missing' }, false],
    [{ field: 'spec.empty' }, false],
    [{ field: 'spec.image' }, true],
    [{ field: 'spec.size', min: '1' }, false],
    [{ field: 'spec.replicas', min: '1', max: '10' }, true],
    [{ field: 'spec.replicas', min: '1', max: '1' }, false],
    [{ field: 'spec.replicas', greaterThan: '{{ .spec.image }}' }, true],
    [{ field: 'spec.image', regex: '{{ .spec.bad }}' }, true],
    [{ field: '{{ .spec.image }}', contains: '1.27' }, true],
    [{ field: 'spec.replicas', operator: 'typeNumber' }, true],
    [{ field: 'spec.missing', operator: 'typeString' }, false],
  ])('%j: %s', async (written, passed) => {
    expect((await check(written)).passed).toBe(passed);
  });

  it('show what they saw, but no secrets', async () => {
    expect(await check({ field: 'spec.image', prefix: 'myorg/' })).toEqual({
      passed: false,
      saw: 'nginx:1.27',
    });
    expect(await check({ field: 'children.secret.data.password', equals: 'x' })).toEqual({
      passed: false,
      saw: '<secret>',
    });
  });

  it('reject when their field cannot be evaluated', async () => {
    await expect(check({ field: '{{ .spec.none.x }}' })).rejects.toMatchObject({
      code: 'ORK_TEMPLATE_EXECUTION',
    });
  });

  it('say in words what they demand', () => {
    const { value } = compileRule({ field: 'spec.image', prefix: 'myorg/' }, { context });
    expect(value?.text).toBe('spec.image starts with "myorg/"');
  });

  it('report what is wrong with them', () => {
    const { problems } = compileRule(
      { field: '{{ x', regex: '[' },
      { context, path: ['rules', 3] },
    );
    expect(problems.map(({ path }) => path)).toEqual([
      ['rules', 3, 'regex'],
      ['rules', 3, 'field'],
    ]);
  });
});
