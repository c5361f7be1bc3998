import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileExpression } from '../../../core/expression/compile-expression.ts';
import { createExpressionContext } from '../../../core/expression/expression-context.ts';
import { aScope } from './scope.ts';

const context = createExpressionContext();
const SECRET = 'hunter2hunter2';

/** A scope whose Secret can be recognised wherever it is shown. */
const scope = aScope({
  spec: { a: 'plain', s: '', list: ['x', 'y'] },
  children: {
    secret: { metadata: { name: 'db' }, data: { p: SECRET } },
    secrets: { db: { metadata: { name: 'db' }, data: { p: SECRET } } },
    job: { status: { succeeded: 1 } },
  },
});

const VALUES = [
  '.',
  '$',
  '.children',
  '.children.secret',
  '.children.secret.data',
  '.children.secret.data.p',
  '.children.secrets',
  '.children.secret.metadata.name',
  '.children.job',
  '.spec',
  '.spec.a',
  '.spec.s',
  '.spec.list',
  '$x',
  '$x.children.secret',
  '$x.data',
  '$x.p',
  '.data.p',
  '.p',
  '(get . "children" "secret")',
  '(index .children "secrets")',
  '(or .spec.s .)',
  '(or .spec.s .).children.secret.data.p',
  '(default .children.secret .spec.s)',
];

const value = fc.constantFrom(...VALUES);
const action = fc.oneof(
  value.map((v) => `{{ ${v} }}`),
  value.map((v) => `{{ toJson ${v} }}`),
  value.map((v) => `{{ ${v} | toJson }}`),
  value.map((v) => `{{ printf "%v" ${v} }}`),
  value.map((v) => `{{ not ${v} }}`),
  value.map((v) => `{{ $x = ${v} }}`),
  value.map((v) => `{{ $y := ${v} }}{{ toJson $y }}`),
  value.map((v) => `{{ $x := ${v} }}`),
  fc.constant('text'),
);
const call = value.map((v) => `{{ template "t" ${v} }}`);
const words = ['if', 'with', 'range', 'with $x := ', 'range $k, $x := ', 'if $x = '];

function nested(leaf: fc.Arbitrary<string>, depth: number): fc.Arbitrary<string> {
  const body = (most: number) =>
    fc.array(leaf, { minLength: 1, maxLength: most }).map((parts) => parts.join(''));
  if (depth === 0) return body(3);
  const inner = nested(leaf, depth - 1);
  const block = fc
    .tuple(fc.constantFrom(...words), value, inner, inner)
    .map(([word, v, yes, no]) => `{{ ${word} ${v} }}${yes}{{ else }}${no}{{ end }}`);
  return fc
    .array(fc.oneof(leaf, block), { minLength: 1, maxLength: 3 })
    .map((parts) => parts.join(''));
}

// What is called does not call in turn, so that every template ends soon.
const whole = fc
  .tuple(nested(fc.oneof(action, call), 2), nested(action, 1))
  .map(
    ([body, inner]) => `{{ define "t" }}{{ $x := .spec }}${inner}{{ end }}{{ $x := .spec }}${body}`,
  );

test('whatever a template does with a Secret: what shows it is tainted', async () => {
  await fc.assert(
    fc.asyncProperty(whole, async (source) => {
      const expression = compileExpression(source, { context });
      // A template that fails shows nothing.
      const text = await expression.text(scope).catch(() => '');

      expect(expression.isTainted || !text.includes(SECRET)).toBe(true);
    }),
    { numRuns: 200 },
  );
});

const HARMLESS = [
  '.spec.a',
  '.spec',
  '$.spec.list',
  '.children.secret.metadata.name',
  '(get .spec "a")',
];
const WRAPPERS: readonly ((inner: string) => string)[] = [
  (v) => `{{ ${v} }}`,
  (v) => `{{ toJson ${v} }}`,
  (v) => `{{ ${v} | toJson | toUpper }}`,
  (v) => `{{ with ${v} }}{{ . }}{{ end }}`,
  (v) => `{{ with .spec.s }}1{{ else with ${v} }}{{ . }}{{ else }}3{{ end }}`,
  (v) => `{{ range ${v} }}{{ . }}{{ else }}{{ $.metadata.name }}{{ end }}`,
  (v) => `{{ $r := . }}{{ if $r }}{{ $r.metadata.name }}{{ end }}{{ $y := ${v} }}{{ $y }}`,
  (v) => `{{ define "t" }}{{ toJson . }}{{ end }}{{ template "t" ${v} }}`,
];

test.each(HARMLESS.flatMap((v) => WRAPPERS.map((wrap) => wrap(v))))(
  'what shows no Secret is not tainted: %s',
  (source) => {
    expect(compileExpression(source, { context }).isTainted).toBe(false);
  },
);
