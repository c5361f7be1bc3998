import { describe, expect, test } from 'vitest';
import { ErrorCode, isOrkError } from '../../../core/errors.ts';
import {
  compileTemplate,
  type ExecutionOptions,
  type TemplateFunction,
} from '../../../core/template/index.ts';

const repeat: TemplateFunction = {
  name: 'repeat',
  minArgs: 2,
  maxArgs: 2,
  params: ['number', 'string'],
  call: ([count, text]) => String(text).repeat(Number(count)),
};

const nested: TemplateFunction = {
  name: 'nested',
  minArgs: 0,
  maxArgs: 0,
  call: (_args, { root, execution }) => compile('{{ nested }}').render(root, { parent: execution }),
};

const spin: TemplateFunction = {
  name: 'spin',
  minArgs: 0,
  maxArgs: 0,
  call: (_args, { root, execution }) =>
    compile('{{ range 1000 }}{{ end }}').render(root, { parent: execution }),
};

function compile(source: string): ReturnType<typeof compileTemplate> {
  const functions = new Map([repeat, nested, spin].map((entry) => [entry.name, entry]));
  return compileTemplate(source, { functions });
}

function limitOf(source: string, options: ExecutionOptions = {}, root: unknown = {}): unknown {
  try {
    compile(source).execute(root, options);
  } catch (error) {
    if (isOrkError(error, ErrorCode.TemplateBudget)) return error.details['limit'];
    throw error;
  }
  return 'none';
}

describe('the budget', () => {
  test.each([
    { source: '{{ range 1000000000 }}{{ end }}', limit: 'steps' },
    { source: '{{ range 9223372036854775807 }}{{ continue }}{{ end }}', limit: 'steps' },
    { source: '{{ range 1000000000 }}0123456789{{ end }}', limit: 'outputBytes' },
    { source: '{{ define "r" }}{{ template "r" }}{{ end }}{{ template "r" }}', limit: 'depth' },
    {
      source: '{{ define "r" }}{{ template "r" }}{{ template "r" }}{{ end }}{{ template "r" }}',
      limit: 'depth',
    },
    {
      source: '{{ $x := "ab" }}{{ range 64 }}{{ $x = print $x $x }}{{ end }}',
      limit: 'outputBytes',
    },
    {
      source: '{{ $x := "ab" }}{{ range 64 }}{{ $x = printf "%s%s" $x $x }}{{ end }}',
      limit: 'outputBytes',
    },
    { source: '{{ $x := "<" }}{{ range 64 }}{{ $x = html $x $x }}{{ end }}', limit: 'outputBytes' },
    { source: '{{ printf "%10000000d" 1 }}', limit: 'outputBytes' },
    { source: '{{ printf "%.10000000f" 1.5 }}', limit: 'outputBytes' },
    { source: '{{ range 100 }}{{ $x := printf "%1000000d" 1 }}{{ end }}', limit: 'steps' },
    { source: '{{ len (repeat 5000000 "x") }}', limit: 'outputBytes' },
    {
      source: '{{ $x := repeat 4000000 "é" }}{{ range 1000000 }}{{ $y := len $x }}{{ end }}',
      limit: 'steps',
    },
    { source: '{{ nested }}', limit: 'depth' },
    { source: '{{ range 100000 }}{{ spin }}{{ end }}', limit: 'steps' },
    { source: '{{ printf "%0999999999d" 1 }}', limit: 'none' },
    { source: '{{ range 1000 }}x{{ end }}', limit: 'none' },
  ])('stops $source by $limit', ({ source, limit }) => {
    expect(limitOf(source)).toBe(limit);
  });

  test('stops at the same place each time', () => {
    const texts = [1, 2].map(() => {
      try {
        return compile('{{ range $i := 1000000000 }}{{ print $i }}{{ end }}').execute({});
      } catch (error) {
        return isOrkError(error) ? error.details : error;
      }
    });

    expect(texts[0]).toEqual(texts[1]);
    expect(texts[0]).toMatchObject({ limit: 'steps', max: 1_000_000 });
  });

  test('counts the output in bytes and lets it be exactly as large as allowed', () => {
    const options = { budget: { maxOutputBytes: 12 } };

    expect(limitOf('{{ "日本語日" }}', options)).toBe('none');
    expect(limitOf('{{ "日本語日" }}!', options)).toBe('outputBytes');
    expect(limitOf('{{ "日本語" }}{{ "éé" }}', options)).toBe('outputBytes');
  });

  test('bounds time by the clock that is handed in', () => {
    let now = 0;
    const nowMs = (): number => {
      now += 10;
      return now;
    };

    const limit = limitOf('{{ range 100000 }}{{ end }}', { nowMs, budget: { maxDurationMs: 100 } });

    expect(limit).toBe('durationMs');
    expect(now).toBeLessThan(200);
  });

  test('asks no clock when none is handed in', () => {
    expect(limitOf('{{ range 10000 }}{{ end }}', { budget: { maxDurationMs: 0 } })).toBe('none');
  });

  test('is spent by templates that are executed by functions', () => {
    const options = { budget: { maxSteps: 5_000 } };

    expect(limitOf('{{ spin }}', options)).toBe('none');
    expect(limitOf('{{ spin }}{{ spin }}{{ spin }}{{ spin }}{{ spin }}', options)).toBe('steps');
  });

  test('holds for data that contains itself', () => {
    const root: Record<string, unknown> = {};
    root['self'] = root;

    expect(limitOf('{{ . }}', {}, root)).toBe('depth');
  });

  test('holds where deep templates meet deep control structures', () => {
    const deep = `${'{{if 1}}'.repeat(190)}{{template "r"}}${'{{end}}'.repeat(190)}`;
    const source = `{{define "r"}}${deep}{{end}}{{template "r"}}`;

    expect(limitOf(source, { budget: { maxDepth: 100_000 } })).toBe('depth');
  });

  test('makes looking at the same large map again and again affordable', () => {
    const map = Object.fromEntries(Array.from({ length: 20_000 }, (_, at) => [`k${at}`, at]));
    const source =
      '{{ range 20000 }}{{ if $.map }}{{ end }}{{ range $.map }}{{ break }}{{ end }}{{ end }}';

    expect(limitOf(source, {}, { map })).toBe('none');
  });
});
