import { describe, expect, it } from 'vitest';
import { compileExpression } from '../../../core/expression/compile-expression.ts';
import { createExpressionContext } from '../../../core/expression/expression-context.ts';
import {
  builtinNotes,
  createUserNotes,
  type UserNoteDefinition,
} from '../../../core/notes/index.ts';
import { aScope } from '../expression/scope.ts';

const roots = createExpressionContext().roots;
const create = (...definitions: UserNoteDefinition[]) =>
  createUserNotes(definitions, { builtins: builtinNotes, roots });

async function evaluate(source: string, ...definitions: UserNoteDefinition[]): Promise<unknown> {
  const { notes } = create(...definitions);
  const context = createExpressionContext({ notes: new Map([...builtinNotes, ...notes]) });
  return compileExpression(source, { context }).value(aScope());
}

const host = { name: 'host', expression: '{{ .metadata.name }}.svc' };
const isGold = { name: 'isGold', expression: ' {{ eq (getLabel . "tier") "gold" }} ' };

describe('user notes', () => {
  it.each<[string, unknown]>([
    ['{{ host }}', 'shop.svc'],
    ['{{ range .spec.regions }}{{ host }};{{ end }}', 'shop.svc;shop.svc;'],
    ['{{ isGold }}', true],
    ['{{ if isGold }}yes{{ end }}', 'yes'],
    ['{{ url }}', 'http://shop.svc'],
    ['{% $host() & "!" %}', 'shop.svc!'],
    ['{% $isGold() %}', true],
  ])('%s is %j', async (source, value) => {
    const url = { name: 'url', expression: 'http://{{ host }}' };
    expect(await evaluate(source, url, host, isGold)).toBe(value);
  });

  it('are empty when they fail', async () => {
    expect(await evaluate('[{{ bad }}]', { name: 'bad', expression: 'x{{ .a.b.c }}' })).toBe('[]');
  });

  it('take no arguments', async () => {
    await expect(evaluate('{{ .spec.image | host }}', host)).rejects.toMatchObject({
      details: { text: expect.stringContaining('want 0 got 1') },
    });
  });

  it('hand on what they read, draw and reveal', () => {
    const inner = { name: 'inner', expression: '{{ .children.secret.data.password }}' };
    const outer = { name: 'outer', expression: '{{ inner }}{{ weekday }}' };
    const { notes } = create(outer, inner);
    const context = createExpressionContext({ notes: new Map([...builtinNotes, ...notes]) });
    const expression = compileExpression('x {{ outer }}', { context });
    expect(expression).toMatchObject({ isTainted: true, isVolatile: true });
    expect(expression.references).toEqual([
      { path: ['children', 'secret', 'data', 'password'], offset: 5, isInherited: true },
    ]);
  });

  it('may not call each other in a circle', () => {
    const { problems } = create(
      { name: 'a', expression: '{{ b }}' },
      { name: 'b', expression: '{{ c }}' },
      { name: 'c', expression: '{{ a }}' },
    );
    expect(problems).toEqual([
      { path: [0, 'expression'], message: 'notes call each other in a circle: a → b → c → a' },
    ]);
  });

  it('are all checked at once', () => {
    const { problems } = create(
      { name: 'good', expression: 'x' },
      { name: 'good', expression: 'y' },
      { name: '1st', expression: '' },
      { name: 'range', expression: '' },
      { name: 'broken', expression: '{{ nosuch }}' },
      { name: 'data', expression: '{% spec.image %}' },
    );
    expect(problems.map(({ path, message }) => `${path.join('.')}: ${message}`)).toEqual([
      '1.name: note "good" is declared twice',
      '2.name: "1st" cannot be the name of a note',
      '3.name: "range" cannot be the name of a note',
      '4.expression: function "nosuch" not defined',
      '5.expression: JSONata cannot stand in a note',
    ]);
  });

  it('replace a built-in note, silently only with shadow', async () => {
    const phase = { name: 'phase', expression: 'mine' };
    expect(create(phase).warnings).toHaveLength(1);
    expect(create({ ...phase, shadow: true }).warnings).toHaveLength(0);
    expect(await evaluate('{{ phase }}', phase)).toBe('mine');
  });
});
