import jsonata from 'jsonata';
import { describe, expect, test } from 'vitest';
import { createObjectStore } from '../../../core/informer/create-object-store.ts';
import { OWNER_UID_INDEX } from '../../../core/informer/owner-index.ts';
import { Identity } from '../../../core/object/identity.ts';
import type { KubeObject, ObjectMeta } from '../../../core/object/kube-object.ts';

const ref = { namespace: 'ns', name: 'web' };

function anObject(resourceVersion: string, metadata: Partial<ObjectMeta> = {}): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'web', namespace: 'ns', uid: 'A', resourceVersion, ...metadata },
  };
}

describe('cache', () => {
  test('an object is cached without managedFields, frozen in depth, its annotations whole', () => {
    const store = createObjectStore();
    const annotations = { 'kubectl.kubernetes.io/last-applied-configuration': '{}' };

    store.apply('ADDED', anObject('1', { managedFields: [{}], annotations }));

    const cached = store.get(ref);
    expect(cached).toEqual(anObject('1', { annotations }));
    expect(Object.isFrozen(cached?.metadata.annotations)).toBe(true);
  });

  test('JSONata may mark the lists of a cached object', async () => {
    const store = createObjectStore();
    store.apply('ADDED', anObject('1', { finalizers: ['one'] }));

    const found: unknown = await jsonata('metadata.finalizers[]').evaluate(store.get(ref));

    expect(JSON.stringify(found)).toBe('["one"]');
  });

  test('children are found by the uid of their controller and of their label', () => {
    const store = createObjectStore();
    const owner = { apiVersion: 'v1', kind: 'Web', name: 'o', controller: true };
    const labels = { [Identity.ownerUidLabel]: 'owner-1' };
    store.apply('ADDED', anObject('1', { ownerReferences: [{ ...owner, uid: 'owner-1' }] }));
    store.apply('ADDED', anObject('2', { name: 'other', labels }));

    const both = store.byIndex(OWNER_UID_INDEX, 'owner-1').map(({ metadata }) => metadata.name);
    store.apply('MODIFIED', anObject('3', { name: 'other', labels: {} }));
    store.apply('DELETED', anObject('4'));

    expect(both).toEqual(['web', 'other']);
    expect(store.byIndex(OWNER_UID_INDEX, 'owner-1')).toEqual([]);
  });

  test('an index added later covers what is there', () => {
    const store = createObjectStore();
    store.apply('ADDED', anObject('1'));

    store.addIndex('by-name', ({ metadata }) => [metadata.name]);

    expect(store.byIndex('by-name', 'web')).toHaveLength(1);
    expect(() => store.byIndex('typo', 'web')).toThrow(TypeError);
  });

  test('objects are listed by namespace', () => {
    const store = createObjectStore();
    store.apply('ADDED', anObject('1'));
    store.apply('ADDED', anObject('2', { namespace: 'other' }));

    expect(store.list()).toHaveLength(2);
    expect(store.list('other')).toHaveLength(1);
  });
});

describe('read-your-writes', () => {
  test('an own write is seen at once, indexes included, and older events do not undo it', () => {
    const store = createObjectStore();
    store.apply('ADDED', anObject('1'));

    store.overlay(anObject('5', { labels: { [Identity.ownerUidLabel]: 'me' } }));
    const event = store.apply('MODIFIED', anObject('3'));

    expect(store.get(ref)?.metadata.resourceVersion).toBe('5');
    expect(store.byIndex(OWNER_UID_INDEX, 'me')).toHaveLength(1);
    expect(event).toMatchObject({ type: 'updated', isEcho: false });
  });

  test('the event of the own write is an echo, a newer one is not', () => {
    const store = createObjectStore();
    store.apply('ADDED', anObject('1'));
    store.overlay(anObject('5'));

    const echo = store.apply('MODIFIED', anObject('5'));
    const later = store.apply('MODIFIED', anObject('6'));

    expect(echo).toMatchObject({ isEcho: true, previous: { metadata: { resourceVersion: '1' } } });
    expect(later).toMatchObject({ isEcho: false });
    expect(store.get(ref)?.metadata.resourceVersion).toBe('6');
  });

  test('an answer that comes after its event changes nothing', () => {
    const store = createObjectStore();
    store.apply('ADDED', anObject('5'));
    store.apply('DELETED', anObject('6'));

    store.overlay(anObject('5'));

    expect(store.get(ref)).toBeUndefined();
  });

  test('answers out of order leave the newest write', () => {
    const store = createObjectStore();

    store.overlay(anObject('7'));
    store.overlay(anObject('6'));

    expect(store.get(ref)?.metadata.resourceVersion).toBe('7');
  });

  test('a deleted object stays away while older events of it arrive', () => {
    const store = createObjectStore();
    store.apply('ADDED', anObject('1'));
    store.overlay(anObject('2'));

    store.overlayDeleted(ref, 'A');
    store.apply('MODIFIED', anObject('2'));
    const hidden = store.get(ref);
    const event = store.apply('DELETED', anObject('3'));

    expect(hidden).toBeUndefined();
    expect(event).toMatchObject({ type: 'deleted', isEcho: true });
    expect(store.get(ref)).toBeUndefined();
  });

  test('a new object of a deleted name is seen', () => {
    const store = createObjectStore();
    store.apply('ADDED', anObject('1'));
    store.overlayDeleted(ref, 'A');

    store.apply('ADDED', anObject('9', { uid: 'B' }));

    expect(store.get(ref)?.metadata.uid).toBe('B');
  });

  test('a delete of another object than the present one hides nothing', () => {
    const store = createObjectStore();
    store.apply('ADDED', anObject('1', { uid: 'B' }));

    store.overlayDeleted(ref, 'A');

    expect(store.get(ref)?.metadata.uid).toBe('B');
  });

  test('a write that leaves the selection goes with the next bookmark', () => {
    const store = createObjectStore();
    store.overlay(anObject('5'));

    store.bookmark('4');
    const before = store.get(ref);
    store.bookmark('5');

    expect(before).toBeDefined();
    expect(store.get(ref)).toBeUndefined();
  });

  test('versions without order settle by equality', () => {
    const store = createObjectStore();
    store.apply('ADDED', anObject('a1'));
    store.overlay(anObject('c3'));

    store.apply('MODIFIED', anObject('b2'));
    const during = store.get(ref)?.metadata.resourceVersion;
    store.apply('MODIFIED', anObject('c3'));
    store.apply('MODIFIED', anObject('d4'));
    store.overlay(anObject('c3'));

    expect(during).toBe('c3');
    expect(store.get(ref)?.metadata.resourceVersion).toBe('d4');
  });
});

describe('lists', () => {
  test('what a list does not hold is deleted, what it holds again is no event', () => {
    const store = createObjectStore();
    store.apply('ADDED', anObject('1'));
    store.apply('ADDED', anObject('2', { name: 'gone', uid: 'B' }));

    const list = store.beginReplacement();
    const same = list.add(anObject('1'));
    const fresh = list.add(anObject('9', { name: 'new', uid: 'C' }));
    const deletes = list.commit('10');

    expect(same).toBeUndefined();
    expect(fresh).toMatchObject({ type: 'added' });
    expect(deletes).toMatchObject([{ type: 'deleted', object: { metadata: { name: 'gone' } } }]);
    expect([...store.keys()]).toEqual(['ns/web', 'ns/new']);
  });

  test('an own write that is newer than the list survives it', () => {
    const store = createObjectStore();
    store.overlay(anObject('15'));

    store.beginReplacement().commit('10');
    const newer = store.get(ref);
    store.beginReplacement().commit('20');

    expect(newer).toBeDefined();
    expect(store.get(ref)).toBeUndefined();
  });

  test('a delete of our own is believed until a list that began after it says otherwise', () => {
    const store = createObjectStore();
    store.apply('ADDED', anObject('1'));
    const early = store.beginReplacement();
    store.overlayDeleted(ref, 'A');
    early.add(anObject('1'));
    early.commit('5');
    const hidden = store.get(ref);

    const late = store.beginReplacement();
    late.add(anObject('1'));
    late.commit('6');

    expect(hidden).toBeUndefined();
    expect(store.get(ref)).toBeDefined();
  });

  test('clearing tells every object as deleted', () => {
    const store = createObjectStore();
    store.apply('ADDED', anObject('1'));

    expect(store.clear()).toMatchObject([{ type: 'deleted' }]);
    expect(store.size).toBe(0);
  });
});
