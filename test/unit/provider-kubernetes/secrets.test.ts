import { afterEach, describe, expect, test } from 'vitest';
import { Identity, type JsonObject } from '../../../core/index.ts';
import { REDACTED } from '../../../providers/kubernetes/index.ts';
import { aBlock, aRig, type ProviderRig } from './a-provider.ts';

let rig: ProviderRig;

afterEach(() => rig.stop.abort());

const HOUR_MS = 3_600_000;

/** What a block with a random value looks like after evaluation: another value each time. */
function creds(password: string, rotateAfter?: string) {
  const rest = rotateAfter === undefined ? {} : { rotateAfter };
  const block = { name: 'creds', once: true, data: { password }, ...rest };
  return aBlock('secrets', block, { mode: 'once', entry: 'onCreate.secrets[0]' });
}

function passwordOf(): string {
  const data = rig.cluster.peek('Secret', 'creds')?.['data'] as Record<string, string>;
  return Buffer.from(data['password'] ?? '', 'base64').toString();
}

describe('a Secret of mode once', () => {
  test('keeps its random value over many cycles', async () => {
    rig = await aRig([creds('1')]);

    for (let cycle = 1; cycle <= 10; cycle += 1) await rig.cycle([creds(String(cycle))]);

    expect(passwordOf()).toBe('1');
    expect(rig.cluster.writes).toBe(1);
  });

  test('is made anew when its time has come, and the plan says when that is', async () => {
    rig = await aRig([creds('1', '1h')]);
    await rig.cycle([creds('old', '1h')]);

    const early = await rig.cycle([creds('early', '1h')]);
    await rig.clock.advance(HOUR_MS);
    const due = await rig.cycle([creds('new', '1h')]);
    const after = await rig.cycle([creds('newer', '1h')]);

    expect(early.requeueAfterMs).toBe(HOUR_MS);
    expect(due.operations).toMatchObject([{ verb: 'replace', reason: 'older than rotateAfter' }]);
    expect(passwordOf()).toBe('new');
    expect(after.operations).toEqual([]);
    expect(after.requeueAfterMs).toBe(HOUR_MS);
    expect(
      rig.cluster.peek('Secret', 'creds')?.metadata.annotations?.[Identity.generatedAtAnnotation],
    ).toBe('2026-01-01T01:00:00Z');
  });

  test('never rotates with rotateAfter: never', async () => {
    rig = await aRig([creds('1', 'never')]);
    await rig.cycle([creds('1', 'never')]);

    await rig.clock.advance(1_000 * HOUR_MS);
    const plan = await rig.cycle([creds('2', 'never')]);

    expect(plan.operations).toEqual([]);
    expect(plan.requeueAfterMs).toBeUndefined();
  });
});

describe('a Secret that is enforced', () => {
  const block = (password: string) => aBlock('secrets', { name: 'creds', data: { password } });

  test('is corrected, and neither plan nor outputs show its values', async () => {
    rig = await aRig([block('hunter2')]);
    await rig.cycle([block('hunter2')]);

    const plan = await rig.plan([block('correct-horse')]);
    const { outputs } = await rig.observe(['secrets/creds']);

    expect(plan.operations).toMatchObject([{ changes: [{ path: 'data.password' }] }]);
    expect(JSON.stringify(plan.operations[0]?.changes)).not.toMatch(/hunter|horse|aHVu/);
    expect(outputs).toMatchObject({ secret: { data: { password: REDACTED } } });
    expect(JSON.stringify(outputs)).not.toContain(Buffer.from('hunter2').toString('base64'));
  });

  test('has a hash that does not depend on its values', async () => {
    rig = await aRig([block('a')]);
    const hashOf = async (password: string): Promise<unknown> =>
      (await rig.plan([block(password)])).operations[0]?.payload['manifest'];

    const [one, two] = [await hashOf('a'), await hashOf('b')];

    const annotationsOf = (manifest: unknown): unknown =>
      (manifest as { metadata: { annotations: unknown } }).metadata.annotations;
    expect(annotationsOf(one)).toEqual(annotationsOf(two));
  });

  test('keeps the time of its generation', async () => {
    const rotating = aBlock('secrets', { name: 'creds', rotateAfter: '1h', data: { a: 'b' } });
    rig = await aRig([rotating]);
    await rig.cycle([rotating]);
    await rig.clock.advance(2 * HOUR_MS);

    expect((await rig.plan([rotating])).operations).toEqual([]);
  });
});

test('a key keeps its value whatever it is called', async () => {
  const data = JSON.parse('{"__proto__":"x","constructor":"y"}') as JsonObject;
  const block = aBlock('configMaps', { name: 'odd', data });
  rig = await aRig([block]);

  const [operation] = (await rig.plan([block])).operations;

  const manifest = JSON.stringify(operation?.payload['manifest']);
  expect(manifest).toContain('"data":{"__proto__":"x","constructor":"y"}');
});

describe('a Secret written as custom', () => {
  const block = (password: string) =>
    aBlock('custom', {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'creds' },
      data: { user: 'cm9vdA==' },
      stringData: { password },
    });

  test('shows nothing of its stringData in plan, hash and outputs', async () => {
    rig = await aRig([block('hunter2')]);
    await rig.cycle([block('hunter2')]);

    const plan = await rig.plan([block('correct-horse')]);
    const same = rig.cluster.peek('Secret', 'creds')?.metadata.annotations;
    await rig.act(plan.operations);

    expect(plan.operations).toMatchObject([
      { reason: 'data.password differs', changes: [{ path: 'data.password' }] },
    ]);
    expect(JSON.stringify(plan.operations[0]?.changes)).not.toMatch(/hunter|horse|aHVu|Y29y/);
    expect(rig.cluster.peek('Secret', 'creds')?.metadata.annotations).toEqual(same);
    expect(rig.cluster.peek('Secret', 'creds')?.['data']).toEqual({
      user: 'cm9vdA==',
      password: 'Y29ycmVjdC1ob3JzZQ==',
    });
  });

  test('is quiet after a restart', async () => {
    rig = await aRig([block('hunter2')]);
    await rig.cycle([block('hunter2')]);
    const { cluster } = rig;
    rig.stop.abort();

    rig = await aRig([block('hunter2')], { cluster });

    expect((await rig.plan([block('hunter2')])).operations).toEqual([]);
  });

  test('hides values in whatever form they stand', async () => {
    const odd = aBlock('custom', {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'odd' },
      stringData: ['hunter2'],
    });
    rig = await aRig([odd]);
    await rig.cycle([odd]);
    const changed = aBlock('custom', { ...odd.block, stringData: ['correct-horse'] });

    const plan = await rig.plan([changed]);

    expect(plan.operations).toMatchObject([{ changes: [{ path: 'stringData[0]' }] }]);
    expect(JSON.stringify(plan.operations[0]?.changes)).not.toMatch(/hunter|horse/);
  });
});

describe('a copy', () => {
  const COPY = aBlock('secrets', {
    name: 'copy',
    fromSecret: 'source',
    fromNamespace: 'vault',
    data: { own: 'x' },
  });
  const source = (value: string) => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'source', namespace: 'vault' },
    data: { token: value, own: 'AAAA' },
  });

  test('holds the data of its source, declared keys win', async () => {
    rig = await aRig([COPY]);
    rig.cluster.put(source('dG9rZW4='));

    await rig.cycle([COPY]);

    expect(rig.cluster.peek('Secret', 'copy')?.['data']).toEqual({
      token: 'dG9rZW4=',
      own: 'eA==',
    });
    expect((await rig.cycle([COPY])).operations).toEqual([]);
  });

  test('of a ConfigMap holds texts and bytes, each key once, declared ones first', async () => {
    const copy = aBlock('configMaps', {
      name: 'copy',
      fromConfigMap: 'source',
      data: { a: 'own' },
      binaryData: { b: 'own', c: '\uDCFE' },
    });
    rig = await aRig([copy]);
    rig.cluster.put({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'source', namespace: 'default' },
      data: { b: 'theirs', d: 'text\n' },
      binaryData: { a: '/w==', e: '/v8=' },
    });

    await rig.cycle([copy]);

    expect(rig.cluster.peek('ConfigMap', 'copy')).toMatchObject({
      data: { a: 'own', d: 'text\n' },
      binaryData: { b: 'b3du', c: '/g==', e: '/v8=' },
    });
    expect(Object.keys(rig.cluster.peek('ConfigMap', 'copy')?.['data'] ?? {})).toHaveLength(2);
    expect((await rig.cycle([copy])).operations).toEqual([]);
  });

  test('of a Secret in the same plan is made after it, in the first cycle', async () => {
    const blocks = [
      aBlock('secrets', { name: 'third', fromSecret: 'copy' }, { entry: 'onReconcile.secrets[0]' }),
      aBlock('secrets', { name: 'copy', fromSecret: 'own' }, { entry: 'onReconcile.secrets[1]' }),
      aBlock('secrets', { name: 'own', data: { a: 'x' } }, { entry: 'onReconcile.secrets[2]' }),
    ];
    rig = await aRig(blocks);

    const plan = await rig.cycle(blocks);

    expect(plan.failures).toEqual([]);
    expect(plan.operations.map(({ name, wave }) => [name, wave < 1])).toEqual([
      ['third', true],
      ['copy', true],
      ['own', true],
    ]);
    expect(rig.cluster.peek('Secret', 'third')?.['data']).toEqual({ a: 'eA==' });
    expect((await rig.plan(blocks)).operations).toEqual([]);
  });

  test('fails when it is its own source', async () => {
    const block = aBlock('secrets', { name: 'a', fromSecret: 'a' });
    rig = await aRig([block]);

    await expect(rig.cycle([block])).rejects.toMatchObject({
      details: { text: 'Secret default/a does not exist, so it cannot be copied' },
    });
  });

  test('follows its source', async () => {
    rig = await aRig([COPY]);
    rig.cluster.put(source('b25l'));
    await rig.cycle([COPY]);
    const before = await rig.observe();

    rig.cluster.put(source('dHdv'));
    await rig.clock.settle();

    expect(rig.changes).toContainEqual({ uid: 'owner-1', key: 'default/shop' });
    expect((await rig.observe()).version).not.toBe(before.version);
    await rig.cycle([COPY]);
    expect(rig.cluster.peek('Secret', 'copy')?.['data']).toMatchObject({ token: 'dHdv' });
  });

  test('fails by name when there is no source, and recovers when it comes', async () => {
    rig = await aRig([COPY]);

    await expect(rig.cycle([COPY])).rejects.toMatchObject({
      details: { text: 'Secret vault/source does not exist, so it cannot be copied' },
    });
    await rig.clock.settle();
    expect((await rig.plan([COPY])).failures).toHaveLength(1);
    rig.cluster.put(source('b25l'));
    await rig.clock.settle();

    expect(rig.changes).toContainEqual({ uid: 'owner-1', key: 'default/shop' });
    expect((await rig.cycle([COPY])).failures).toEqual([]);
  });
});
