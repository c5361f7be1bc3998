import { describe, expect, it } from 'vitest';
import { compileConditions } from '../../../core/condition/compile-conditions.ts';
import { createExpressionContext } from '../../../core/expression/expression-context.ts';
import type { Condition } from '../../../schemas/index.ts';
import { aScope } from '../expression/scope.ts';

const context = createExpressionContext();

async function outcome(written: { when?: Condition[]; or?: Condition[] }, roots = {}) {
  const { value, problems } = compileConditions({ ...written, context });
  if (value === undefined) throw new Error(JSON.stringify(problems));
  return value.evaluate(aScope(roots));
}

const passes = async (condition: Condition, roots = {}) =>
  (await outcome({ when: [condition] }, roots)).passed;
const problemsOf = (...when: unknown[]) =>
  compileConditions({ when: when as Condition[], context }).problems;

describe('conditions on keys that hold dots', () => {
  const roots = {
    metadata: { labels: { 'example.org/tier': 'gold', team: 'shop', 'team.lead': 'ann' } },
  };

  it.each<[Condition, boolean]>([
    [{ field: 'metadata.labels.example.org/tier', equals: 'gold' }, true],
    [{ field: 'metadata.labels.example.org/tier', equals: 'iron' }, false],
    [{ field: 'metadata.labels.team', equals: 'shop' }, true],
    [{ field: 'metadata.labels.team.lead', equals: 'ann' }, true],
    [{ field: 'metadata.labels.example.org', exists: false }, true],
  ])('%j is %s', async (condition, expected) => {
    expect(await passes(condition, roots)).toBe(expected);
  });
});

describe('conditions on a field', () => {
  it.each<[Condition, boolean]>([
    [{ field: 'spec.image', equals: 'nginx:1.27' }, true],
    [{ field: '.spec.image', equals: 'nginx:1.27' }, true],
    [{ field: 'spec.image', equals: 'nginx' }, false],
    [{ field: 'spec.replicas', equals: '2' }, true],
    [{ field: 'spec.suspend', equals: 'false' }, true],
    [{ field: 'spec.missing', equals: 'x' }, false],
    [{ field: 'spec.missing', equals: '' }, false],
    [{ field: 'spec.missing', operator: 'equals', value: '' }, true],
    [{ field: 'spec.missing', notEquals: 'x' }, true],
    [{ field: 'spec.image', prefix: 'nginx:' }, true],
    [{ field: 'spec.image', notPrefix: 'nginx:' }, false],
    [{ field: 'spec.missing', notPrefix: 'nginx:' }, true],
    [{ field: 'spec.image', suffix: '27' }, true],
    [{ field: 'spec.image', notSuffix: '27' }, false],
    [{ field: 'spec.image', contains: 'x:1' }, true],
    [{ field: 'spec.image', notContains: 'x:1' }, false],
    [{ field: 'spec.image', regex: '^nginx:[0-9.]+$' }, true],
    [{ field: 'spec.image', regex: '[0-9]' }, true],
    [{ field: 'spec.image', exists: true }, true],
    [{ field: 'spec.image', exists: false }, false],
    [{ field: 'spec.image', notExists: false }, true],
    [{ field: 'spec.missing', notExists: true }, true],
    [{ field: 'spec.items', exists: true }, true],
    [{ field: 'spec.image' }, true],
    [{ field: 'spec.missing' }, false],
    [{ field: 'spec.replicas', greaterThan: '1' }, true],
    [{ field: 'spec.replicas', greaterThan: '2' }, false],
    [{ field: 'spec.missing', lessThan: '1' }, true],
    [{ field: 'spec.replicas', min: '2', max: '3' }, true],
    [{ field: 'spec.replicas', min: '1', max: '1' }, false],
    [{ field: 'spec.size', greaterThanOrEqual: '10' }, true],
    [{ field: 'spec.image', lessThan: '1' }, true],
    [{ field: 'spec.replicas', between: '1,2' }, true],
    [{ field: 'spec.replicas', notBetween: '1,2' }, false],
    [{ field: 'spec.image', between: '0,9' }, false],
    [{ field: 'spec.image', notBetween: '0,9' }, false],
    [{ field: 'status.phase', in: 'Pending, Ready' }, true],
    [{ field: 'status.phase', notIn: 'Pending,Ready' }, false],
    [{ field: 'status.none', operator: 'in', value: ',Pending' }, true],
    [{ field: 'status.none', in: 'Pending' }, false],
    [{ field: 'spec.items', operator: 'typeOf', value: 'list' }, true],
    [{ field: 'spec.items', operator: 'typeMap' }, false],
    [{ field: 'spec.replicas', operator: 'typeNumber' }, true],
    [{ field: 'spec.missing', operator: 'typeNull' }, true],
    [{ field: '{{ .spec.regions }}', operator: 'typeList' }, true],
    [{ field: '{{ jobSucceeded .children.job }}', equals: 'true' }, true],
    [{ field: '{{ jobSucceeded children.job }}', equals: 'true' }, true],
    [{ field: '{{ name children.job }}', operator: 'notExists' }, true],
    [{ field: '{% spec.items[0].price %}', equals: '3' }, true],
    [{ field: 'spec.replicas', equals: '{{ .spec.replicas }}' }, true],
    [{ field: 'data.image', contains: 'nginx' }, true],
    [{ field: 'Name', equals: 'shop' }, true],
    [{ field: 'spec.image', equals: 'x', negate: true }, true],
    [{ field: '{{ .spec.none.x }}', equals: 'x', negate: true }, true],
    [{ field: '{{ .spec.none.x }}', equals: 'x' }, false],
    [{ expr: 'spec.replicas > 1 and $jobSucceeded(children.job)' }, true],
    [{ expr: 'spec.missing > 1' }, false],
    [{ expr: 'spec.replicas > 1', field: 'status.phase', equals: 'Pending' }, false],
  ])('%j: %s', async (condition, passed) => {
    const spec = { ...(aScope().roots['spec'] as object), size: '10Gi' };
    expect(await passes(condition, { spec })).toBe(passed);
  });
});

describe('when and or', () => {
  const yes = { field: 'spec.image' };
  const no = { field: 'spec.missing' };

  it.each([
    [{}, true],
    [{ when: [yes, yes] }, true],
    [{ when: [yes, no] }, false],
    [{ or: [no, yes] }, true],
    [{ or: [no, no] }, false],
    [{ when: [no], or: [yes] }, false],
    [{ when: [yes], or: [no] }, false],
  ])('%j: %s', async (written, passed) => {
    expect((await outcome(written)).passed).toBe(passed);
  });

  it('is empty without conditions', () => {
    expect(compileConditions({ context }).value?.isEmpty).toBe(true);
    expect(compileConditions({ when: [yes], context }).value?.isEmpty).toBe(false);
  });

  it('names the paths of fields, expected values and expressions', () => {
    const { value } = compileConditions({
      when: [{ field: 'spec.a', equals: '{{ .spec.b }}' }, { expr: 'spec.c = 1' }],
      context,
    });
    expect(value?.references.map(({ path }) => path.join('.'))).toEqual([
      'spec.a',
      'spec.b',
      'spec.c',
    ]);
  });
});

describe('the trace of a condition', () => {
  const traceOf = async (condition: Condition, roots = {}) =>
    (await outcome({ when: [condition] }, roots)).traces[0];

  it('says in words what was asked and what was seen', async () => {
    expect(await traceOf({ field: 'status.phase', equals: 'Running' })).toEqual({
      text: 'status.phase equals "Running"',
      passed: false,
      saw: 'Ready',
    });
    expect(await traceOf({ field: 'spec.replicas', min: '1', max: '3', negate: true })).toEqual({
      text: 'not (spec.replicas is at least "1" and is at most "3")',
      passed: false,
      saw: '2',
    });
  });

  it('shortens long values', async () => {
    const trace = await traceOf({ field: 'spec.text' }, { spec: { text: 'x'.repeat(500) } });
    expect(trace?.saw).toHaveLength(128);
  });

  it.each<Condition>([
    { field: 'children.secret.data.password' },
    { field: '{{ .children.secret.data.password }}' },
    { expr: 'children.secret.data.password' },
  ])('hides what may be secret: %j', async (condition) => {
    expect(await traceOf(condition)).toMatchObject({ passed: true, saw: '<secret>' });
  });

  it('tells why an expression failed', async () => {
    expect(await traceOf({ field: '{{ .spec.none.x }}' })).toMatchObject({
      passed: false,
      saw: '',
      error: expect.stringContaining('nil pointer evaluating'),
    });
  });
});

describe('conditions on time', () => {
  // 2026-01-15 12:00 UTC is a Thursday.
  it.each<[Condition, boolean]>([
    [{ time: { after: '09:00', before: '17:00' } }, true],
    [{ time: { after: '12:00' } }, true],
    [{ time: { before: '12:00' } }, true],
    [{ time: { after: '12:01' } }, false],
    [{ dayOfWeek: { weekday: true } }, true],
    [{ dayOfWeek: { weekday: false } }, false],
    [{ dayOfWeek: { weekend: true } }, false],
    [{ dayOfWeek: { in: ['thursday'] } }, true],
    [{ dayOfWeek: { notIn: ['Thursday'] } }, false],
    [{ cron: '0 11 * * *', duration: '2h' }, true],
    [{ cron: '0 11 * * *', duration: '30m' }, false],
    [{ cron: '0 12 * * *', duration: '1m' }, true],
    [{ cron: '0 3 * * *' }, true],
    [{ cron: '0 0 30 2 *' }, false],
    [{ time: { after: '09:00' }, field: 'status.phase', equals: 'Pending' }, false],
  ])('%j: %s', async (condition, passed) => {
    expect(await passes(condition)).toBe(passed);
  });

  it('show the time they saw', async () => {
    const { traces } = await outcome({
      when: [
        { time: { after: '13:00' }, dayOfWeek: { weekday: true }, cron: '@daily', duration: '1h' },
      ],
    });
    expect(traces).toEqual([
      {
        text: 'time is from 13:00 UTC and day is Monday, Tuesday, Wednesday, Thursday, Friday and cron "@daily" has fired within 1h0m0s',
        passed: false,
        saw: '12:00, Thursday, 2026-01-15T00:00:00Z',
      },
    ]);
  });
});

describe('faulty conditions', () => {
  it('are all reported at once, with their places', () => {
    const problems = problemsOf(
      { field: '{{ nosuch }}', regex: '(' },
      { field: 'spec.a', greaterThan: 'many', between: '1' },
      { equals: 'x' },
      {},
      { expr: 'spec.' },
      { cron: '61 * * * *', duration: 'soon' },
      { duration: '1h', field: 'spec.a' },
      { time: { after: '20:00', before: '06:00' } },
      { dayOfWeek: { in: ['Someday'] } },
      { dayOfWeek: {} },
      { field: 'spec.a', operator: 'typeOf', value: 'blob' },
      { field: 'spec.a', operator: 'unique' },
      { field: 'spec.a', notify: { teams: ['x'] } },
    );
    expect(problems.map(({ path, message }) => `${path.join('.')}: ${message}`)).toEqual([
      expect.stringContaining('when.0.regex: error parsing regexp'),
      'when.0.field: function "nosuch" not defined',
      'when.1.greaterThan: "many" is not a number',
      'when.1.between: "1" is not a range',
      'when.2.equals: equals without field',
      'when.3: the condition is empty',
      'when.4.expr: Unexpected end of expression',
      'when.5.cron: "61 * * * *" is not a cron schedule',
      'when.5.duration: "soon" is not a duration',
      'when.6.duration: duration without cron',
      'when.7.time: no time of day is after 20:00 and before 06:00',
      'when.8.dayOfWeek.in.0: "Someday" is not a day of the week',
      'when.9.dayOfWeek: dayOfWeek names no day',
      'when.10.value: "blob" is not a type',
      'when.11.operator: operator "unique" is not built yet',
      'when.12.notify: "notify" in a condition is not built yet',
    ]);
  });

  it('begin their paths where the caller says', () => {
    const { problems } = compileConditions({ or: [{}], context, path: ['onCreate', 0] });
    expect(problems[0]?.path).toEqual(['onCreate', 0, 'or', 0]);
  });
});
