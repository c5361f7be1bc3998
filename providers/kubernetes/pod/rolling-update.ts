import type { JsonObject } from '../../../core/index.ts';
import type { BlockReader } from '../block/block-reader.ts';
import { parseIntOrPercent } from '../block/parse-scalar.ts';
import { type Part, unlessEmpty } from '../kinds/kind.ts';
import { record, scalar } from '../schema/fields.ts';
import { ROLLING_UPDATE_PROFILES, readProfile, refuseBesideProfile } from './profiles.ts';

/** `rollingUpdate`, or nothing when the block has none. */
export function readRollingUpdate(block: BlockReader): Part | undefined {
  const inner = block.object('rollingUpdate');
  if (inner === undefined) return undefined;
  const profile = readProfile(inner, ROLLING_UPDATE_PROFILES);
  const explicit = {
    maxSurge: readAmount(inner, 'maxSurge'),
    maxUnavailable: readAmount(inner, 'maxUnavailable'),
  };
  refuseBesideProfile(inner, Object.keys(explicit));
  inner.end();
  const { maxUnavailable } = explicit;
  if (typeof maxUnavailable === 'string' && Number.parseInt(maxUnavailable, 10) > 100) {
    inner.report('maxUnavailable', `"${maxUnavailable}" must not be greater than 100%`);
  }
  if ([explicit.maxSurge, explicit.maxUnavailable].every(isNone)) {
    inner.report('', 'has maxSurge and maxUnavailable both 0, so no pod could be replaced');
  }
  return profile ?? unlessEmpty(explicit);
}

function isNone(amount: number | string | undefined): boolean {
  return amount === 0 || (typeof amount === 'string' && /^0+%$/.test(amount));
}

function readAmount(block: BlockReader, key: string): number | string | undefined {
  const text = block.text(key);
  if (text === undefined || block.isDeferred(text)) return text;
  const amount = parseIntOrPercent(text);
  if (typeof amount !== 'object') return amount;
  block.report(key, amount.problem);
  return undefined;
}

/** Schema of `rollingUpdate`. */
export const ROLLING_UPDATE_SCHEMA: JsonObject = record('How pods are replaced.', {
  profile: scalar('Amounts by name: safe, fast or blue-green; nothing else beside it.'),
  maxSurge: scalar('Pods above the wanted number, as number or percentage; not for StatefulSets.'),
  maxUnavailable: scalar('Pods that may be missing, as number or percentage.'),
});
