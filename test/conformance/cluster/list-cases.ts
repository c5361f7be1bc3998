import { beforeAll, expect, test } from 'vitest';
import { type Context, configMap, pathIn } from './cluster-context.ts';

const TABLE = 'application/json;as=Table;v=v1;g=meta.k8s.io';

const OPERATORS = 'in, notin, =, ==, !=, gt, lt';
const INTEGER = "for 'Gt', 'Lt' operators, the value must be an integer";

/** Lists: selection, pages, past states, shapes. */
export function listCases(context: Context): void {
  const list = (query = '') =>
    context().client.get(`${pathIn(context, 'v1', 'configmaps')}${query}`);
  const names = (body: { items: { metadata: { name: string } }[] }) =>
    body.items.map((item) => item.metadata.name).filter((name) => name.startsWith('list-'));

  beforeAll(async () => {
    for (const [name, tier] of Object.entries({ a: 'web', b: 'db', c: '3' })) {
      const metadata = { name: `list-${name}`, labels: { tier, group: 'list' } };
      await context().client.post(pathIn(context, 'v1', 'configmaps'), configMap('', { metadata }));
    }
  });

  test('items of a built-in kind do not repeat what they are', async () => {
    const { body } = await list();

    expect(body).toMatchObject({ kind: 'ConfigMapList', apiVersion: 'v1' });
    expect(body.items[0].kind).toBeUndefined();
  });

  test.each([
    { selector: 'tier=web', found: ['list-a'] },
    { selector: 'tier==web', found: ['list-a'] },
    { selector: 'tier!=web,group', found: ['list-b', 'list-c'] },
    { selector: 'tier in (web, db)', found: ['list-a', 'list-b'] },
    { selector: 'tier notin (web),group=list', found: ['list-b', 'list-c'] },
    { selector: '!tier', found: [] },
    { selector: 'group,tier>2', found: ['list-c'] },
    { selector: 'tier in (),group', found: [] },
    { selector: 'tier in (,web)', found: ['list-a'] },
    { selector: 'in', found: [] },
  ])('the label selector $selector finds $found', async ({ selector, found }) => {
    const { body } = await list(`?labelSelector=${encodeURIComponent(selector)}`);

    expect(names(body)).toEqual(found);
  });

  test('a field selector finds by name', async () => {
    const { body } = await list('?fieldSelector=metadata.name%3Dlist-b');

    expect(names(body)).toEqual(['list-b']);
  });

  test.each([
    { selector: 'a b', why: `found 'b', expected: ${OPERATORS}`, isRequirement: true },
    { selector: 'a=b=c', why: "found '=', expected: ',' or 'end of string'" },
    { selector: 'a=b c', why: "found 'c', expected: ',' or 'end of string'" },
    { selector: '=b', why: "found '=', expected: !, identifier, or 'end of string'" },
    { selector: ',', why: "found ',', expected: !, identifier, or 'end of string'" },
    { selector: 'a,,b', why: "found ',', expected: identifier after ','" },
    { selector: 'a=b,', why: "found '', expected: identifier after ','" },
    { selector: '!!a', why: "found '!', expected: identifier", isRequirement: true },
    { selector: 'a=(b)', why: "found '(', expected: identifier", isRequirement: true },
    { selector: 'a in b', why: "found 'b' expected: '('", isRequirement: true },
    { selector: 'a in (b', why: "found '', expected: ',' or ')'", isRequirement: true },
    {
      selector: 'a in (!)',
      why: "found '!', expected: ',', ')' or identifier",
      isRequirement: true,
    },
    { selector: 'a>b', why: `values[0]: Invalid value: "b": ${INTEGER}`, isRequirement: true },
  ])('the selector "$selector" is a bad request', async ({ selector, why, isRequirement }) => {
    const { status, body } = await list(`?labelSelector=${encodeURIComponent(selector)}`);

    expect(status).toBe(400);
    expect(body.message).toBe(isRequirement ? `unable to parse requirement: ${why}` : why);
  });

  test.each([
    { selector: 'tier=-web-', message: 'values[0][tier]: Invalid value: "-web-": a valid label' },
    { selector: 'a/b/c=d', message: '<nil>: Invalid value: "a/b/c": a valid label key must' },
  ])('the selector "$selector" names what no label can be', async ({ selector, message }) => {
    const { status, body } = await list(`?labelSelector=${encodeURIComponent(selector)}`);

    expect(status).toBe(400);
    expect(body.message).toContain(`unable to parse requirement: ${message}`);
  });

  test('pages show one state, whatever is written in between', async () => {
    const { client } = context();
    const first = await list('?limit=1&labelSelector=group%3Dlist');
    await client.post(
      pathIn(context, 'v1', 'configmaps'),
      configMap('', { metadata: { name: 'list-aa', labels: { group: 'list' } } }),
    );

    const token = encodeURIComponent(first.body.metadata.continue);
    const rest = await list(`?labelSelector=group%3Dlist&continue=${token}`);
    await client.delete(pathIn(context, 'v1', 'configmaps/list-aa'));

    expect(names(first.body)).toEqual(['list-a']);
    expect(names(rest.body)).toEqual(['list-b', 'list-c']);
    expect(rest.body.metadata.resourceVersion).toBe(first.body.metadata.resourceVersion);
  });

  test('a list at an exact revision shows the past', async () => {
    const { client } = context();
    const before = await list();
    await client.post(pathIn(context, 'v1', 'configmaps'), configMap('list-later'));

    const revision = before.body.metadata.resourceVersion;
    const past = await list(`?resourceVersionMatch=Exact&resourceVersion=${revision}`);
    await client.delete(pathIn(context, 'v1', 'configmaps/list-later'));

    expect(names(past.body)).toEqual(names(before.body));
  });

  test('resourceVersionMatch without a revision is invalid', async () => {
    const { status, body } = await list('?resourceVersionMatch=Exact');

    expect(status).toBe(422);
    expect(body.message).toContain(
      'resourceVersionMatch is forbidden unless resourceVersion is provided',
    );
  });

  test('as a table it has columns and a row per object', async () => {
    const { body } = await context().client.get(
      `${pathIn(context, 'v1', 'configmaps')}?fieldSelector=metadata.name%3Dlist-a`,
      { accept: TABLE },
    );

    expect(body.kind).toBe('Table');
    expect(body.columnDefinitions.map((column: { name: string }) => column.name)).toEqual([
      'Name',
      'Data',
      'Age',
    ]);
    expect(body.rows[0].cells.slice(0, 2)).toEqual(['list-a', 0]);
    expect(body.rows[0].object.kind).toBe('PartialObjectMetadata');
  });

  test('what cannot be served is not acceptable', async () => {
    const { status, body } = await context().client.get(pathIn(context, 'v1', 'configmaps'), {
      accept: 'text/html',
    });

    expect(status).toBe(406);
    expect(body.reason).toBe('NotAcceptable');
  });
}
