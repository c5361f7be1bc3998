import type { Clock } from '../clock.ts';
import type { Logger } from '../log.ts';
import { entriesOf } from '../program/entries-of.ts';
import type { CrdProgram } from '../program/program.ts';
import type { AttachRequest, Provider } from '../provider/provider.ts';

/** First and longest wait before a provider that could not start is asked again, in milliseconds. */
const RETRY_FIRST_MS = 1_000;
const RETRY_LAST_MS = 30_000;

/** What following the children of a CRD needs. */
export interface ChildFeedOptions {
  readonly crd: CrdProgram;
  readonly providers: ReadonlyMap<string, Provider>;
  readonly clock: Clock;
  readonly log: Logger;
  readonly changed: AttachRequest['changed'];
}

/** Lets a provider follow what a CRD may create; resolves once it can answer, or on abort. Never rejects: it is tried again. */
export async function attachProvider(
  provider: Provider,
  options: ChildFeedOptions,
  signal: AbortSignal,
): Promise<void> {
  const { crd, changed } = options;
  const request: AttachRequest = {
    crd: crd.name,
    gvk: crd.gvk,
    namespaced: crd.namespaced,
    ...(crd.watch.namespace === undefined ? {} : { namespace: crd.watch.namespace }),
    blocks: blocksOf(crd, provider.describe().name),
    changed,
  };
  await attachWithRetry(provider, request, { ...options, signal });
}

async function attachWithRetry(
  provider: Provider,
  request: AttachRequest,
  { clock, log, signal }: ChildFeedOptions & { readonly signal: AbortSignal },
): Promise<void> {
  for (
    let delayMs = RETRY_FIRST_MS;
    !signal.aborted;
    delayMs = Math.min(RETRY_LAST_MS, delayMs * 2)
  ) {
    try {
      await provider.attach(request, signal);
      return;
    } catch (error) {
      if (signal.aborted) return;
      log.warn(
        { err: error, provider: provider.describe().name },
        'provider could not start; trying again',
      );
      await clock.sleep(delayMs, signal);
    }
  }
}

/** Every block of a CRD that belongs to a provider, as written. */
function blocksOf(crd: CrdProgram, provider: string): AttachRequest['blocks'] {
  return entriesOf(crd)
    .filter((entry) => entry.provider === provider)
    .map(({ kind, written }) => ({ kind, block: written }));
}
