import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { compileConditions } from '../../../core/condition/compile-conditions.ts';
import { isOrkError } from '../../../core/errors.ts';
import { compileExpression } from '../../../core/expression/compile-expression.ts';
import { createExpressionContext } from '../../../core/expression/expression-context.ts';
import { aScope } from './scope.ts';

const context = createExpressionContext();
const BIG = 9007199254740993n;
const marks = { n: '9007199254740993' };
const child = { metadata: { labels: marks, annotations: marks } };
const SCOPE = aScope({
  spec: {
    big: BIG,
    low: -BIG,
    rate: 2500000.5,
    tiny: 1e-7,
    huge: 1e21,
    list: [BIG, 1],
    one: 1,
    child,
    items: [{ n: BIG }, { n: 1.5 }, { n: 9007199254740992n }],
  },
});

const compile = (source: string) => compileExpression(source, { context });
const failureOf = async (source: string) => {
  const error = await compile(source)
    .value(SCOPE)
    .then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
  if (!isOrkError(error)) throw new Error('expected an OrkError', { cause: error });
  return String(error.details['text']);
};

describe('one number has one text', () => {
  const numbers: readonly (readonly [field: string, text: string])[] = [
    ['rate', '2500000.5'],
    ['tiny', '0.0000001'],
    ['huge', '1000000000000000000000'],
    ['big', '9007199254740993'],
    ['low', '-9007199254740993'],
    ['one', '1'],
  ];
  const places: readonly (readonly [place: string, source: (field: string) => string])[] = [
    ['alone', (field) => `{{ .spec.${field} }}`],
    ['in a text', (field) => `{{ "" }}{{ .spec.${field} }}`],
    ['in a variable', (field) => `{{ $x := .spec.${field} }}{{ $x }}`],
    ['print', (field) => `{{ print .spec.${field} }}`],
    ['toString', (field) => `{{ toString .spec.${field} }}`],
    ['html', (field) => `{{ html .spec.${field} }}`],
    ['JSONata', (field) => `{% spec.${field} %}`],
    ['&', (field) => `{% "" & spec.${field} %}`],
    ['$string', (field) => `{% $string(spec.${field}) %}`],
  ];

  describe.each(places)('%s', (_, source) => {
    test.each(numbers)('%s is %s', async (field, text) => {
      expect(await compile(source(field)).text(SCOPE)).toBe(text);
    });
  });

  test.each(numbers)('of %s as conditions compare it', async (field, text) => {
    const when = [{ field: `spec.${field}`, equals: text }];
    const { value } = compileConditions({ when, context });
    expect((await value?.evaluate(SCOPE))?.passed).toBe(true);
  });

  it("printf is Go's", async () => {
    expect(await compile('{{ printf "%v" .spec.rate }}').text(SCOPE)).toBe('2.5000005e+06');
  });
});

describe('whole numbers beyond 2^53 keep their digits', () => {
  test.each<readonly [source: string, value: unknown]>([
    ['{{ .spec.big }}', BIG],
    ['{{ add .spec.big 2 }}', 9007199254740995n],
    ['{{ sub .spec.big 2 }}', 9007199254740991],
    ['{{ mul .spec.big 3 }}', 27021597764222979n],
    ['{{ div .spec.big 3 }}', 3002399751580331],
    ['{{ mod .spec.big 10 }}', 3],
    ['{{ add 9007199254740991 2 }}', BIG],
    ['{{ max .spec.big 9007199254740992 }}', BIG],
    ['{{ min .spec.big 1.5 }}', 1.5],
    ['{{ abs .spec.low }}', BIG],
    ['{{ toInt "9007199254740993" }}', BIG],
    ['{{ toJson .spec.list }}', '[9007199254740993,1]'],
    ['{{ gt .spec.big 9007199254740992 }}', true],
    ['{{ eq .spec.big 9007199254740992 }}', false],
    ['{{ listGet (asList "[9007199254740993]") 0 }}', BIG],
    ['{{ printf "%d" .spec.big }}', '9007199254740993'],
    ['{{ default 1 .spec.big }}', BIG],
    ['{{ typeOf .spec.big }}', 'number'],
    ['{% spec.big %}', BIG],
    ['{% spec.list[0] %}', BIG],
    ['{% spec.big + 2 %}', 9007199254740995n],
    ['{% spec.big - 2 %}', 9007199254740991],
    ['{% -spec.big %}', -BIG],
    ['{% 9007199254740991 + 2 %}', BIG],
    ['{% 9007199254740993 %}', BIG],
    ['{% spec.big = 9007199254740993 %}', true],
    ['{% spec.big = 9007199254740992 %}', false],
    ['{% spec.big > 9007199254740992 %}', true],
    ['{% spec.big <= 9007199254740992 %}', false],
    ['{% -9007199254740993 = spec.low %}', true],
    ['{% spec.big ? "yes" : "no" %}', 'yes'],
    ['{% spec.big and true %}', true],
    ['{% $not(spec.big) %}', false],
    ['{% $boolean(spec.big) %}', true],
    ['{% $type(spec.big) %}', 'number'],
    ['{% $sum(spec.list) %}', 9007199254740994n],
    ['{% $max(spec.list) %}', BIG],
    ['{% $sort(spec.list)[0] %}', 1],
    ['{% $number("9007199254740993") %}', BIG],
    ['{% $string(spec.list) %}', '[9007199254740993,1]'],
    ['{% spec.list[$ > 9007199254740992] %}', BIG],
    ['{% spec.list.$string() %}', ['9007199254740993', '1']],
    ['{% $count(spec.list) %}', 2],
    ['{% $distinct(spec.list) %}', [BIG, 1]],
    ['{% $floor(spec.big) %}', BIG],
    ['{% $ceil(spec.big) %}', BIG],
    ['{% $abs(spec.low) %}', BIG],
    ['{% $round(spec.big) %}', BIG],
    ['{% $round(spec.big, 2) %}', BIG],
    ['{% $round(spec.big, -1) %}', 9007199254740990],
    ['{% $round(9007199254740995, -1) %}', 9007199254741000n],
    ['{% $round(9007199254740985, -1) %}', 9007199254740980],
    ['{% $round(spec.low, -2) %}', -9007199254741000n],
    ['{% $round(9007199254740991, -1) %}', 9007199254740990],
    ['{% $round(25, -1) %}', 20],
    ['{% $round(-35, -1) %}', -40],
    ['{% $round(2.5) %}', 2],
    ['{% $round(1.235, 2) %}', 1.24],
    ['{% $average(spec.list) %}', 4503599627370497],
    ['{% $average([9007199254740993, 9007199254740995]) %}', 9007199254740994n],
    ['{% $average([1, 2]) %}', 1.5],
    ['{% $average([0.5, 1]) %}', 0.75],
    ['{% $average(5) %}', 5],
    ['{% $average([]) %}', undefined],
    ['{% $power(3, 39) %}', 4052555153018976267n],
    ['{% $power(spec.big, 1) %}', BIG],
    ['{% $power(-1, 9007199254740991) %}', -1],
    ['{% $power(2, -1) %}', 0.5],
    ['{% $power(2.5, 2) %}', 6.25],
    ['{% $formatBase(spec.big, 16) %}', '20000000000001'],
    ['{% $formatBase(255, 16) %}', 'ff'],
    ['{% $parseInteger("9007199254740993", "0") %}', BIG],
    ['{% $parseInteger("9,007,199,254,740,993", "#,##0") %}', BIG],
    ['{% $parseInteger("12", "0") %}', 12],
    ['{% $number("0x20000000000001") %}', BIG],
    ['{% $number("0x10") %}', 16],
    ['{% spec.items^(n).n %}', [1.5, 9007199254740992n, BIG]],
    ['{% spec.items^(>n).n %}', [BIG, 9007199254740992n, 1.5]],
    [
      '{% [-1.5, -9007199254740993, -1, 1e30, 4294967296, 4294967295]^($) %}',
      [-BIG, -1.5, -1, 4294967295, 4294967296, 1e30],
    ],
    ['{% ["b", "a"]^($) %}', ['a', 'b']],
    ['{{ getLabelInt .spec.child "n" }}', BIG],
    ['{{ getAnnotationInt .spec.child "n" }}', BIG],
  ])('%s', async (source, value) => {
    expect(await compile(source).value(SCOPE)).toEqual(value);
  });

  test.each([
    ['{{ mul .spec.big .spec.big }}', 'beyond 64 bits'],
    ['{{ add .spec.big 0.5 }}', 'more digits than can be kept'],
    ['{{ toFloat .spec.big }}', '9007199254740993 has more digits than a floating-point number'],
    ['{{ mul 1e300 1e300 }}', 'not a finite number'],
    ['{% spec.big * spec.big %}', 'operator *: the result has more digits than can be kept'],
    ['{% spec.big + 0.5 %}', 'operator +: the result has more digits than can be kept'],
    ['{% spec.one / 0 %}', 'operator /: division by zero'],
    [
      '{% $average([9007199254740991, 9007199254740990]) %}',
      'error calling $average: the result has more digits than can be kept',
    ],
    [
      '{% $average([spec.big, 0.5]) %}',
      'error calling $average: the result has more digits than can be kept',
    ],
    ['{% $average([1, "a"]) %}', 'must be an array of'],
    ['{% $power(10, 30) %}', 'error calling $power: the result has more digits than can be kept'],
    ['{% $power(3, 50000) %}', 'error calling $power: the result has more digits than can be kept'],
    ['{% $sqrt(spec.big) %}', 'error calling $sqrt: it takes no whole number beyond 2^53'],
    [
      '{% $formatNumber(spec.big, "0") %}',
      'error calling $formatNumber: it takes no whole number beyond 2^53',
    ],
    [
      '{% $formatInteger(spec.big, "0") %}',
      'error calling $formatInteger: it takes no whole number beyond 2^53',
    ],
    [
      '{% $substring("abc", spec.big) %}',
      'error calling $substring: it takes no whole number beyond 2^53',
    ],
    ['{% $formatBase(spec.big, 99) %}', 'must be between 2 and 36'],
    [
      '{% $parseInteger("99999999999999999999", "0") %}',
      'error calling $parseInteger: the result has more digits than can be kept',
    ],
    ['{% [{}, {}]^($) %}', 'must evaluate to numeric or string values'],
    ['{% [1, "a"]^($) %}', 'Type mismatch when comparing values 1 and "a"'],
    ['{% [spec.big, "a"]^($) %}', 'Type mismatch when comparing values'],
    ['{% 1e300 * 1e300 %}', 'not a finite number'],
    ['{% spec.big > "a" %}', 'must be of the same data type'],
    ['{% spec.big + "a" %}', 'right side of the "+" operator must evaluate to a number'],
  ])('%s fails and says why', async (source, text) => {
    expect(await failureOf(source)).toContain(text);
  });

  test.each<readonly [condition: object, passes: boolean]>([
    [{ greaterThan: '9007199254740992' }, true],
    [{ lessThan: '9007199254740994' }, true],
    [{ greaterThanOrEqual: '9007199254740994' }, false],
    [{ between: '9007199254740993,9007199254740993' }, true],
    [{ equals: '9007199254740992' }, false],
    [{ in: '1,9007199254740993' }, true],
  ])('compared by %o', async (condition, passes) => {
    const { value } = compileConditions({ when: [{ field: 'spec.big', ...condition }], context });
    expect((await value?.evaluate(SCOPE))?.passed).toBe(passes);
  });

  it('whichever they are and wherever they are read', async () => {
    const wide = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
    await fc.assert(
      fc.asyncProperty(wide, async (number) => {
        const value = Number.isSafeInteger(Number(number)) ? Number(number) : number;
        const scope = aScope({ spec: { value } });
        for (const source of ['{{ .spec.value }}', '{% spec.value %}']) {
          expect(await compile(source).value(scope)).toBe(value);
          expect(await compile(source).text(scope)).toBe(String(number));
        }
        expect(await compile('n={{ .spec.value }}').text(scope)).toBe(`n=${number}`);
        expect(await compile('{% "n=" & spec.value %}').text(scope)).toBe(`n=${number}`);
      }),
    );
  });
});
