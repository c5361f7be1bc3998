import { expect, test } from 'vitest';
import type { KubeObject } from '../../../core/object/kube-object.ts';
import { definitionSink } from '../../../core/runtime/definition-watch.ts';

const SHOPS = 'shops.shop.example.org';

const aDefinition = (generation: number, name = SHOPS, uid = 'a'): KubeObject => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name, generation, uid, resourceVersion: String(generation) },
});

/** A sink that has seen the definition once, and what it has told since. */
function filled() {
  const changed: string[] = [];
  const sink = definitionSink(new Set([SHOPS]), (name) => changed.push(name));
  const first = sink.beginReplacement();
  first.add(aDefinition(1));
  first.commit('1');
  return { sink, changed };
}

test('what is there at the start is no change', () => {
  expect(filled().changed).toEqual([]);
});

test.each([
  { what: 'another generation', event: 'MODIFIED', object: aDefinition(2), told: [SHOPS] },
  { what: 'a new status', event: 'MODIFIED', object: aDefinition(1), told: [] },
  { what: 'a deletion', event: 'DELETED', object: aDefinition(1), told: [SHOPS] },
  {
    what: 'another of the name',
    event: 'ADDED',
    object: aDefinition(1, SHOPS, 'b'),
    told: [SHOPS],
  },
  { what: 'one that nobody works on', event: 'MODIFIED', object: aDefinition(2, 'x.y'), told: [] },
] as const)('$what is told as it should be', ({ event, object, told }) => {
  const { sink, changed } = filled();

  sink.apply(event, object);

  expect(changed).toEqual(told);
});

test('what changed while the watch was cut is seen in the list after it', () => {
  const { sink, changed } = filled();

  const again = sink.beginReplacement();
  again.add(aDefinition(3));
  again.commit('9');
  const empty = sink.beginReplacement();
  empty.commit('10');

  expect(changed).toEqual([SHOPS, SHOPS]);
});
