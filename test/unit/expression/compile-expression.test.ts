import { describe, expect, it } from 'vitest';
import { isOrkError } from '../../../core/errors.ts';
import { compileExpression } from '../../../core/expression/compile-expression.ts';
import { createExpressionContext } from '../../../core/expression/expression-context.ts';
import { aScope } from './scope.ts';

const context = createExpressionContext({ extraRoots: ['region'] });
const compile = (source: string) => compileExpression(source, { context });

describe('compileExpression', () => {
  it.each([
    ['plain', 'literal'],
    ['{{ .spec.image }}', 'template'],
    ['a {{ .spec.image }} b', 'template'],
    ['{% spec.image %}', 'jsonata'],
    ['  {% spec.image %}\n', 'jsonata'],
  ])('takes %j for %s', (source, language) => {
    expect(compile(source).language).toBe(language);
  });

  it.each([
    ['{{ .spec.replicas }}', 2],
    ['n={{ .spec.replicas }}', 'n=2'],
    ['{{ .spec.missing }}', undefined],
    ['{{ .spec.suspend }}', false],
    [
      '{{ cronToMap "@hourly" }}',
      { minute: '0', hour: '*', dayOfMonth: '*', month: '*', dayOfWeek: '*' },
    ],
    ['{% spec.replicas + 1 %}', 3],
    ['{% spec.items[price > 5].name %}', 'b'],
    ['{% {"r": spec.regions} %}', { r: ['eu', 'us'] }],
    ['{% spec.missing %}', undefined],
    [' kept as it is ', ' kept as it is '],
  ])('%s has the native value %j', async (source, value) => {
    expect(await compile(source).value(aScope())).toEqual(value);
  });

  it.each([
    ['{{ .spec.missing }}', ''],
    ['{% spec.missing %}', ''],
    ['{% spec.regions %}', '["eu","us"]'],
    ['{% 1/3 > 0.3 %}', 'true'],
    ['{{ .Name }}.{{ .Namespace }}', 'shop.store'],
    ['{{ .Spec.image }}', 'nginx:1.27'],
    ['{{ .data.image }}', 'nginx:1.27'],
    ['{% data.image %}', 'nginx:1.27'],
    ['{{ name children.job }}', ''],
    ['{{ JobSucceeded .children.job }}', 'true'],
  ])('%s has the text %j', async (source, text) => {
    expect(await compile(source).text(aScope())).toBe(text);
  });

  it('names the static paths it reads, canonical and with their offset', () => {
    expect(compile('x{{ .Name }}').references).toEqual([{ path: ['metadata', 'name'], offset: 4 }]);
    expect(compile('{% spec.a + $sum(spec.items.price) %}').references).toMatchObject([
      { path: ['spec', 'a'], offset: 3 },
      { path: ['spec', 'items', 'price'], offset: 17 },
    ]);
  });

  it.each([
    '{{ weekday }}',
    '{{ randomHex 4 }}',
    '{% $now() %}',
    '{% $random() %}',
    '{% $timeAgo(metadata.creationTimestamp) %}',
  ])('%s is volatile', (source) => {
    expect(compile(source).isVolatile).toBe(true);
  });

  it.each([
    ['{{ .children.secret.data.password }}', true],
    ['{{ index .children.secrets "db" "data" "password" }}', true],
    ['{{ (get .children "secret" "data").password }}', true],
    ['{{ toJson . }}', true],
    ['{{ name . }}{{ . }}', true],
    ['{{ with .spec }}{{ toJson $ }}{{ end }}', true],
    ['{{ or . "x" }}', true],
    ['{{ . | print | len }}', true],
    ['{{ range .spec.regions }}{{ . }}{{ else }}{{ . }}{{ end }}', true],
    ['{{ range .spec.regions }}{{ . }},{{ end }}', false],
    ['{{ getLabel . "tier" | default "." }}', false],
    ['{{ . | name }}-{{ (spec .).image }}', false],
    ['{{ range $k, $v := . }}{{ $v }}{{ end }}', true],
    ['{{ with .spec.a }}1{{ else with .spec.s }}{{ . }}{{ else }}3{{ end }}', false],
    ['{{ with .spec.a }}1{{ else with .children.secret }}{{ .data.p }}{{ end }}', true],
    ['{{ with .spec.a }}1{{ else }}{{ . }}{{ end }}', true],
    ['{{ $root := . }}{{ range .spec.items }}{{ $root.metadata.name }}{{ end }}', false],
    ['{{ $root := . }}{{ range .spec.items }}{{ $root.children.secret.data }}{{ end }}', true],
    ['{{ $root := . }}{{ $root }}', true],
    ['{{ $x := .spec }}{{ $x = . }}{{ $x.children.secret.data.p }}', true],
    ['{{ $x := . }}{{ $x = .spec }}{{ $x.children.secret.data.p }}', true],
    ['{{ $x := .spec.a }}{{ if $x = .children.secret.data.p }}{{ end }}{{ $x }}', true],
    ['{{ define "a" }}{{ .name }}{{ end }}{{ template "a" .metadata }}', false],
    ['{{ define "a" }}{{ .metadata.name }}{{ end }}{{ template "a" . }}', false],
    ['{{ define "a" }}{{ toJson . }}{{ end }}{{ template "a" . }}', true],
    ['{{ define "a" }}{{ .secret.data.p }}{{ end }}{{ template "a" .children }}', true],
    ['{{ if .children.secret }}yes{{ end }}', false],
    ['{{ if not .children.secret.data.p }}none{{ end }}', false],
    ['{{ if eq .children.secret.data.p "x" }}guessed{{ end }}', true],
    ['{{ range $k, $v := .children.secrets }}{{ $v.metadata.name }}{{ end }}', false],
    ['{{ range .children.secrets }}{{ .data.p }}{{ end }}', true],
    ['{{ resourceExists .children.secret }}', false],
    ['{{ getAnnotation .children.secret "a" }}', true],
    ['{{ toJson .children }}', true],
    ['{{ (or .spec.none .).children.secret.data.p }}', true],
    ['{{ "{{ . }}" }}', false],
    ['{% $exists(children.secret) ? "yes" : "no" %}', false],
    ['{% children.secret.data.p ? "yes" : "no" %}', false],
    ['{% children.secret.data.p = "x" ? "yes" : "no" %}', true],
    ['{% $count(children.secrets) %}', false],
    ['{% $count(children.secrets.*[data.p = "x"]) %}', true],
    ['{{ randomAlphanumeric 8 }}', true],
    ['{% children.secret.data.password %}', true],
    ['{% children.*.data %}', true],
    ['{% $string($$) %}', true],
    ['{% **.password %}', true],
    ['{% $randomHex(4) %}', true],
    ['{{ .children.secret.metadata.name }}', false],
    ['{{ getAnnotation . "team" }}', false],
    ['{{ .children.job.status.succeeded }}', false],
    ['{% $getLabel($$, "tier") %}', false],
    ['{% spec.regions.($ & "-1") %}', false],
  ])('%s is tainted: %s', (source, isTainted) => {
    expect(compile(source).isTainted).toBe(isTainted);
  });

  it('does not quote what it read when it may be secret', async () => {
    for (const source of [
      '{{ add .children.secret.data.password 1 }}',
      '{% children.secret.data.password + 1 %}',
    ]) {
      const error = await compile(source)
        .value(aScope())
        .catch((thrown: unknown) => thrown);
      expect(isOrkError(error)).toBe(true);
      expect(JSON.stringify(isOrkError(error) && error.details)).not.toContain('aHVudGVyMg');
      expect(isOrkError(error) && String(error.details['text'])).toContain('withheld');
    }
  });

  it.each([
    ['{{ nosuch . }}', 'ORK_TEMPLATE_SYNTAX', 'function "nosuch" not defined'],
    ['{% spec. %}', 'ORK_EXPRESSION_SYNTAX', 'Unexpected end of expression'],
    [
      '{% $jobSuceeded(children.job) %}',
      'ORK_EXPRESSION_SYNTAX',
      'function "$jobSuceeded" is not defined',
    ],
    ['{% $eval("1") %}', 'ORK_EXPRESSION_SYNTAX', 'function "$eval" is not defined'],
    ['{% $match(spec.image, /(?=a)/) %}', 'ORK_EXPRESSION_SYNTAX', '(?='],
    ['{{ 1 }} {% spec.image %}', 'ORK_EXPRESSION_SYNTAX', 'JSONata inside a longer text'],
    ['{{ "{%" }} {% 1 %} {{ 2 }}', 'ORK_EXPRESSION_SYNTAX', 'JSONata inside a longer text'],
    ['a {% spec.image %}', 'ORK_EXPRESSION_SYNTAX', 'JSONata inside a longer text'],
  ])('%s is refused with %s', (source, code, complaint) => {
    try {
      compile(source);
      expect.unreachable();
    } catch (error) {
      expect(isOrkError(error) && error.code).toBe(code);
      expect(isOrkError(error) && String(error.details['complaint'])).toContain(complaint);
    }
  });

  it('says which function was probably meant, and where it stands', () => {
    try {
      compile('{% 1 + $jobSuceeded(children.job) %}');
      expect.unreachable();
    } catch (error) {
      expect(isOrkError(error) && error.details).toMatchObject({
        nearest: '$jobSucceeded',
        offset: 7,
      });
    }
  });

  it('keeps {% in a text that only quotes it', async () => {
    expect(await compile('{{ "{% raw %}" }}').text(aScope())).toBe('{% raw %}');
    expect(await compile('a {% b {{ .spec.replicas }}').text(aScope())).toBe('a {% b 2');
    expect(await compile('{{ 1 }} {{ "{%" }} %}').text(aScope())).toBe('1 {% %}');
  });

  // A quadratic reader would take minutes, and the runner ends the test.
  it('reads hostile texts to their end', () => {
    for (const part of ['{{', '{%', '%}', '{{ {%', '}} {%']) {
      try {
        compile(part.repeat(50_000));
      } catch (error) {
        expect(isOrkError(error)).toBe(true);
      }
    }
  });

  it('refuses a language that may not stand where it is', () => {
    const allow = ['literal', 'template'] as const;
    expect(() => compileExpression('{% 1 %}', { context, allow })).toThrow('not valid');
    expect(compileExpression('{{ 1 }}', { context, allow }).language).toBe('template');
  });
});
