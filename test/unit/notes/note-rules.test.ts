import { describe, expect, it } from 'vitest';
import { isOrkError } from '../../../core/errors.ts';
import { builtinNotes, exampleEnvironment, exampleRoots } from '../../../core/notes/index.ts';
import { compileTemplate } from '../../../core/template/index.ts';

const spec = {
  n: 0,
  s: 'hi',
  off: false,
  list: [3, 'a', null],
  map: { b: 1, a: 2 },
  emoji: 'aé😀b',
  nul: null,
};
const roots = { ...exampleRoots, spec };

function render(template: string): string {
  const compiled = compileTemplate(template, { functions: builtinNotes, lenientNames: true });
  return compiled.render(roots, { environment: exampleEnvironment });
}

function failure(template: string): string {
  try {
    return `rendered ${render(template)}`;
  } catch (error) {
    if (!isOrkError(error)) throw error;
    return String(error.details['text']);
  }
}

function gives(cases: readonly (readonly [template: string, result: string])[]): void {
  it.each(cases)('%s gives %j', (template, result) => {
    expect(render(template)).toBe(result);
  });
}

function fails(cases: readonly (readonly [template: string, text: string])[]): void {
  it.each(cases)('%s fails: %s', (template, text) => {
    expect(failure(template)).toContain(text);
  });
}

describe('texts', () => {
  gives([
    ['{{ split "" "," | len }}', '0'],
    ['{{ join (split "abc" "") "-" }}', 'a-b-c'],
    ['{{ join .spec.list "," }}', '3,a,'],
    ['{{ replace "ab" "" "-" }}', '-a-b-'],
    ['{{ truncate "abcdef" 3 }}', 'abc'],
    ['{{ truncate .spec.emoji 7 }}', 'aé...'],
    ['{{ camelToKebab "v2Beta" }}', 'v2beta'],
    ['{{ camelToKebab "myHTTPServer" }}', 'my-http-server'],
    ['{{ concat }}', ''],
    ['{{ "ab" | hasPrefix "abc" }}', 'true'],
  ]);

  fails([
    ['{{ toLower .spec.nul }}', 'wrong type for value; expected string'],
    ['{{ toLower .spec.missing }}', 'expected string'],
    ['{{ repeat "a" -1 }}', 'negative repeat count'],
    ['{{ repeat "abc" 10000000 }}', 'text exceeds 1048576 characters'],
    ['{{ replace (repeat "a" 100000) "a" (repeat "b" 100000) }}', 'text exceeds'],
    ['{{ randomHex 5000 }}', 'at most 4096 at a time'],
  ]);
});

describe('numbers and conversions', () => {
  gives([
    ['{{ add true "1.5" }}', '2.5'],
    ['{{ mod -7 3 }}', '-1'],
    ['{{ clamp 5 9 3 }}', '9'],
    ['{{ toInt "-3.9" }}', '-3'],
    ['{{ toBool 0 }}{{ toBool "off" }}{{ toBool "YES" }}', 'falsefalsetrue'],
    ['{{ toString .spec.nul }}', ''],
    ['{{ toString .spec.map }}', 'map[a:2 b:1]'],
    ['{{ toJson .spec.map }}', '{"a":2,"b":1}'],
    ['{{ toJson "<a&b>" }}', '"\\u003ca\\u0026b\\u003e"'],
    ['{{ len .spec.emoji }}{{ len .spec.map }}{{ len .spec.n }}{{ len .spec.nul }}', '8200'],
    ['{{ isEmpty .spec.n }}{{ empty .spec.n }}', 'falsetrue'],
  ]);

  fails([
    ['{{ add .spec.nul 1 }}', 'non-numeric value <nil>'],
    ['{{ add "2x" 1 }}', 'non-numeric value "2x"'],
    ['{{ div 1 0 }}', 'division by zero'],
    ['{{ mod 1 0.5 }}', 'modulo by zero'],
    ['{{ toBool "maybe" }}', 'cannot convert "maybe"'],
    ['{{ add 1 }}', 'wrong number of args for add: want 2 got 1'],
  ]);
});

describe('default', () => {
  gives([
    ['{{ .spec.missing | default "x" }}', 'x'],
    ['{{ .spec.s | default "x" }}', 'hi'],
    ['{{ default "x" .spec.missing }}', 'x'],
    ['{{ default .spec.missing "x" }}', 'x'],
    ['{{ default .spec.s "x" }}', 'hi'],
    ['{{ default "x" "y" }}', 'y'],
    ['{{ default .spec.s .spec.n }}', 'hi'],
    ['{{ .spec.off | default "true" }}', 'true'],
    ['{{ default (concat "a" "b") "x" }}', 'ab'],
  ]);
});

describe('choices and access', () => {
  gives([
    ['{{ ternary .spec.n "y" "n" }}', 'n'],
    ['{{ ternary "false" "y" "n" }}', 'y'],
    ['{{ eqTernary .spec.nul "<nil>" "y" "n" }}', 'y'],
    ['{{ coalesce .spec.n .spec.off "" .spec.s }}', 'hi'],
    ['{{ get .spec "list" "0" }}', ''],
    ['{{ (get .spec "no").x.y }}', ''],
    ['{{ getIntOr "5" 1 }}', '1'],
    ['{{ listHas .spec.list 3 }}{{ listHas .spec.list "3" }}', 'truefalse'],
    ['{{ listGet .spec.list 9 }}', ''],
    ['{{ len (asList "- 1\\n- 2") }}{{ len (asMap "{bad") }}', '20'],
    ['{{ asString .spec.nul }}', 'null'],
  ]);
});

describe('time', () => {
  gives([
    ['{{ timeAgo "2026-01-15T11:59:30Z" }}', '30s ago'],
    ['{{ timeAgo "2026-01-15T12:00:30Z" }}', '-30s ago'],
    ['{{ timeAgo "2026-01-01" }}', '14d ago'],
    ['{{ timeAgo "yesterday" }}', ''],
    ['{{ timeSince "2026-01-15T13:00:00+02:00" }}', '3600'],
    ['{{ isExpired "2026-01-01" "2w" }}{{ isExpired "2026-01-01" "1mo" }}', 'truefalse'],
    ['{{ isExpired "2026-01-01" "never" }}{{ isExpired "2026-02-30" "1s" }}', 'truefalse'],
    [
      '{{ timeFormat "2026-03-05T07:08:09.12Z" "Mon Jan _2 15:04:05.000 2006 Z07:00 MST" }}',
      'Thu Mar  5 07:08:09.120 2026 Z UTC',
    ],
    ['{{ timeFormat "2026-03-05T17:08:09Z" "3:04PM 002 06 -0700" }}', '5:08PM 064 26 +0000'],
    [
      '{{ durationSeconds "1.5h" }} {{ durationSeconds "1d12h" }} {{ durationSeconds "-1m" }}',
      '5400 0 -60',
    ],
    [
      '{{ durationAdd "1h" "1.5s" }} {{ durationAdd "250ms" "0" }} {{ durationAdd "x" "1s" }}',
      '1h0m1.5s 250ms 0s',
    ],
    ['{{ timeInWindow "12:00" "12:01" }}{{ timeInWindow "11:00" "12:00" }}', 'truefalse'],
    ['{{ timeInWindow "23:00" "06:00" }}{{ timeNotInWindow "x" "y" }}', 'falsetrue'],
    ['{{ nextCron "@every 5m" }}', '2026-01-15T12:05:00Z'],
    ['{{ nextCron "5/20 * * * *" }}', '2026-01-15T12:05:00Z'],
    ['{{ nextCron "0 0 30 2 *" }}{{ nextCron "0 0 L * *" }}{{ nextCron "1 2 3" }}', ''],
  ]);
});

describe('cron', () => {
  gives([
    ['{{ cronNormalize " 1  2 * * 3 " }}|{{ cronNormalize "1 2" }}', '1 2 * * 3|* * * * *'],
    ['{{ cronFromMap (asMap "{minute: 30, hour: null}") }}', '30 * * * *'],
    ['{{ cronFromAny .spec.nul }}', '* * * * *'],
    ['{{ cronMinute "" }}', '*'],
    [
      '{{ cronDescribe "5 2 * * *" }}|{{ cronDescribe "5 2 * * 1" }}',
      'At 2:5 every day|At 2:5 on day-of-week 1',
    ],
    [
      '{{ cronDescribe "5 2 7 * *" }}|{{ cronDescribe "5 2 7 1 *" }}',
      'At 2:5 on day 7 of every month|Cron: 5 2 7 1 *',
    ],
  ]);

  fails([
    ['{{ cronFromMap "0 0 * * *" }}', 'expected a map'],
    ['{{ cronField "0 0 * * *" 5 }}', 'not 0 to 4'],
    ['{{ cronHour "0 0" }}', 'five fields'],
  ]);
});

describe('quantities and versions', () => {
  gives([
    [
      '{{ parseQuantity "2e3" }} {{ parseQuantity "1E" }} {{ parseQuantity ".5Gi" }}',
      '2000 1000000000000000000 536870912',
    ],
    [
      '{{ formatQuantity 0.1 }} {{ formatQuantity 2.5 }} {{ formatQuantity 1000 }} {{ formatQuantity 1073741824 }}',
      '100m 2500m 1k 1073741824',
    ],
    [
      '{{ sumQuantity "0" "1Gi" }} {{ sumQuantity "1Gi" "1" }} {{ sumQuantity "1k" "24" }}',
      '1Gi 1073741825 1024',
    ],
    ['{{ sumQuantity "512" "512Mi" }} {{ sumQuantity "-1Ki" "0" }}', '536871424 -1Ki'],
    ['{{ semverMajor "v2" }}{{ semverMinor "x" }}', '2'],
    ['{{ semverBump "1.2.3" "PATCH" }} {{ semverBump "nope" "major" }}', '1.2.4 nope'],
  ]);

  it.each(['', '1K', '1.2.3', 'Gi', '1e999'])('%j is no quantity', (quantity) => {
    expect(failure(`{{ parseQuantity "${quantity}" }}`)).toContain('is not a quantity');
  });

  it.each<[string, string, boolean]>([
    ['1.4.0', '>=1.0,<2.0', true],
    ['2.0.0', '>=1.0 <2.0', false],
    ['1.4.0', '^1', true],
    ['0.2.9', '^0.2.3', true],
    ['0.3.0', '^0.2.3', false],
    ['0.0.4', '^0.0.3', false],
    ['0.0.9', '^0.0', true],
    ['1.2.9', '~1.2', true],
    ['1.3.0', '~1.2.3', false],
    ['1.9.0', '~1', true],
    ['1.5.7', '1.x', true],
    ['1.2.5', '>1.2', false],
    ['1.3.0', '>1.2', true],
    ['1.2.5', '<=1.2', true],
    ['1.2.5', '!=1.2', false],
    ['3.0.0', '<1 || >2', true],
    ['1.5.0', '1.2 - 2', true],
    ['2.0.0-rc1', '>=1', false],
    ['2.0.0-rc2', '>=2.0.0-rc1', true],
    ['1.0.0', '*', true],
    ['1.0.0', '>= 1.0', true],
    ['1.0.0', 'nonsense', false],
    ['nonsense', '*', false],
  ])('%s fits %s: %s', (version, constraint, fits) => {
    expect(render(`{{ semverConstraint "${version}" "${constraint}" }}`)).toBe(String(fits));
  });
});

describe('networks and input', () => {
  gives([
    [
      '{{ ipValid "::1" }}{{ ipValid "fe80::1%eth0" }}{{ ipValid "01.2.3.4" }}{{ ipValid "1:2:3:4:5:6:7:8:9" }}',
      'truefalsefalsefalse',
    ],
    ['{{ ipValid "::ffff:1.2.3.4" }}{{ ipValid "1::2::3" }}{{ ipValid ":" }}', 'truefalsefalse'],
    [
      '{{ ipIsPrivate "fd00::1" }}{{ ipIsPrivate "127.0.0.1" }}{{ ipIsPrivate "172.32.0.1" }}',
      'truefalsefalse',
    ],
    [
      '{{ cidrContains "2001:db8::/32" "2001:db8::5" }}{{ cidrContains "10.0.0.0/33" "10.0.0.1" }}',
      'truefalse',
    ],
    ['{{ domainHost .spec.nul }}{{ domainBare "http://www.a.b/c/" }}', 'a.b/c'],
    [
      '{{ isValidEmail "a@b" }}{{ isValidEmail "A <a@b>" }}{{ isValidEmail "a..b@c" }}',
      'truefalsefalse',
    ],
    [
      '{{ isValidURL "ftp://a" }}{{ isValidURL "http://" }}{{ isValidURL "http://a b" }}',
      'falsefalsefalse',
    ],
    [
      '{{ isValidImageRef "nginx" }}{{ isValidImageRef "Nginx" }}{{ isValidImageRef "a:b:c" }}',
      'truefalsefalse',
    ],
    ['{{ isValidPort "0" }}{{ isValidPort "65536" }}{{ isValidLabelValue "" }}', 'falsefalsetrue'],
    [
      '{{ isDNS1123Subdomain "-a" }}{{ isValidLabelKey "a/b/c" }}{{ isValidLabelKey "Up.per/x" }}',
      'falsefalsefalse',
    ],
    ['{{ sha256sum "" }} {{ fromBase64 "!" }}| {{ slugify "--A  b--" }}', 'e3b0c442 | a-b'],
  ]);
});

describe('notes on absent objects', () => {
  const accessors = [...builtinNotes.values()].filter(
    ({ params, minArgs, domain }) =>
      minArgs === 1 &&
      params?.[0] === 'any' &&
      !['numbers', 'types', 'cron', 'encoding'].includes(domain),
  );

  it.each(accessors.map(({ name }) => name))('%s does not fail on nothing', (name) => {
    expect(failure(`{{ ${name} .spec.missing }}`)).toMatch(/^rendered /);
    expect(failure(`{{ ${name} .spec.s }}`)).toMatch(/^rendered /);
  });

  gives([
    ['{{ desiredReplicas .x }}{{ allReplicasReady .x }}{{ isSynced .x }}', '1falsetrue'],
    ['{{ pvcProvisioner .x }}{{ hpaMinReplicas .x }}{{ jobFirstExitCode .x }}', 'Unbound1-1'],
    ['{{ AllReplicasReady .children.deployment }}', 'true'],
  ]);
});

describe('the table', () => {
  it('marks what reads the clock or draws random bytes, and what is secret', () => {
    const named = (test: (name: string) => boolean) => [...builtinNotes.keys()].filter(test);
    expect(named((name) => builtinNotes.get(name)?.isTainting === true)).toEqual([
      'randomAlphanumeric',
      'randomHex',
      'randomBase64',
    ]);
    expect(named((name) => builtinNotes.get(name)?.isVolatile === true).sort()).toEqual(
      [
        'isExpired',
        'nextCron',
        'randomAlphanumeric',
        'randomBase64',
        'randomHex',
        'timeAgo',
        'timeInWindow',
        'timeNotInWindow',
        'timeSince',
        'weekday',
        'weekend',
      ].sort(),
    );
  });
});

describe('notes on hostile input', () => {
  const long = '1'.repeat(200_000);

  it.each([
    ['{{ add .spec.text 1 }}', `${long}x`],
    ['{{ durationSeconds .spec.text }}', `${long}x`],
    ['{{ isValidEmail .spec.text }}', `${'a.'.repeat(2000)}@`],
    ['{{ isValidImageRef .spec.text }}', `${'a-'.repeat(2000)}!`],
    ['{{ slugify .spec.text }}', '-'.repeat(200_000)],
    ['{{ camelToKebab .spec.text }}', 'A'.repeat(200_000)],
    ['{{ semverConstraint "1.0.0" .spec.text }}', `${' - '.repeat(150)}`],
    ['{{ asMap .spec.text }}', '['.repeat(100_000)],
    ['{{ timeFormat "2026-01-01" .spec.text }}', '.0'.repeat(50_000)],
    ['{{ ipValid .spec.text }}', ':'.repeat(200_000)],
    ['{{ parseQuantity .spec.text }}', long],
  ])('%s has an answer', (template, text) => {
    const compiled = compileTemplate(template, { functions: builtinNotes });
    try {
      compiled.render({ spec: { text } }, { environment: exampleEnvironment });
    } catch (error) {
      expect(isOrkError(error)).toBe(true);
    }
  });
});
