import { describe, expect, test } from 'vitest';
import { toldOf } from './told-of.ts';

describe('two entries of one name in one block', () => {
  const CLASH =
    /ORK1507: onReconcile\.services\[1\] names the same object as onReconcile\.services\[0\]/;
  const pair = (first: string, second: string): string =>
    `services:\n  - { name: a, port: 80${first} }\n  - { name: a, port: 81${second} }`;
  const when = (...conditions: readonly string[]): string =>
    `, when: [${conditions.map((each) => `{ ${each} }`).join(', ')}]`;
  const A = when('field: spec.a, equals: x');

  test.each([
    ['without conditions', pair('', '')],
    ['with the same conditions', pair(A, A)],
  ])('are an error %s', async (_, written) => {
    const told = await toldOf(written);

    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(/^error/);
    expect(told[0]).toMatch(CLASH);
  });

  test.each([
    [
      'a short form and custom',
      `services: [{ name: a, port: 80 }]
custom: [{ apiVersion: v1, kind: Service, metadata: { name: a }, spec: {} }]`,
    ],
    [
      'custom of two versions',
      `custom:
  - { apiVersion: apps/v1, kind: DaemonSet, metadata: { name: a }, spec: {} }
  - { apiVersion: apps/v1beta2, kind: DaemonSet, metadata: { name: a }, spec: {} }`,
    ],
    [
      'templates spaced otherwise',
      `configMaps:
  - { name: "{{ .metadata.name }}-a", data: { a: b } }
  - { name: "{{.metadata.name}}-a", data: { a: c } }`,
    ],
    [
      'a namespace that is the default',
      `configMaps:
  - { name: a, data: { a: b } }
  - { name: a, namespace: "{{ .metadata.namespace }}", data: { a: c } }`,
    ],
  ])('are found with %s', async (_, written) => {
    expect((await toldOf(written)).filter((each) => each.includes('ORK1507'))).toHaveLength(1);
  });

  test.each([
    [
      'of one name but another group',
      `services: [{ name: a, port: 80 }]
custom: [{ apiVersion: serving.knative.dev/v1, kind: Service, metadata: { name: a }, spec: {} }]`,
    ],
    [
      'in two namespaces',
      `configMaps:
  - { name: a, namespace: n, data: { a: b } }
  - { name: a, namespace: m, data: { a: c } }`,
    ],
    [
      'whose texts in templates differ in blanks',
      `configMaps:
  - { name: '{{ printf "a %s" .spec.a }}', data: { a: b } }
  - { name: '{{ printf "a  %s" .spec.a }}', data: { a: c } }`,
    ],
    ['with default names of their kinds', 'serviceAccounts: [{}]\ndeployments: [{ image: a }]'],
  ])('are two objects %s', async (_, written) => {
    expect((await toldOf(written)).filter((each) => each.includes('ORK1507'))).toEqual([]);
  });

  test.each([
    ['other values', pair(A, when('field: spec.a, equals: y'))],
    ['a value and not that value', pair(A, when('field: spec.a, notEquals: x'))],
    ['the same path as a template', pair(A, when('field: "{{ .spec.a }}", equals: y'))],
    ['a value and none', pair(A, when('field: spec.a, operator: notExists'))],
    [
      'there and not there',
      pair(when('field: spec.a, exists: true'), when('field: spec.a, exists: false')),
    ],
    [
      'ranges apart',
      pair(when('field: spec.n, greaterThan: 3'), when('field: spec.n, lessThanOrEqual: 3')),
    ],
    ['lists apart', pair(when('field: spec.a, in: "x,y"'), when('field: spec.a, notIn: "x, y"'))],
    [
      'an expression and its opposite',
      pair(when('expr: spec.n > 3'), when('expr: $not(spec.n > 3)')),
    ],
    [
      'one of several conditions',
      pair(
        when('field: spec.b, equals: z', 'field: spec.a, equals: x'),
        when('field: spec.a, equals: y'),
      ),
    ],
    [
      'alternatives that all differ',
      pair(A, ', or: [{ field: spec.a, equals: y }, { field: spec.a, equals: z }]'),
    ],
  ])('are taken when their conditions exclude each other: %s', async (_, written) => {
    expect(await toldOf(written)).toEqual([]);
  });

  test.each([
    ['one without conditions', pair('', A)],
    ['conditions on other fields', pair(A, when('field: spec.b, equals: y'))],
    ['values that are templates', pair(A, when('field: spec.a, equals: "{{ .spec.b }}"'))],
    [
      'ranges that meet',
      pair(when('field: spec.n, greaterThanOrEqual: 3'), when('field: spec.n, lessThanOrEqual: 3')),
    ],
    [
      'one alternative that may hold too',
      pair(A, ', or: [{ field: spec.a, equals: y }, { field: spec.b, equals: z }]'),
    ],
  ])('are a warning where nothing is certain: %s', async (_, written) => {
    const told = await toldOf(written);

    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(/^warning/);
    expect(told[0]).toMatch(CLASH);
  });
});
