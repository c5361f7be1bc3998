import type { ResourceType } from '../../cluster/cluster.ts';
import { DEFINITION_TYPE } from '../../cluster/definition-type.ts';
import { compareText } from '../../compare-text.ts';
import { ErrorCode, isOrkError, textOf } from '../../errors.ts';
import type { InformerEvent } from '../../informer/informer-event.ts';
import type { Inventory } from '../../inventory/inventory.ts';
import { type InventoryRecord, inventoryIdOf } from '../../inventory/inventory-record.ts';
import { isObject } from '../../object/json.ts';
import { type KubeObject, refOf } from '../../object/kube-object.ts';
import { getPath } from '../../object/path.ts';
import type { CrdProgram } from '../../program/program.ts';
import { createWake } from '../../queue/wake.ts';
import { AbandonedKind, type AbandonedKindParts } from './abandoned-kind.ts';
import { formerProgram } from './former-program.ts';

/** An operator, as far as it says what it works on. */
export interface ServingOperator {
  readonly program: CrdProgram;
  readonly state: string;
  readonly isReady: boolean;
  get(ref: ReturnType<typeof refOf>): KubeObject | undefined;
}

/** What looking after abandoned custom resources needs. */
export interface AbandonedOptions
  extends Omit<
    AbandonedKindParts,
    'crd' | 'type' | 'namespaces' | 'owner' | 'why' | 'isServed' | 'isFormer' | 'inventory'
  > {
  readonly operators: readonly ServingOperator[];
  readonly inventory: Inventory | undefined;
}

/** How long after a failure it is tried again, in milliseconds. */
const RETRY_MS = 10_000;

/**
 * Custom resources that carry our finalizer and that no operator works on, of every kind that this installation declares or has
 * ever declared: those outside of a selection, of entries and Katalogs that are gone, of versions that are not served.
 *
 * @remarks Costs one list of metadata for each kind whose operators do not cover all that they ever worked on, and nothing for any
 * other. Works only while this process leads.
 */
export class AbandonedResources {
  readonly #options: AbandonedOptions;
  readonly #wake: ReturnType<typeof createWake>;
  readonly #kinds = new Map<string, { readonly print: string; readonly kind: AbandonedKind }>();
  readonly #failed = new Map<string, string>();
  readonly #running = new Set<Promise<void>>();
  #isLeader = false;
  #records: ReadonlyMap<string, InventoryRecord> | undefined;

  constructor(options: AbandonedOptions) {
    this.#options = options;
    this.#wake = createWake(options.clock);
  }

  setLeader(isLeader: boolean): void {
    this.#isLeader = isLeader;
    if (!isLeader) this.#records = undefined;
    this.evaluate();
  }

  /** Something changed on which it depends who works on what. */
  evaluate(): void {
    this.#wake.wake();
  }

  /** The cache of an operator lost an object. */
  lost(crd: CrdProgram, event: InformerEvent): void {
    this.#kinds.get(inventoryIdOf(crd))?.kind.lost(event);
  }

  /** For people; of one kind, or of those that no operator stands for. */
  warnings(crd?: CrdProgram): readonly string[] {
    const id = crd === undefined ? undefined : inventoryIdOf(crd);
    const declared = new Set(this.#options.operators.map(({ program }) => inventoryIdOf(program)));
    const isMeant = (each: string): boolean =>
      id === undefined ? !declared.has(each) : each === id;
    const found = [...this.#kinds].filter(([each]) => isMeant(each));
    const failed = [...this.#failed].filter(([each]) => isMeant(each));
    return [...found.flatMap(([, { kind }]) => kind.warnings()), ...failed.map(([, text]) => text)];
  }

  /** Until aborted. */
  async run(signal: AbortSignal): Promise<void> {
    const { clock, log } = this.#options;
    while (!signal.aborted) {
      const changed = this.#wake.wait(undefined, signal);
      try {
        await this.#settle(signal);
        await changed;
      } catch (err) {
        if (signal.aborted) break;
        log.warn(
          { err, reason: textOf(err) },
          'abandoned custom resources could not be looked for',
        );
        await clock.sleep(RETRY_MS, signal);
      }
    }
    for (const { kind } of this.#kinds.values()) kind.stop();
    await Promise.all(this.#running);
  }

  async #settle(signal: AbortSignal): Promise<void> {
    if (this.#isLeader && this.#records === undefined) {
      this.#records = await this.#readRecords(signal);
    }
    const records = this.#records ?? new Map<string, InventoryRecord>();
    const declared = this.#options.operators.map(({ program }) => inventoryIdOf(program));
    const ids = this.#isLeader ? [...new Set([...declared, ...records.keys()])] : [];
    for (const [id, { kind }] of this.#kinds) {
      if (ids.includes(id)) continue;
      kind.stop();
      this.#kinds.delete(id);
    }
    for (const id of ids) await this.#settleKind(id, records.get(id), signal);
  }

  /** Without the right to read it, which operators tell of, only what the program declares is known. */
  async #readRecords(signal: AbortSignal): Promise<ReadonlyMap<string, InventoryRecord>> {
    try {
      return (await this.#options.inventory?.read(signal)) ?? new Map();
    } catch (error) {
      if (!isOrkError(error, ErrorCode.ApiForbidden)) throw error;
      return new Map();
    }
  }

  async #settleKind(
    id: string,
    record: InventoryRecord | undefined,
    signal: AbortSignal,
  ): Promise<void> {
    const operators = this.#options.operators.filter(
      ({ program }) => inventoryIdOf(program) === id,
    );
    // Until its cache is filled, nobody can say what an operator works on.
    if (operators.some(({ isReady }) => !isReady)) return;
    const namespaces = uncovered(operators, record);
    const print = JSON.stringify([namespaces, operators.map(({ state }) => state === 'missing')]);
    if (this.#kinds.get(id)?.print === print) return;
    this.#kinds.get(id)?.kind.stop();
    this.#kinds.delete(id);
    this.#failed.delete(id);
    const crd = operators[0]?.program ?? (record === undefined ? undefined : formerProgram(record));
    if (crd === undefined || namespaces.length === 0) return;
    const type = await this.#typeOf(crd, signal);
    if (type === undefined) return;
    const { inventory, operators: _, ...rest } = this.#options;
    const kind = new AbandonedKind({
      ...rest,
      crd,
      type,
      namespaces,
      isFormer: operators.length === 0,
      ...(inventory === undefined ? {} : { inventory }),
      owner: {
        katalogs: [
          ...(record?.katalogs ?? []),
          ...operators.map(({ program }) => program.katalog.name),
        ],
        finalizers: [
          ...(record?.finalizers ?? []),
          ...operators.flatMap(({ program }) => program.finalizers.names),
        ],
      },
      why: reasonOf(operators, type),
      isServed: (object) => operators.some((each) => isWorking(each) && has(each, object)),
      log: rest.log.child({ crd: crd.name }),
    });
    this.#kinds.set(id, { print, kind });
    const running: Promise<void> = kind
      .run(signal)
      .catch((err: unknown) => {
        this.#failed.set(id, `${id}: ${textOf(err)}`);
        rest.log.error({ err }, 'abandoned custom resources are not looked after');
      })
      .finally(() => this.#running.delete(running));
    this.#running.add(running);
  }

  /** The version of the entry, or else any that is served. */
  async #typeOf(
    { gvk, plural }: CrdProgram,
    signal: AbortSignal,
  ): Promise<ResourceType | undefined> {
    const { cluster } = this.#options;
    const type = await cluster.resolve(gvk, signal);
    if (type !== undefined || gvk.group === '') return type;
    const name = `${plural}.${gvk.group}`;
    const definition = await cluster.get(
      { type: DEFINITION_TYPE, ref: { namespace: '', name } },
      signal,
    );
    const versions = getPath(definition, ['spec', 'versions']);
    for (const version of Array.isArray(versions) ? versions.filter(isObject) : []) {
      if (version['served'] !== true) continue;
      const served = await cluster.resolve({ ...gvk, version: String(version['name']) }, signal);
      if (served !== undefined) return served;
    }
    return undefined;
  }
}

function isWorking({ state }: ServingOperator): boolean {
  return state !== 'missing';
}

function has(operator: ServingOperator, object: KubeObject): boolean {
  return operator.get(refOf(object))?.metadata.uid === object.metadata.uid;
}

/** Namespaces that are or were watched and of which not every custom resource is worked on; `''` stands for all. */
function uncovered(
  operators: readonly ServingOperator[],
  record: InventoryRecord | undefined,
): readonly string[] {
  const watched = operators.map(({ program }) => program.watch.namespace ?? '');
  const whole = new Set(
    operators
      .filter(isWorking)
      .filter(
        ({ program: { watch } }) =>
          watch.labelSelector === undefined && watch.fieldSelector === undefined,
      )
      .map(({ program }) => program.watch.namespace ?? ''),
  );
  if (whole.has('')) return [];
  const left = [...new Set([...watched, ...(record?.namespaces ?? [])])].filter(
    (namespace) => !whole.has(namespace),
  );
  return left.includes('') ? [''] : left.sort(compareText);
}

const WAY_OUT = 'it is cleaned up when it is deleted; ork release lets it go';

function reasonOf(operators: readonly ServingOperator[], { version }: ResourceType): string {
  if (operators.length === 0) {
    return 'no Katalog declares its kind any more: it is cleaned up when it is deleted, without its onDelete; ork release lets it go';
  }
  if (!operators.some(isWorking)) return `only version ${version} is served: ${WAY_OUT}`;
  return `no operator selects it any more: ${WAY_OUT}`;
}
