import {
  createInformerSet,
  type DesiredBlock,
  type JsonObject,
  type KubeObject,
  type Observation,
  type Operation,
  type OperationResult,
  type Owner,
  type PlanRequest,
  type Provider,
  type ProviderPlan,
  type ResourceType,
  silentLogger,
} from '../../../core/index.ts';
import { createKubernetesProvider } from '../../../providers/kubernetes/index.ts';
import { type FakeClock, fakeClock } from '../../helpers/fake-clock.ts';
import { FakeCluster } from './fake-cluster.ts';

/** 2026-01-01T00:00:00Z, when all objects of the fake cluster are born. */
export const START_MS: number = Date.UTC(2026, 0, 1);

/** A custom resource as owner. */
export function anOwner(object: Partial<KubeObject['metadata']> = {}, namespaced = true): Owner {
  return {
    crd: 'website',
    gvk: { group: 'demo.orkestra.io', version: 'v1alpha1', kind: 'Website' },
    namespaced,
    object: {
      apiVersion: 'demo.orkestra.io/v1alpha1',
      kind: 'Website',
      metadata: {
        name: 'shop',
        ...(namespaced ? { namespace: 'default' } : {}),
        uid: 'owner-1',
        resourceVersion: '1',
        ...object,
      },
      spec: {},
    },
  };
}

/** A block with what the core adds to it. */
export function aBlock(
  kind: string,
  block: JsonObject,
  rest: Partial<DesiredBlock> = {},
): DesiredBlock {
  return { entry: `onReconcile.${kind}[0]`, kind, mode: 'apply', block, force: true, ...rest };
}

/** The README's website: a Deployment and a Service. */
export const WEBSITE: readonly DesiredBlock[] = [
  aBlock('deployments', { name: 'shop', image: 'nginx:1.29', replicas: '2' }),
  aBlock('services', { name: 'shop', port: 80, targetPort: '8080' }),
];

/** What happened to an owner, as the provider told it. */
export type Changed = { readonly uid: string; readonly key: string | undefined };

/** A provider on a fake cluster, with the steps of a cycle as methods. */
export class ProviderRig {
  readonly cluster: FakeCluster;
  readonly clock: FakeClock = fakeClock({ startMs: START_MS });
  readonly provider: Provider;
  readonly changes: Changed[] = [];
  /** What came of the operations that were carried out last. */
  readonly results: OperationResult[] = [];
  readonly stop: AbortController = new AbortController();
  owner: Owner;
  #attachment = new AbortController();

  constructor(
    cluster: FakeCluster = new FakeCluster(),
    owner: Owner = anOwner(),
    settings: { readonly adoptExisting?: boolean } = {},
  ) {
    this.cluster = cluster;
    this.owner = owner;
    const { clock } = this;
    const informers = createInformerSet({ cluster, clock, log: silentLogger, random: () => 0 });
    void informers.run(this.stop.signal);
    this.provider = createKubernetesProvider({
      ...settings,
      cluster,
      informers,
      clock,
      log: silentLogger,
    });
  }

  get signal(): AbortSignal {
    return this.stop.signal;
  }

  async attach(
    blocks: readonly { readonly kind: string; readonly block: JsonObject }[],
    rest: { readonly namespace?: string } = {},
  ): Promise<void> {
    const { crd, gvk, namespaced } = this.owner;
    const changed = (owner: Changed): void => void this.changes.push(owner);
    const request = { crd, gvk, namespaced, blocks, changed, ...rest };
    this.#attachment = new AbortController();
    const attached = this.provider.attach(request, this.#attachment.signal);
    await this.clock.settle();
    await attached;
  }

  /** Attaches again after the first attachment has ended, as a new revision of a Katalog does. */
  reattach(blocks: readonly DesiredBlock[]): Promise<void> {
    this.#attachment.abort();
    return this.attach(blocks);
  }

  observe(declared: readonly string[] = []): Promise<Observation> {
    const names = declared.map((each) => {
      const [kind = '', name = ''] = each.split('/');
      return { kind, name, namespace: '' };
    });
    return this.provider.observe({ owner: this.owner, declared: names }, this.signal);
  }

  async plan(
    desired: readonly DesiredBlock[],
    rest: Partial<Pick<PlanRequest, 'phase' | 'retained'>> = {},
  ): Promise<ProviderPlan> {
    return this.provider.plan({
      phase: 'reconcile',
      owner: this.owner,
      desired,
      retained: [],
      observed: await this.observe(),
      nowMs: this.clock.nowMs(),
      ...rest,
    });
  }

  /** Carries out the operations of a plan, wave by wave. */
  async act(operations: readonly Operation[]): Promise<void> {
    this.results.length = 0;
    const ordered = [...operations].sort((left, right) => left.wave - right.wave);
    for (const operation of ordered) {
      const context = { owner: this.owner, signal: this.signal };
      const result =
        operation.verb === 'delete'
          ? await this.provider.delete(operation, context)
          : await this.provider.apply(operation, context);
      this.results.push(result);
    }
  }

  /** Plans, acts, and lets the watches deliver. */
  async cycle(desired: readonly DesiredBlock[]): Promise<ProviderPlan> {
    const plan = await this.plan(desired);
    await this.act(plan.operations);
    await this.clock.settle();
    return plan;
  }

  typeOf(kind: string): ResourceType {
    const type = [...this.cluster.installed.values()].find((each) => each.kind === kind);
    if (type === undefined) throw new TypeError(`${kind} is not installed`);
    return type;
  }
}

/** A rig that follows what the blocks may create. */
export async function aRig(
  blocks: readonly DesiredBlock[],
  rest: {
    readonly cluster?: FakeCluster;
    readonly owner?: Owner;
    readonly adoptExisting?: boolean;
  } = {},
): Promise<ProviderRig> {
  const { adoptExisting = false } = rest;
  const rig = new ProviderRig(rest.cluster, rest.owner, { adoptExisting });
  await rig.attach(blocks);
  return rig;
}
