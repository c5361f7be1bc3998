import { textOf } from '../errors.ts';
import type { Became, Operation, OperationContext } from '../provider/operation.ts';
import type { Provider } from '../provider/provider.ts';
import type { FieldChange } from '../provider/standing.ts';
import { heldBackReason, isHeldBack, kindIn } from './held-back.ts';

/** How one operation ended. */
export interface Acted {
  readonly operation: Operation;
  readonly outcome: 'done' | 'pending' | 'failed' | 'not-reached';
  readonly error?: unknown;
  /** For `done`: planning again would find nothing to do. */
  readonly isFinal?: boolean;
  /** For `done`: what it turned out to be, where that is not what was planned. */
  readonly became?: Became;
  /** For `done`: version of the object as it is stored now. */
  readonly version?: string;
  /** For `done`: the object is as it was. */
  readonly isUntouched?: boolean;
  /** For `done`: declared fields that are stored otherwise. */
  readonly stored?: readonly FieldChange[];
  /** For `pending` and `not-reached`: what it waits for; for `pending` also when to look again. */
  readonly message?: string;
  readonly afterMs?: number;
  readonly durationMs: number;
}

/** What carrying out needs besides the operations. */
export interface ActContext extends OperationContext {
  readonly providers: ReadonlyMap<string, Provider>;
  /** Monotonic milliseconds, for durations. */
  readonly now: () => number;
}

/**
 * Carries out waves in order, the operations of a wave side by side. A failure holds up nothing but the removal of what it may
 * be the successor of.
 *
 * @remarks Never rejects: failures are told per operation, so that what succeeded beside them is known too.
 */
export async function act(
  waves: readonly (readonly Operation[])[],
  context: ActContext,
): Promise<readonly Acted[]> {
  const results: Acted[] = [];
  const failedKinds = new Set<string>();
  for (const wave of waves) {
    const ended = await Promise.all(
      wave.map((operation) => {
        if (context.signal.aborted) return notReached(operation, 'the cycle was ended');
        return isHeldBack(operation, failedKinds)
          ? notReached(operation, heldBackReason(operation.resource))
          : carryOut(operation, context);
      }),
    );
    results.push(...ended);
    for (const { outcome, operation } of ended)
      if (outcome === 'failed' && operation.verb !== 'update')
        failedKinds.add(kindIn(operation.provider, operation.resource));
  }
  return results;
}

function notReached(operation: Operation, message: string): Acted {
  return { operation, outcome: 'not-reached', message, durationMs: 0 };
}

async function carryOut(operation: Operation, context: ActContext): Promise<Acted> {
  const startedAt = context.now();
  const durationMs = (): number => context.now() - startedAt;
  try {
    const provider = context.providers.get(operation.provider);
    if (provider === undefined) throw new TypeError(`No provider ${operation.provider}`);
    const result =
      operation.verb === 'delete'
        ? await provider.delete(operation, context)
        : await provider.apply(operation, context);
    if (result.outcome === 'done') {
      const { isFinal = false, isUntouched, became, stored, version } = result;
      return {
        operation,
        outcome: 'done',
        isFinal,
        ...(version === undefined ? {} : { version }),
        ...(became === undefined ? {} : { became }),
        ...(isUntouched === true ? { isUntouched } : {}),
        ...(stored === undefined || stored.length === 0 ? {} : { stored }),
        durationMs: durationMs(),
      };
    }
    const { message, afterMs } = result;
    return { operation, outcome: 'pending', message, afterMs, durationMs: durationMs() };
  } catch (error) {
    return {
      operation,
      outcome: 'failed',
      error,
      message: textOf(error),
      durationMs: durationMs(),
    };
  }
}
