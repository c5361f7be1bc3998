import { describe, expect, test } from 'vitest';
import { ErrorCode, isOrkError, type OrkError } from '../../../core/errors.ts';
import {
  type CompiledTemplate,
  compileTemplate,
  goFloat,
  type TemplateCall,
  type TemplateFunction,
  type TemplateOptions,
} from '../../../core/template/index.ts';

const data = {
  kind: 'Website',
  spec: {
    image: 'nginx',
    replicas: 3,
    ratio: 0.5,
    on: true,
    list: ['a', 'b'],
    map: { a: 1 },
    text: '  padded \n',
  },
  children: { job: { status: { succeeded: 1 } } },
};

function functionsOf(...list: readonly TemplateFunction[]): ReadonlyMap<string, TemplateFunction> {
  return new Map(list.map((entry) => [entry.name, entry]));
}

function compile(source: string, options: Partial<TemplateOptions> = {}): CompiledTemplate {
  return compileTemplate(source, { functions: new Map(), name: 'field', ...options });
}

function failureOf(run: () => unknown): OrkError {
  try {
    run();
  } catch (error) {
    if (isOrkError(error)) return error;
    throw error;
  }
  throw new TypeError('expected a failure');
}

describe('render', () => {
  test('trims first and deletes missing values afterwards', () => {
    const template = compile(' a {{ .spec.missing }} ');

    expect(template.render(data)).toBe('a ');
    expect(template.execute(data)).toBe(' a <no value> ');
  });

  test('leaves the data as it is and gives the same text each time', () => {
    const frozen = Object.freeze({ spec: Object.freeze({ list: Object.freeze(['a']) }) });
    const template = compile('{{ $x := .spec.list }}{{ $x = 1 }}{{ .spec.list }}');

    const texts = [template.render(frozen), template.render(frozen)];

    expect(texts).toEqual(['[a]', '[a]']);
  });
});

describe('evaluate', () => {
  test.each([
    { source: '{{ .spec.replicas }}', value: 3 },
    { source: ' {{ .spec.on }}\n', value: true },
    { source: '{{/* why */}}{{ .spec.map }}', value: { a: 1 } },
    { source: '{{ .spec.list }}', value: ['a', 'b'] },
    { source: '{{ .spec.ratio }}', value: 0.5 },
    { source: '{{ len .spec.list }}', value: 2 },
    { source: '{{ 9223372036854775807 }}', value: 9223372036854775807n },
    { source: '{{ .spec.missing }}', value: undefined },
    { source: '{{ .spec.text }}', value: 'padded' },
    { source: '{{ .spec.replicas }}x', value: '3x' },
    { source: '{{ .spec.replicas }}{{ .spec.replicas }}', value: '33' },
    { source: '{{ if .spec.on }}1{{ end }}', value: '1' },
    { source: '{{ $x := 1 }}', value: '' },
    { source: 'plain', value: 'plain' },
  ])('gives $value for $source', ({ source, value }) => {
    expect(compile(source).evaluate(data)).toEqual(value);
  });

  test('knows which templates are one action', () => {
    const flags = ['{{ .a }}', ' {{ .a }} ', 'x{{ .a }}', '{{ $x := .a }}', ''].map(
      (source) => compile(source).isSoleAction,
    );

    expect(flags).toEqual([true, true, false, false, false]);
  });
});

describe('a syntax error', () => {
  test('tells line, column and the nearest function', () => {
    const functions = functionsOf({ name: 'allReady', minArgs: 1, maxArgs: 1, call: () => true });

    const error = failureOf(() => compile('a\n  {{ alReady . }}', { functions }));

    expect(error.code).toBe(ErrorCode.TemplateSyntax);
    expect(error.details).toMatchObject({
      text: 'template: field:2: function "alReady" not defined',
      line: 2,
      column: 6,
      function: 'alReady',
      nearest: 'allReady',
    });
  });

  test('offers nothing when no function is near', () => {
    const error = failureOf(() => compile('{{ completelyDifferent }}'));

    expect(error.details).not.toHaveProperty('nearest');
  });

  test('is raised for nesting that would endanger the stack', () => {
    const sources = [
      `{{ ${'('.repeat(5_000)}1${')'.repeat(5_000)} }}`,
      `${'{{if 1}}'.repeat(5_000)}${'{{end}}'.repeat(5_000)}`,
      `${'{{block "x" .}}'.repeat(5_000)}`,
    ];

    const codes = sources.map((source) => failureOf(() => compile(source)).code);

    expect(codes).toEqual(Array(3).fill(ErrorCode.TemplateSyntax));
  });
});

describe('an execution error', () => {
  test("holds Go's text and the place", () => {
    const error = failureOf(() => compile('a\n{{ .spec.x.y }}').render(data));

    expect(error.code).toBe(ErrorCode.TemplateExecution);
    expect(error.details).toMatchObject({
      text: 'template: field:2:8: executing "field" at <.spec.x.y>: nil pointer evaluating interface {}.y',
      line: 2,
      column: 9,
    });
  });

  test('keeps the error of a function as its cause', () => {
    const cause = new Error('no luck');
    const functions = functionsOf({
      name: 'try',
      minArgs: 0,
      maxArgs: 0,
      call: () => {
        throw cause;
      },
    });

    const error = failureOf(() => compile('{{ try }}', { functions }).render(data));

    expect(error.cause).toBe(cause);
    expect(error.details['complaint']).toBe('error calling try: no luck');
  });
});

describe('a function that renders another template', () => {
  test("reports the other template's failure in full", () => {
    const inner = compile('{{ .spec.x.y }}', { name: 'inner' });
    const functions = functionsOf({
      name: 'note',
      minArgs: 0,
      maxArgs: 0,
      call: (_args, { root, execution }) => inner.render(root, { parent: execution }),
    });

    const error = failureOf(() => compile('{{ note }}', { functions }).render(data));

    expect(error.details['text']).toBe(
      'template: field:1:3: executing "field" at <note>: error calling note: ' +
        'template: inner:1:8: executing "inner" at <.spec.x.y>: nil pointer evaluating interface {}.y',
    );
    expect(isOrkError(error.cause, ErrorCode.TemplateExecution)).toBe(true);
  });
});

describe('lenient names', () => {
  const lenient: Partial<TemplateOptions> = {
    lenientNames: true,
    roots: new Set(['children', 'spec', 'kind', 'index']),
    functions: functionsOf({
      name: 'shout',
      minArgs: 1,
      maxArgs: 1,
      params: ['string'],
      call: ([text]) => `${text}!`,
    }),
  };

  test.each([
    { source: '{{ children.job.status.succeeded }}', text: '1' },
    { source: '{{ spec }}', text: 'map[' },
    { source: '{{ print children.job.status.succeeded }}', text: '1' },
    { source: '{{ range .spec.list }}{{ kind }}{{ end }}', text: 'WebsiteWebsite' },
    { source: '{{ define "x" }}{{ kind }}{{ end }}{{ template "x" 1 }}', text: 'Website' },
    { source: '{{ Shout kind }}', text: 'Website!' },
    { source: '{{ index .spec.list 1 }}', text: 'b' },
  ])('understand $source', ({ source, text }) => {
    expect(compile(source, lenient).render(data)).toContain(text);
  });

  test('are refused when the option is off', () => {
    const options = { ...lenient, lenientNames: false };
    const sources = ['{{ children.job }}', '{{ Shout .kind }}'];

    const codes = sources.map((source) => failureOf(() => compile(source, options)).code);

    expect(codes).toEqual(Array(2).fill(ErrorCode.TemplateSyntax));
  });
});

describe('lenient numbers', () => {
  test.each([
    { source: '{{ lt .spec.ratio 1 }}', text: 'true' },
    { source: '{{ eq .spec.replicas 3.0 }}', text: 'true' },
    { source: '{{ gt .spec.replicas 2.5 }}', text: 'true' },
    { source: '{{ printf "%.1f" .spec.replicas }}', text: '3.0' },
    { source: '{{ printf "%d" 3.0 }}', text: '3' },
    { source: '{{ printf "%d" .spec.ratio }}', text: '%!d(float64=0.5)' },
    { source: '{{ slice "abcd" 0 .spec.replicas }}', text: 'abc' },
  ])('make $source be $text', ({ source, text }) => {
    expect(compile(source, { lenientNumbers: true }).render(data)).toBe(text);
  });

  test("are off by default, which is Go's way", () => {
    const complaints = ['{{ lt .spec.ratio 1 }}', '{{ slice "abcd" 0 .spec.replicas }}'].map(
      (source) => failureOf(() => compile(source).render(data)).details['complaint'],
    );

    expect(complaints).toEqual([
      'error calling lt: incompatible types for comparison: float64 and int',
      'error calling slice: cannot index slice/array with type interface {}',
    ]);
  });
});

describe('functions', () => {
  function recorder(calls: [readonly unknown[], TemplateCall][]): TemplateFunction {
    return {
      name: 'record',
      minArgs: 0,
      maxArgs: Number.POSITIVE_INFINITY,
      call: (args, call) => {
        calls.push([args, call]);
        return 'done';
      },
    };
  }

  test('see plain values, what was piped and which arguments are literals', () => {
    const calls: [readonly unknown[], TemplateCall][] = [];
    const environment = { clock: 'fixed' };
    const template = compile('{{ .spec.replicas | record 1 "a" .spec.missing nil 2.0 }}', {
      functions: functionsOf(recorder(calls)),
    });

    template.render(data, { environment });

    const [[args, call] = [[], undefined]] = calls;
    expect(args).toEqual([1, 'a', null, undefined, 2, 3]);
    expect(call).toMatchObject({
      piped: true,
      literalArgs: [true, true, false, true, true, false],
      root: data,
      environment,
    });
  });

  test('may be fewer or more arguments than they take only by an error', () => {
    const optional: TemplateFunction = { name: 'opt', minArgs: 1, maxArgs: 2, call: () => 1 };
    const functions = functionsOf(optional);

    const complaints = ['{{ opt }}', '{{ opt 1 2 3 }}'].map(
      (source) => failureOf(() => compile(source, { functions }).render(data)).details['complaint'],
    );

    expect(complaints).toEqual([
      'wrong number of args for opt: want at least 1 got 0',
      'wrong number of args for opt: want at most 2 got 3',
    ]);
  });

  test('replace a built-in of the same name, also one that stops early', () => {
    const functions = functionsOf({ name: 'or', minArgs: 2, maxArgs: 2, call: () => 'mine' });

    expect(compile('{{ or 1 2 }}', { functions }).render(data)).toBe('mine');
  });

  test('may answer with a float that stays one', () => {
    const functions = functionsOf({
      name: 'two',
      minArgs: 0,
      maxArgs: 0,
      call: () => goFloat(2),
    });

    expect(compile('{{ printf "%.2f" two }}', { functions }).render(data)).toBe('2.00');
    expect(compile('{{ two }}', { functions }).evaluate(data)).toBe(2);
  });
});

describe('static analysis', () => {
  const options: Partial<TemplateOptions> = {
    lenientNames: true,
    roots: new Set(['children']),
    functions: functionsOf({
      name: 'get',
      minArgs: 1,
      maxArgs: Number.POSITIVE_INFINITY,
      call: () => undefined,
    }),
  };

  test.each([
    { source: '{{ .spec.image }}', paths: ['spec.image'] },
    { source: '{{ $.spec.image }}', paths: ['spec.image'] },
    { source: '{{ children.job.status }}', paths: ['children.job.status'] },
    {
      source: '{{ get .children.job "status" "succeeded" }}',
      paths: ['children.job.status.succeeded'],
    },
    { source: '{{ (index .spec.list 0).name }}', paths: ['spec.list.0.name'] },
    { source: '{{ index .spec.map .spec.key }}', paths: ['spec.map.*', 'spec.key'] },
    {
      source: '{{ with .spec }}{{ .image }}{{ else }}{{ .kind }}{{ end }}',
      paths: ['spec', 'spec.image', 'kind'],
    },
    {
      source: '{{ range .spec.list }}{{ .name }}{{ $.kind }}{{ end }}',
      paths: ['spec.list', 'spec.list.*.name', 'kind'],
    },
    {
      source: '{{ range $i, $v := .spec.list }}{{ $i.x }}{{ $v.name }}{{ end }}',
      paths: ['spec.list', 'spec.list.*.name'],
    },
    { source: '{{ $x := .spec }}{{ $x.image }}', paths: ['spec', 'spec.image'] },
    { source: '{{ $x := .spec }}{{ $x = .kind }}{{ $x.image }}', paths: ['spec', 'kind'] },
    {
      source: '{{ define "x" }}{{ .image }}{{ end }}{{ template "x" .spec }}',
      paths: ['spec.image', 'spec'],
    },
    {
      source: '{{ define "x" }}{{ template "x" .next }}{{ end }}{{ template "x" .a }}',
      paths: expect.arrayContaining(['a.next.next']),
    },
    { source: '{{ print .a (.b | print) | print .c }}', paths: ['a', 'b', 'c'] },
    { source: '{{ (print .a).b }}', paths: ['a'] },
    { source: 'no action', paths: [] },
  ])('finds the paths of $source', ({ source, paths }) => {
    const found = compile(source, options).references.map(({ path }) => path.join('.'));

    expect([...new Set(found)]).toEqual(paths);
  });

  test('places references and calls where they are written', () => {
    const { references, functions } = compile('é\n {{ .spec.image | Get "x" }}', options);

    expect(references).toEqual([
      { path: ['spec', 'image'], offset: 6, line: 2, column: 5, takenBy: 'get' },
    ]);
    expect(functions).toEqual([
      { name: 'get', written: 'Get', argumentCount: 2, offset: 20, line: 2, column: 19 },
    ]);
  });

  test('counts calls in templates that are never called', () => {
    const { functions } = compile('{{ define "x" }}{{ len .a }}{{ end }}');

    expect(functions.map(({ name }) => name)).toEqual(['len']);
  });
});
