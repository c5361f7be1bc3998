import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  type BlockProblem,
  type CheckRequest,
  type DesiredBlock,
  ErrorCode,
  type JsonObject,
  type Observation,
  type Operation,
  type Owner,
  type PlanRequest,
  type Provider,
  type ProviderPlan,
} from '../../core/index.ts';

/** A block as written that has a fault, and where it must be found. */
export interface PlantedFault extends CheckRequest {
  readonly path: BlockProblem['path'];
}

/** A provider and what the suite needs to put it through its paces. */
export interface ProviderUnderTest {
  readonly provider: Provider;
  readonly owner: Owner;
  /** Two or more evaluated blocks that can be carried out in an empty world. */
  readonly desired: readonly DesiredBlock[];
  /** Evaluated, and impossible to carry out. */
  readonly impossible: DesiredBlock;
  /** An evaluated block whose object outlives the owner unless the provider deletes it. */
  readonly lasting: DesiredBlock;
  readonly faults: readonly PlantedFault[];
  readonly nowMs: number;
  /** Lets everything under way come to its end: events, and what deletions wait for. */
  settle(): Promise<void>;
  /** Ends everything that was started. */
  dispose(): Promise<void>;
}

/**
 * What every provider promises to the core, as tests (`core/provider/provider.ts`).
 *
 * @param create - a provider in an empty world, attached for its owner
 */
export function describeProvider(name: string, create: () => Promise<ProviderUnderTest>): void {
  describe(`provider ${name}`, () => {
    let subject: ProviderUnderTest;
    let steps: Steps;

    beforeEach(async () => {
      subject = await create();
      steps = new Steps(subject);
    });

    afterEach(() => subject.dispose());

    test('describes itself with a valid and described schema for each kind', () => {
      const description = subject.provider.describe();
      const ajv = new Ajv2020({ strict: false });

      expect(description.name).toMatch(/^[a-z][a-z0-9-]*$/);
      expect(description.version).not.toBe('');
      const keys = description.kinds.map(({ key }) => key);
      expect(new Set(keys).size).toBe(keys.length);
      for (const { key, schema } of description.kinds) {
        expect(() => ajv.compile(schema), key).not.toThrow();
        expect(undescribed(schema, key)).toEqual([]);
      }
    });

    test('finds no fault in blocks that can be carried out, and their schema agrees', async () => {
      const { kinds } = subject.provider.describe();
      for (const { kind, block } of subject.desired) {
        const schema = kinds.find(({ key }) => key === kind)?.schema;
        const validate = new Ajv2020({ strict: false }).compile(schema ?? false);

        expect(validate(block), JSON.stringify(validate.errors)).toBe(true);
        expect(await subject.provider.check({ kind, block })).toEqual([]);
      }
    });

    test('finds planted faults where they are', async () => {
      expect(subject.faults.length).toBeGreaterThan(0);
      for (const { kind, block, path } of subject.faults) {
        const problems = await subject.provider.check({ kind, block });

        expect(problems.map((problem) => problem.path)).toContainEqual(path);
        for (const { message } of problems) expect(message).not.toBe('');
      }
    });

    test('plans purely: frozen input is left alone and equal input gives an equal plan', async () => {
      const request = frozen(await steps.request(subject.desired));
      const before = JSON.stringify(request);

      const first = await subject.provider.plan(request);
      const second = await subject.provider.plan(request);

      expect(second).toEqual(first);
      expect(JSON.stringify(request)).toBe(before);
      expect(await steps.present()).toEqual([]);
    });

    test('plans in plain data, so operations survive a trip to another process', async () => {
      const plan = await steps.plan(subject.desired);
      const sent = JSON.parse(JSON.stringify(plan.operations)) as readonly Operation[];

      await steps.carryOut(sent);

      expect(await steps.present()).toEqual(idsOf(plan));
    });

    test('creates what is absent, in waves, one operation for each object', async () => {
      const { kinds } = subject.provider.describe();
      const plan = await steps.plan(subject.desired);

      expect(plan.failures).toEqual([]);
      expect(plan.operations.length).toBeGreaterThanOrEqual(subject.desired.length);
      for (const operation of plan.operations) {
        expect(operation).toMatchObject({ verb: 'create', resource: expect.any(String) });
        expect(operation.provider).toBe(subject.provider.describe().name);
        expect(subject.desired.map(({ entry }) => entry)).toContain(operation.entry);
        const { kind } = subject.desired.find(({ entry }) => entry === operation.entry) ?? {};
        expect(operation.wave).toBe(kinds.find(({ key }) => key === kind)?.wave);
      }
    });

    test('shows what it applied to the owner at once, and to no one else', async () => {
      const plan = await steps.plan(subject.desired);
      await steps.carryOut(plan.operations);

      const seen = await steps.observe(subject.desired);

      expect(seen.resources.map(({ id }) => id).sort()).toEqual(idsOf(plan));
      expect(Object.keys(seen.outputs)).not.toEqual([]);
      const { object } = subject.owner;
      const stranger: Owner = {
        ...subject.owner,
        object: { ...object, metadata: { ...object.metadata, name: 'stranger', uid: 'stranger' } },
      };
      const others = await subject.provider.observe(
        { owner: stranger, declared: [] },
        steps.signal,
      );
      expect(others.resources).toEqual([]);
    });

    test('needs nothing the second time', async () => {
      const first = await steps.plan(subject.desired);
      await steps.carryOut(first.operations);

      const atOnce = await steps.plan(subject.desired);
      await subject.settle();
      const later = await steps.plan(subject.desired);

      for (const plan of [atOnce, later]) {
        expect(plan.operations).toEqual([]);
        expect(plan.failures).toEqual([]);
        expect(plan.unchanged.map(({ id }) => id).sort()).toEqual(idsOf(first));
      }
    });

    test('tells equal states by equal versions, and a new one by another', async () => {
      const plan = await steps.plan(subject.desired);
      const empty = await steps.observe([]);
      await steps.carryOut(plan.operations);
      await subject.settle();

      const [one, two] = [await steps.observe([]), await steps.observe([])];

      expect(one.version).toBe(two.version);
      if (one.version !== undefined) expect(one.version).not.toBe(empty.version);
    });

    test('deletes what nobody declares, keeps what is retained', async () => {
      await steps.create(subject.desired);
      const [first, ...others] = subject.desired;
      if (first === undefined) throw new TypeError('The suite needs blocks');
      const retained = others.map(({ entry, kind, block }) => ({ entry, kind, block }));

      const plan = await steps.plan([], { retained });
      await steps.carryOut(plan.operations);
      await subject.settle();

      expect(plan.operations.map(({ verb }) => verb)).toEqual(['delete']);
      expect(await steps.present()).not.toContain(plan.operations[0]?.id);
      expect((await steps.present()).length).toBe(others.length);
    });

    test('succeeds in deleting what is gone already', async () => {
      await steps.create(subject.desired);
      const plan = await steps.plan([]);
      await steps.carryOut(plan.operations);
      await subject.settle();

      const again = await steps.carryOut(plan.operations);

      expect(plan.operations.length).toBeGreaterThan(0);
      expect(again.map(({ outcome }) => outcome)).not.toContain('pending');
      expect(await steps.present()).toEqual([]);
    });

    test('refuses work for an aborted signal at once', async () => {
      const plan = await steps.plan(subject.desired);
      const stop = new AbortController();
      stop.abort();

      for (const operation of plan.operations) {
        const context = { owner: subject.owner, signal: stop.signal };
        const aborted = { name: 'OrkError', code: ErrorCode.Aborted };
        await expect(subject.provider.apply(operation, context)).rejects.toMatchObject(aborted);
      }
      expect(await steps.present()).toEqual([]);
    });

    test('fails an impossible block alone', async () => {
      const { impossible } = subject;
      const plan = await steps.plan([impossible, ...subject.desired]);

      expect(plan.failures.map(({ entry }) => entry)).toEqual([impossible.entry]);
      expect(plan.operations.map(({ entry }) => entry)).not.toContain(impossible.entry);
      expect(plan.operations.length).toBeGreaterThanOrEqual(subject.desired.length);
    });

    test('asks for cleanup where nothing else deletes, and cleans up step by step', async () => {
      const { lasting } = subject;
      const plan = await steps.create([lasting]);
      expect(plan.needsCleanup).toBe(true);

      for (let round = 0; round < 5; round += 1) {
        const cleanup = await steps.plan([], { phase: 'cleanup' });
        const results = await steps.carryOut(cleanup.operations);
        for (const result of results) {
          if (result.outcome === 'done') continue;
          expect(result.afterMs).toBeGreaterThan(0);
          expect(result.message).not.toBe('');
        }
        await subject.settle();
      }

      const last = await steps.plan([], { phase: 'cleanup' });
      expect([...last.operations, ...last.waiting, ...last.failures]).toEqual([]);
      expect(await steps.present()).toEqual([]);
    });

    test('removes on deletion what is named, and waits for it', async () => {
      await steps.create(subject.desired);
      const [named] = subject.desired;
      if (named === undefined) throw new TypeError('The suite needs blocks');

      const plan = await steps.plan([named], { phase: 'remove' });
      await steps.carryOut(plan.operations);
      const under = await steps.plan([named], { phase: 'remove' });
      await subject.settle();
      const over = await steps.plan([named], { phase: 'remove' });

      expect(plan.operations.map(({ verb }) => verb)).toEqual(['delete']);
      expect(under.operations).toEqual([]);
      for (const { afterMs } of under.waiting) expect(afterMs).toBeGreaterThan(0);
      expect([...over.operations, ...over.waiting]).toEqual([]);
      expect((await steps.present()).length).toBe(subject.desired.length - 1);
    });
  });
}

/** The steps of a cycle. */
class Steps {
  readonly #subject: ProviderUnderTest;
  readonly signal: AbortSignal = new AbortController().signal;

  constructor(subject: ProviderUnderTest) {
    this.#subject = subject;
  }

  observe(blocks: readonly DesiredBlock[]): Promise<Observation> {
    const declared = blocks.map(({ kind, block }) => ({
      kind,
      name: String(block['name'] ?? ''),
      namespace: String(block['namespace'] ?? ''),
    }));
    const { provider, owner } = this.#subject;
    return provider.observe({ owner, declared }, this.signal);
  }

  async request(
    desired: readonly DesiredBlock[],
    rest: Partial<Pick<PlanRequest, 'phase' | 'retained'>> = {},
  ): Promise<PlanRequest> {
    const { owner, nowMs } = this.#subject;
    const observed = await this.observe(desired);
    return { phase: 'reconcile', owner, desired, retained: [], observed, nowMs, ...rest };
  }

  async plan(
    desired: readonly DesiredBlock[],
    rest: Partial<Pick<PlanRequest, 'phase' | 'retained'>> = {},
  ): Promise<ProviderPlan> {
    return this.#subject.provider.plan(await this.request(desired, rest));
  }

  async create(desired: readonly DesiredBlock[]): Promise<ProviderPlan> {
    const plan = await this.plan(desired);
    await this.carryOut(plan.operations);
    await this.#subject.settle();
    return plan;
  }

  async carryOut(
    operations: readonly Operation[],
  ): Promise<readonly Awaited<ReturnType<Provider['apply']>>[]> {
    const { provider, owner } = this.#subject;
    const results: Awaited<ReturnType<Provider['apply']>>[] = [];
    for (const operation of [...operations].sort((one, two) => one.wave - two.wave)) {
      const context = { owner, signal: this.signal };
      const carry = operation.verb === 'delete' ? 'delete' : 'apply';
      results.push(await provider[carry](operation, context));
    }
    return results;
  }

  async present(): Promise<readonly string[]> {
    const { resources } = await this.observe([]);
    return resources.map(({ id }) => id).sort();
  }
}

function idsOf(plan: ProviderPlan): readonly string[] {
  return plan.operations.map(({ id }) => id).sort();
}

/** Paths of properties that say nothing about themselves. */
function undescribed(schema: JsonObject, path: string): readonly string[] {
  const { properties, items } = schema;
  const missing: string[] = [];
  for (const [key, inner] of Object.entries((properties ?? {}) as Record<string, JsonObject>)) {
    const here = `${path}.${key}`;
    if (inner['description'] === undefined && inner['$ref'] === undefined) missing.push(here);
    missing.push(...undescribed(inner, here));
  }
  if (typeof items === 'object' && items !== null && !Array.isArray(items)) {
    missing.push(...undescribed(items as JsonObject, `${path}[]`));
  }
  return missing;
}

function frozen<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const inner of Object.values(value)) frozen(inner);
  return Object.freeze(value);
}
