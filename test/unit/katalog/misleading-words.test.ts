import { describe, expect, test } from 'vitest';
import { toldOf } from './told-of.ts';

describe('words of other tools', () => {
  const entry = (rest: string): string => `configMaps: [{ name: a, data: { a: b }, ${rest} }]`;

  test.each([
    ['when: [{ field: spec.x, operator: "==", value: y }]', 'did you mean equals?'],
    ['when: [{ field: spec.x, operator: "!=", value: y }]', 'did you mean notEquals?'],
    ['when: [{ field: spec.x, operator: ">=", value: "1" }]', 'did you mean gte?'],
    ['when: [{ field: spec.x, operator: startsWith, value: y }]', 'did you mean prefix?'],
    ['if: [{ field: spec.x, equals: y }]', 'unknown field if, did you mean when?'],
    ['unless: [{ field: spec.x, equals: y }]', 'did you mean when with negate: true?'],
    ['loop: spec.items', 'unknown field loop, did you mean forEach?'],
    ['forEach: spec.items', 'expected a map: write { field: spec.items }'],
    ['forEach: "{{ .spec.items }}"', 'expected a map: write { field: spec.items }'],
    ['forEach: [a, b]', 'expected a map: write { field: spec.items }'],
    ['when: [{ expr: "spec.x == 1" }]', 'write a = b'],
    ['when: [{ expr: "{% spec.x = 1 %}" }]', 'JSONata stands here without {% and %}'],
  ])('%s', async (written, advice) => {
    expect((await toldOf(entry(written))).join('\n')).toContain(advice);
  });
});

describe('conditions', () => {
  const entry = (conditions: string): string =>
    `configMaps: [{ name: a, data: { a: b }, when: ${conditions} }]`;

  test.each([
    ['in as a list', entry('[{ field: spec.x, in: [A, B] }]')],
    ['notIn as a list', entry('[{ field: spec.x, operator: notIn, value: [A, 2] }]')],
    ['between as a list', entry('[{ field: spec.x, between: [1, 5] }]')],
    ['a lower and an upper bound', entry('[{ field: spec.x, min: 1, max: 5 }]')],
    ['bounds in other words', entry('[{ field: spec.x, greaterThan: 1, lessThanOrEqual: 5 }]')],
  ])('are taken with %s', async (_, written) => {
    expect(await toldOf(written)).toEqual([]);
  });

  test.each([
    [
      entry('spec.x == y'),
      'error ORK1203: when is "spec.x == y", expected a list: write [{ field: spec.x, equals: y }], or { expr: "…" } with JSONata',
    ],
    [
      entry('["spec.x != y"]'),
      'error ORK1203: when[0] is "spec.x != y", expected a map: write { field: spec.x, notEquals: y }, or { expr: "…" } with JSONata',
    ],
    [
      entry('always'),
      'error ORK1203: when is "always", expected a list: write [{ field: spec.x, equals: y }], or { expr: "…" } with JSONata',
    ],
  ])('that are texts are told how they are written: %s', async (written, told) => {
    expect(await toldOf(written)).toEqual([told]);
  });
});

test('annotations of pods are not taken for those of the workload', async () => {
  const [told] = await toldOf('deployments: [{ image: nginx, podAnnotations: { a: b } }]');

  expect(told).toBe(
    'error ORK1204: podAnnotations is not built yet (annotations of the pods alone; labels of the entry are those of its pods too)',
  );
});

describe('parts of conditions of another shape are told how they are written', () => {
  test.each([
    ['field: spec.x, in: { a: b }', 'in is a map, expected a text: write in: [a, b]'],
    [
      'field: spec.x, between: { min: 1 }',
      'between is a map, expected a text: write between: [1, 5]',
    ],
    ['field: spec.x, equals: [a]', 'write equals: y, or in: [y, z] for one of several'],
    ['field: [spec.x], equals: a', 'write field: spec.x, one condition for each field'],
    ['exists: spec.x', 'write { field: spec.x, exists: true }'],
    ['dayOfWeek: [Mon]', 'dayOfWeek is a list, expected a map: write dayOfWeek: { in: [Monday] }'],
    ['dayOfWeek: Fri', 'write dayOfWeek: { in: [Friday] }'],
    ['time: "09:00-17:00"', 'write time: { after: "09:00", before: "17:00" }'],
    ['time: { from: "09:00" }', 'unknown field from, did you mean after?'],
    ['cron: [a]', 'write cron: "0 9 * * *"'],
    ['expr: [a]', 'write expr: "spec.x = 1 and spec.y = 2"'],
  ])('%s', async (condition, told) => {
    const [first] = await toldOf(
      `configMaps: [{ name: a, data: { a: b }, when: [{ ${condition} }] }]`,
    );

    expect(first).toContain(told);
  });
});

describe('values out of range are told with the range, once', () => {
  test.each([
    ['services: [{ port: 0 }]', 'port 0 is less than 1, expected 1 to 65535'],
    ['services: [{ port: 70000 }]', 'port 70000 is more than 65535, expected 1 to 65535'],
    [
      'deployments: [{ image: a, replicas: -1 }]',
      'replicas -1 is less than 0, expected 0 to 2147483647',
    ],
    ['deployments: [{ image: "" }]', 'image is empty, expected a reference such as nginx:1.27'],
    [
      'deployments: [{ image: a, probes: { liveness: { path: /, port: 0 } } }]',
      'probes.liveness.port 0 is less than 1, expected 1 to 65535',
    ],
  ])('%s', async (written, told) => {
    expect(await toldOf(written)).toEqual([`error ORK1203: ${told}`]);
  });
});

test('what is made of a faulty path is told once', async () => {
  const told = await toldOf(
    "configMaps: [{ name: a, data: { a: '{{ range .children.pods }}{{ .metadata.name }}{{ end }}' } }]",
  );

  expect(told).toEqual(['error ORK1204: children.pods is not built yet, so it cannot be read']);
});
