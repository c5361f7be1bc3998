import { afterEach, describe, expect, test } from 'vitest';
import { ErrorCode, isOrkError, type Operation, OrkError } from '../../../core/index.ts';
import { aBlock, aRig, type ProviderRig } from './a-provider.ts';

let rig: ProviderRig;

afterEach(() => rig.stop.abort());

const SETTINGS = aBlock('configMaps', { name: 'settings', data: { a: 'ours' } });

function refusal(status: number, retry: OrkError['retry'] = { kind: 'backoff' }): OrkError {
  const code = status === 403 ? ErrorCode.ApiForbidden : ErrorCode.ApiInvalid;
  return new OrkError('Kubernetes API request failed', {
    code,
    retry,
    details: { status, text: 'refused' },
  });
}

/** Tries a write until it is sent: what came, and after how long. */
async function attempt(operation: Operation): Promise<unknown> {
  const context = { owner: rig.owner, signal: rig.signal };
  return rig.provider.apply(operation, context).catch((error: unknown) => error);
}

const retryOf = (error: unknown): unknown => (isOrkError(error) ? error.retry : undefined);

async function planned(): Promise<Operation> {
  const [operation] = (await rig.plan([SETTINGS])).operations;
  if (operation === undefined) throw new Error('nothing is planned');
  return operation;
}

describe('a write that was refused', () => {
  test('is not sent again as it is before its time, however often its owner is woken', async () => {
    rig = await aRig([SETTINGS]);
    rig.cluster.refusals.push(refusal(403));
    const operation = await planned();
    const first = await attempt(operation);
    const before = rig.cluster.writes;

    const again = [await attempt(operation), await attempt(await planned())];

    expect(rig.cluster.writes).toBe(before);
    expect(retryOf(first)).toEqual({ kind: 'after', delayMs: 1_000 });
    expect(again.map((error) => isOrkError(error, ErrorCode.ApiForbidden))).toEqual([true, true]);
  });

  test('is sent again after waits that grow to minutes', async () => {
    rig = await aRig([SETTINGS]);
    const operation = await planned();
    const waits: number[] = [];

    for (let tries = 0; tries < 12; tries += 1) {
      rig.cluster.refusals.push(refusal(403));
      const retry = retryOf(await attempt(operation));
      const delayMs = (retry as { readonly delayMs: number }).delayMs;
      waits.push(delayMs);
      await rig.clock.advance(delayMs);
    }

    expect(waits.slice(0, 5)).toEqual([1_000, 2_000, 4_000, 8_000, 16_000]);
    expect(waits.at(-1)).toBe(300_000);
  });

  test('is sent at once when something else is declared', async () => {
    rig = await aRig([SETTINGS]);
    rig.cluster.refusals.push(refusal(403));
    await attempt(await planned());
    const changed = aBlock('configMaps', { name: 'settings', data: { a: 'changed' } });

    await rig.cycle([changed]);

    expect(rig.cluster.peek('ConfigMap', 'settings')?.['data']).toEqual({ a: 'changed' });
  });

  test('waits long when nothing that is known could let it succeed', async () => {
    rig = await aRig([SETTINGS]);
    rig.cluster.refusals.push(refusal(422, { kind: 'never' }));

    const error = await attempt(await planned());

    expect(retryOf(error)).toEqual({ kind: 'after', delayMs: 600_000 });
  });
});
