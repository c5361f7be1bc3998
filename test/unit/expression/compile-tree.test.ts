import { describe, expect, it } from 'vitest';
import { compileTree, type LeafTyping } from '../../../core/expression/compile-tree.ts';
import { createExpressionContext } from '../../../core/expression/expression-context.ts';
import { aScope } from './scope.ts';

const context = createExpressionContext();

function tree(value: unknown, typing: LeafTyping = 'native') {
  const { value: compiled, problems } = compileTree(value, { context, typing });
  if (compiled === undefined) throw new Error(JSON.stringify(problems));
  return compiled;
}

describe('compileTree', () => {
  it('evaluates string leaves and shares what is static', async () => {
    const selector = { app: 'x' };
    const written = {
      name: '{{ .metadata.name }}-lb',
      port: 80,
      selector,
      list: ['{{ .spec.replicas }}', 'b'],
    };
    const rendered = await tree(written).render(aScope());
    expect(rendered).toEqual({ name: 'shop-lb', port: 80, selector, list: [2, 'b'] });
    expect((rendered as { selector: unknown }).selector).toBe(selector);
  });

  it('gives back the very tree when nothing in it is evaluated', async () => {
    const written = { a: [1, { b: 'c' }] };
    expect(await tree(written).render(aScope())).toBe(written);
  });

  it.each<[LeafTyping, string, unknown]>([
    ['text', '{{ .spec.replicas }}', '2'],
    ['native', '{{ .spec.replicas }}', 2],
    ['native', '{{ .spec.replicas }}0', '20'],
    ['native', '{{ .spec.missing }}', ''],
    ['coerce', '{{ .spec.replicas }}0', 20],
    ['coerce', '{{ "true" }}', true],
    ['coerce', '{{ "1.5" }}', 1.5],
    ['coerce', '{{ "1.10" }}', '1.10'],
    ['coerce', '{{ "1e3" }}', '1e3'],
    ['coerce', '{{ "007" }}', '007'],
    ['coerce', '{{ "t" }}', 't'],
    ['coerce', '{{ "inf" }}', 'inf'],
    ['coerce', '{{ toJson .spec.regions }}', ['eu', 'us']],
    ['coerce', '{{ "{not json" }}', '{not json'],
    ['coerce', '2', '2'],
    ['text', '{% spec.replicas %}', 2],
  ])('with typing %s the leaf %s yields %j', async (typing, source, value) => {
    expect(await tree({ leaf: source }, typing).render(aScope())).toEqual({ leaf: value });
  });

  it('lets the caller choose the typing by path', async () => {
    const { value } = compileTree(
      { a: '{{ .spec.replicas }}', b: '{{ .spec.replicas }}' },
      { context, typing: (path) => (path[0] === 'a' ? 'text' : 'native') },
    );
    expect(await value?.render(aScope())).toEqual({ a: '2', b: 2 });
  });

  it('reports every faulty leaf at once, with its path', () => {
    const { problems } = compileTree(
      { a: ['ok', '{{ nosuch }}'], b: { c: '{% ( %}' } },
      { context },
    );
    expect(problems.map(({ path }) => path)).toEqual([
      ['a', 1],
      ['b', 'c'],
    ]);
    expect(problems[0]).toMatchObject({ isUnknownNote: true });
  });

  it('tells which leaf failed', async () => {
    const failing = tree({ spec: { ports: [{ port: '{{ .spec.none.port }}' }] } });
    await expect(failing.render(aScope())).rejects.toMatchObject({
      code: 'ORK_TEMPLATE_EXECUTION',
      details: {
        path: ['spec', 'ports', 0, 'port'],
        text: expect.stringMatching(
          /^spec\.ports\[0\]\.port: \.spec\.none is empty: .*; template: /,
        ),
      },
    });
  });

  it('gathers references and taint of its leaves', () => {
    const both = tree({ a: '{{ .spec.image }}', b: '{% children.secret.data.password %}' });
    expect(both.references.map(({ path }) => path.join('.'))).toEqual([
      'spec.image',
      'children.secret.data.password',
    ]);
    expect(both).toMatchObject({ isTainted: true, isVolatile: false });
  });

  it('keeps a key called __proto__ a plain key', async () => {
    const written = JSON.parse('{"__proto__": {"a": "{{ .spec.image }}"}}') as unknown;
    const rendered = await tree(written).render(aScope());
    expect(JSON.stringify(rendered)).toBe('{"__proto__":{"a":"nginx:1.27"}}');
  });
});
