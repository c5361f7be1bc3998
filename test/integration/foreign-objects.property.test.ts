import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Identity, type KubeObject, type ResourceType } from '../../core/index.ts';
import { eventually } from '../e2e/support/eventually.ts';
import { compileShops, createShop, getShop, installShop, typeOf } from './support/shop.ts';
import { type Operating, startWorld, type World } from './support/world.ts';

const signal = new AbortController().signal;
const KINDS = ['ConfigMap', 'Secret'] as const;
const CHILDREN = ['a', 'b', 'c'];

/** Katalogs that a history may switch between. */
const KATALOGS = [
  `operatorBox:
  onReconcile:
    configMaps: [{ name: "{{ .spec.child }}", data: { a: ours } }]
    secrets: [{ name: "{{ .spec.child }}", data: { a: ours } }]`,
  `operatorBox:
  onCreate:
    configMaps: [{ name: "{{ .spec.child }}", data: { a: ours } }]
  onReconcile:
    custom: [{ apiVersion: v1, kind: Secret, metadata: { name: "{{ .spec.child }}" }, stringData: { a: ours } }]`,
  `operatorBox:
  onReconcile:
    configMaps: [{ name: "{{ .spec.child }}-2", data: { a: ours } }]
  onDelete:
    ordered: true
    configMaps: [{ name: "{{ .spec.child }}" }]`,
];

let world: World;
let shops: ResourceType;
let types: ReadonlyMap<string, ResourceType>;
let operating: Operating | undefined;
let runs = 0;

beforeAll(async () => {
  world = await startWorld();
  shops = await installShop(world, 'shop');
  const found = KINDS.map(
    async (kind) => [kind, await typeOf(world, { group: '', version: 'v1', kind })] as const,
  );
  types = new Map(await Promise.all(found));
}, 60_000);

afterAll(() => world.stop());

/** How close a foreign object looks to one of ours. */
const disguise = fc.constantFrom('none', 'labels', 'labels and hash', 'marks of another', 'copy');

const step = fc.oneof(
  fc.record({
    do: fc.constant('put' as const),
    kind: fc.constantFrom(...KINDS),
    name: fc.constantFrom(...CHILDREN),
    disguise,
  }),
  fc.record({ do: fc.constant('create' as const), child: fc.constantFrom(...CHILDREN) }),
  fc.record({ do: fc.constant('edit' as const), child: fc.constantFrom(...CHILDREN) }),
  fc.record({ do: fc.constant('delete' as const) }),
  fc.record({ do: fc.constant('restart' as const), katalog: fc.nat(KATALOGS.length - 1) }),
);

type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/** One history, with names of its own. */
class History {
  readonly foreign = new Map<string, KubeObject>();
  readonly #prefix = `r${++runs}`;
  #owner: KubeObject | undefined;

  async take(each: Step): Promise<void> {
    if (each.do === 'put') return this.#put(each.kind, each.name, each.disguise);
    if (each.do === 'restart') return restart(each.katalog);
    if (each.do === 'delete') return this.#delete();
    const spec = { child: `${this.#prefix}-${each.child}` };
    if (this.#owner === undefined && each.do === 'create') {
      this.#owner = await createShop(world, shops, { name: this.#prefix, spec });
    } else if (this.#owner !== undefined && each.do === 'edit') {
      this.#owner = await world.client.patch(this.#target(), { spec }, { type: 'merge', signal });
    }
    await this.#settled();
  }

  async #delete(): Promise<void> {
    if (this.#owner === undefined) return;
    await world.client.delete(this.#target(), { propagation: 'Foreground' }, signal);
    await eventually(
      () => getShop(world, shops, this.#prefix),
      (object) => object === undefined,
    );
    this.#owner = undefined;
  }

  /** Somebody else makes an object, unless the name is taken. */
  async #put(kind: string, child: string, as: string): Promise<void> {
    const type = types.get(kind);
    const name = `${this.#prefix}-${child}`;
    if (type === undefined || (await getShop(world, type, name)) !== undefined) return;
    const uid = this.#owner?.metadata.uid ?? 'nobody';
    const labels = {
      [Identity.managedLabel]: 'true',
      [Identity.ownerLabel]: this.#prefix,
      [Identity.ownerUidLabel]: uid,
      [Identity.ownerKindLabel]: 'Shop.shop.example.org',
      [Identity.ownerNamespaceLabel]: 'default',
    };
    const hash = { [Identity.hashAnnotation]: 'abc' };
    const made = { ...hash, [Identity.madeAnnotation]: `${kind} default/${this.#prefix}-else` };
    const metadata = { name, namespace: 'default' };
    const looks: Readonly<Record<string, object>> = {
      none: metadata,
      labels: { ...metadata, labels },
      'labels and hash': { ...metadata, labels, annotations: hash },
      'marks of another': { ...metadata, labels, annotations: made },
      copy: { ...metadata, ...(await this.#marksOfAChild(type)) },
    };
    const object = {
      apiVersion: 'v1',
      kind,
      metadata: looks[as] ?? metadata,
      data: { a: 'dGhlaXJz' },
    };
    const target = { type, ref: { namespace: 'default', name } };
    const options = { force: false, fieldManager: 'kubectl', signal };
    const stored = await world.client.apply(target, object, options);
    this.foreign.set(`${kind} ${name}`, stored);
  }

  /** What `kubectl get -o yaml` under another name carries over; a reference would have the object collected. */
  async #marksOfAChild(type: ResourceType): Promise<object> {
    const { items } = await world.client.list(type, { namespace: 'default' }, signal);
    const child = items.find(({ metadata }) => {
      return metadata.labels?.[Identity.ownerLabel] === this.#prefix;
    });
    const { labels, annotations } = child?.metadata ?? {};
    return { ...(labels && { labels }), ...(annotations && { annotations }) };
  }

  /** The operator has worked on what was written last. */
  async #settled(): Promise<void> {
    const { uid, generation } = this.#owner?.metadata ?? {};
    if (uid === undefined || operating === undefined) return;
    const { decisions } = operating;
    await eventually(
      async () => decisions.some((each) => each.uid === uid && each.generation === generation),
      (isDone) => isDone,
    );
  }

  async now(key: string): Promise<KubeObject | undefined> {
    const [kind = '', name = ''] = key.split(' ');
    const type = types.get(kind);
    return type === undefined ? undefined : getShop(world, type, name);
  }

  #target() {
    return { type: shops, ref: { namespace: 'default', name: this.#prefix } };
  }
}

async function restart(katalog: number): Promise<void> {
  await operating?.stop();
  operating = await world.operate(await compileShops({ shop: KATALOGS[katalog] ?? '' }));
}

test('after any history of Katalogs, custom resources, restarts and deletions every foreign object is what it was', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 10 }), async (steps) => {
      const history = new History();
      await restart(0);
      for (const each of [...steps, { do: 'delete' } as const]) await history.take(each);
      await operating?.stop();
      operating = undefined;

      for (const [key, before] of history.foreign) expect(await history.now(key)).toEqual(before);
    }),
    { numRuns: 15 },
  );
}, 120_000);
