import { setImmediate as tick } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { isOrkError } from '../../../core/errors.ts';
import { createExpressionContext } from '../../../core/expression/expression-context.ts';
import { compileJsonata } from '../../../core/expression/jsonata-expression.ts';
import { aScope } from './scope.ts';

const context = createExpressionContext();
const evaluate = (source: string, roots = {}) =>
  compileJsonata(source, { context }).value(aScope(roots));
const failure = async (source: string, roots = {}) => {
  const error = await evaluate(source, roots).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!isOrkError(error)) throw new Error('expected an OrkError', { cause: error });
  return { code: error.code, ...error.details };
};

describe('JSONata', () => {
  it.each([
    ['$jobSucceeded(children.job)', true],
    ['$AllReplicasReady(children.none)', false],
    ['$get(spec, "items")[0].name', 'a'],
    ['$default("x", spec.missing)', 'x'],
    ['$default(spec.missing, "x")', 'x'],
    ['$default(spec.image, "x")', 'nginx:1.27'],
    ['spec.missing ~> $default("x")', 'x'],
    ['spec.image ~> $default("x")', 'nginx:1.27'],
    ['$map(spec.regions, $toUpper)', ['EU', 'US']],
    ['$max([1, 5])', 5],
    ['$max(1, 5)', 5],
    ['$min("3", 2)', 2],
    ['$trim("  a ")', 'a'],
    ['$trim("--a-", "-")', 'a'],
    ['$contains(spec.image, /^nginx:/)', true],
    ['$replace("a1b22", /[0-9]+/, "#")', 'a#b#'],
    ['$split("a, b;c", /[,;] ?/)', ['a', 'b', 'c']],
    ['$match("a1b22", /([a-z])([0-9]+)/).groups[1]', ['1', '22']],
    ['$now()', '2026-01-15T12:00:00.000Z'],
    ['$millis()', Date.UTC(2026, 0, 15, 12)],
    ['$toMillis("08:30", "[H01]:[m01]")', Date.UTC(2026, 0, 15, 8, 30)],
    ['$pad("a", -3, "*")', '**a'],
    ['$shuffle([1..4])', [2, 3, 4, 1]],
    ['spec.items{name: price}', { a: 3, b: 9 }],
    ['spec.items^(>price)[0].name', 'b'],
    ['$durationSeconds("1h")', 3600],
  ])('%s is %j', async (source, value) => {
    expect(await evaluate(source)).toEqual(value);
  });

  it('gives plain values without marks of its own', async () => {
    const list = await evaluate('spec.items.price');
    expect(Object.keys(list as object)).toEqual(['0', '1']);
    expect(Object.getPrototypeOf(await evaluate('{"a": 1}'))).toBe(Object.prototype);
    const own = await evaluate('{"__proto__": {"polluted": true}}');
    expect(Object.hasOwn(own as object, '__proto__')).toBe(true);
  });

  it('cannot reach the prototypes of its data', async () => {
    expect(await evaluate('spec.constructor')).toBeUndefined();
    expect(await evaluate('spec.__proto__')).toBeUndefined();
  });

  it('tells the place and the reason of a failure', async () => {
    expect(await failure('spec.image + 1')).toMatchObject({
      code: 'ORK_EXPRESSION_EXECUTION',
      text: 'The left side of the "+" operator must evaluate to a number at line 1, column 12',
    });
    expect(await failure('$toLower(spec.replicas)')).toMatchObject({
      text: expect.stringContaining(
        'error calling $toLower: wrong type for value; expected string; got int64',
      ),
    });
    expect(await failure('function($x){ $x }')).toMatchObject({
      text: expect.stringContaining('the result is a function'),
    });
  });

  it.each([
    ['($f := function($n){ $f($n + 1) }; $f(0))', 'an endless tail recursion'],
    ['($f := function($n){ 1 + $f($n + 1) }; $f(0))', 'an endless recursion'],
    ['[1..10000000]', 'a huge range'],
    ['$map([1..9999], function($i){ [1..9999] })', 'a range of ranges'],
    [
      '($f := function($s, $n){ $n = 0 ? $s : $f($s & $s, $n - 1) }; $f("xxxxxxxxxx", 60))',
      'a doubling text',
    ],
    [
      '($f := function($l, $n){ $n = 0 ? $l : $f($append($l, $l), $n - 1) }; $f([1,2], 60))',
      'a doubling list',
    ],
    [
      '($f := function($o, $n){ $n = 0 ? $o : $f({"a": $o, "b": $o}, $n - 1) }; $f({}, 60))',
      'a doubling map',
    ],
    ['$pad("", 1000000000)', 'an endless padding'],
    ['$map([1..3000], function($i){ $map([1..3000], function($j){ $i * $j }) })', 'nested loops'],
    ['[1..9000].([1..9000].($ * 2))', 'nested paths'],
  ])('%s is stopped: %s', async (source) => {
    expect((await failure(source)).code).toBe('ORK_EXPRESSION_BUDGET');
  });

  it('runs regular expressions in linear time', async () => {
    const text = `${'a'.repeat(20_000)}b`;
    expect(await evaluate('$contains(spec.text, /(a+)+$/)', { spec: { text } })).toBe(false);
  });

  it('lets other work through while it runs', async () => {
    let turns = 0;
    let isDone = false;
    const running = failure('($f := function($n){ $f($n + 1) }; $f(0))').finally(() => {
      isDone = true;
    });
    while (!isDone) {
      await tick();
      turns += 1;
    }
    expect((await running).code).toBe('ORK_EXPRESSION_BUDGET');
    expect(turns).toBeGreaterThan(3);
  });

  it('stops by working time as well', async () => {
    let now = 0;
    const slow = createExpressionContext({
      clock: { monotonicMs: () => (now += 100) },
      limits: { maxDurationMs: 1000 },
    });
    const looping = compileJsonata('($f := function($n){ $f($n + 1) }; $f(0))', { context: slow });
    await expect(looping.value(aScope())).rejects.toMatchObject({
      details: { limit: 'maxDurationMs' },
    });
  });

  it('keeps evaluations that run side by side apart', async () => {
    const expression = compileJsonata('$now() & metadata.name', { context });
    const [first, second] = await Promise.all([
      expression.value(aScope({ metadata: { name: 'a' } })),
      expression.value({
        ...aScope({ metadata: { name: 'b' } }),
        environment: { ...aScope().environment, nowMs: 0 },
      }),
    ]);
    expect(first).toBe('2026-01-15T12:00:00.000Za');
    expect(second).toBe('1970-01-01T00:00:00.000Zb');
  });

  it('does not change the data it reads', async () => {
    const scope = aScope();
    const before = JSON.stringify(scope.roots);
    await compileJsonata('$ ~> |spec|{"image": "x"}|', { context }).value(scope);
    expect(JSON.stringify(scope.roots)).toBe(before);
  });

  it('refuses a partial application of a note', () => {
    expect(() => compileJsonata('$get(?, "a")', { context })).toThrow('not valid');
  });
});
