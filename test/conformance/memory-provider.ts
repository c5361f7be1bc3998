import {
  type AttachRequest,
  type BlockProblem,
  type CheckRequest,
  ErrorCode,
  type Observation,
  type ObservedResource,
  type ObserveRequest,
  type Operation,
  type OperationContext,
  type OperationResult,
  OrkError,
  type PlanRequest,
  type Provider,
  type ProviderDescription,
  type ProviderPlan,
} from '../../core/index.ts';

interface Bucket {
  readonly owner: string;
  readonly name: string;
  readonly region: string;
  readonly isEmptying: boolean;
}

const NAME = /^[a-z0-9-]{3,63}$/;
const POLL_MS = 1_000;

/**
 * The smallest whole provider: storage buckets in memory, which take their time to be emptied before they are gone.
 *
 * @remarks An example of the contract, and the proof that the suite asks for nothing that only Kubernetes has.
 */
export class MemoryProvider implements Provider {
  readonly #buckets = new Map<string, Bucket>();
  #version = 0;

  describe(): ProviderDescription {
    const text = (
      description: string,
    ): { readonly description: string; readonly type: string } => ({
      description,
      type: 'string',
    });
    const schema = {
      type: 'object',
      description: 'A bucket.',
      properties: { name: text('Name of the bucket.'), region: text('Where it is.') },
      required: ['name', 'region'],
      additionalProperties: false,
    };
    const kind = { key: 'buckets', schema, wave: 0, createOnce: false };
    return { name: 'memory', version: '1.0.0', outputsRoot: 'providers.memory', kinds: [kind] };
  }

  async check({ block }: CheckRequest): Promise<readonly BlockProblem[]> {
    const { name } = block;
    if (typeof name === 'string' && (name.includes('{{') || NAME.test(name))) return [];
    return [{ path: ['name'], message: `${JSON.stringify(name)} is not a bucket name` }];
  }

  async attach(_request: AttachRequest, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
  }

  async observe({ owner }: ObserveRequest): Promise<Observation> {
    const mine = [...this.#buckets.values()].filter(
      (bucket) => bucket.owner === owner.object.metadata.uid,
    );
    const resources = mine.map(
      (bucket): ObservedResource => ({
        id: bucket.name,
        kind: 'buckets',
        namespace: '',
        name: bucket.name,
        object: { ...bucket },
      }),
    );
    const outputs = Object.fromEntries(mine.map(({ name, region }) => [name, { region }]));
    return { resources, version: String(this.#version), outputs: { buckets: outputs } };
  }

  async plan(request: PlanRequest): Promise<ProviderPlan> {
    const present = new Map(request.observed.resources.map((each) => [each.id, each]));
    if (request.phase !== 'reconcile') return planRemoval(request, present);
    const plan = emptyPlan();
    const kept = new Set(request.retained.map(({ block }) => String(block?.['name'])));
    for (const { entry, block } of request.desired) {
      const name = String(block['name']);
      if (!NAME.test(name)) {
        plan.failures.push({ entry, error: new OrkError('Name is invalid', INVALID) });
        continue;
      }
      kept.add(name);
      const place = { entry, id: name, resource: 'buckets', namespace: '', name };
      if (present.has(name)) plan.unchanged.push(place);
      else plan.operations.push(operationOf(place, 'create', { region: String(block['region']) }));
    }
    for (const { id } of present.values()) {
      const place = { entry: '', id, resource: 'buckets', namespace: '', name: id };
      if (!kept.has(id)) plan.operations.push(operationOf(place, 'delete', {}));
    }
    return plan;
  }

  async apply(operation: Operation, context: OperationContext): Promise<OperationResult> {
    refuseWhenAborted(context.signal);
    const { name, payload } = operation;
    const owner = context.owner.object.metadata.uid ?? '';
    this.#buckets.set(name, { owner, name, region: String(payload['region']), isEmptying: false });
    this.#version += 1;
    return { outcome: 'done' };
  }

  async delete({ name }: Operation, context: OperationContext): Promise<OperationResult> {
    refuseWhenAborted(context.signal);
    const bucket = this.#buckets.get(name);
    if (bucket === undefined) return { outcome: 'done' };
    this.#buckets.set(name, { ...bucket, isEmptying: true });
    this.#version += 1;
    return { outcome: 'pending', afterMs: POLL_MS, message: `${name} is being emptied` };
  }

  /** Lets buckets that are being emptied go. */
  finish(): void {
    for (const [name, bucket] of this.#buckets) if (bucket.isEmptying) this.#buckets.delete(name);
    this.#version += 1;
  }
}

const INVALID = { code: ErrorCode.ResourceInvalid, retry: { kind: 'never' } } as const;

interface Draft extends ProviderPlan {
  readonly operations: Operation[];
  readonly unchanged: ProviderPlan['unchanged'][number][];
  readonly waiting: ProviderPlan['waiting'][number][];
  readonly failures: ProviderPlan['failures'][number][];
}

function emptyPlan(): Draft {
  return { operations: [], unchanged: [], waiting: [], failures: [], needsCleanup: true };
}

function planRemoval(
  { phase, desired }: PlanRequest,
  present: ReadonlyMap<string, ObservedResource>,
): ProviderPlan {
  const plan = emptyPlan();
  const named = new Set(desired.map(({ block }) => String(block['name'])));
  for (const { id, object } of present.values()) {
    if (phase !== 'cleanup' && !named.has(id)) continue;
    const place = { entry: '', id, resource: 'buckets', namespace: '', name: id };
    if ('isEmptying' in object && object['isEmptying'] === true) {
      plan.waiting.push({ ...place, message: `${id} is being emptied`, afterMs: POLL_MS });
    } else plan.operations.push(operationOf(place, 'delete', {}));
  }
  return plan;
}

function operationOf(
  place: ProviderPlan['unchanged'][number],
  verb: 'create' | 'delete',
  payload: Operation['payload'],
): Operation {
  const reason = verb === 'create' ? 'absent' : 'no longer declared';
  return { ...place, provider: 'memory', verb, wave: 0, reason, payload };
}

function refuseWhenAborted(signal: AbortSignal): void {
  if (signal.aborted) {
    throw new OrkError('Aborted', { code: ErrorCode.Aborted, cause: signal.reason });
  }
}
