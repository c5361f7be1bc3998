import { deepEqual } from '../object/deep-equal.ts';
import { isObject } from '../object/json.ts';
import type { KubeObject } from '../object/kube-object.ts';
import { getPath } from '../object/path.ts';
import type { StatusFieldRecord } from './decision-record.ts';
import type { RefusedParts } from './refused-status.ts';

type Status = Readonly<Record<string, unknown>>;

/** What becomes of a field, and the status with it. */
export interface FieldOutcome {
  readonly record: StatusFieldRecord;
  readonly status: Status;
}

const ALTERED =
  'something else is stored than was sent: admission or a default of the schema changes it';

/**
 * A field in whose place something else was stored when it was sent, as long as that stands there: it is not sent again.
 *
 * @param altered - what was stored then; `undefined` where nothing is known
 */
export function alteredField(
  field: Pick<StatusFieldRecord, 'path' | 'conditions'>,
  status: Status,
  altered: unknown,
): FieldOutcome | undefined {
  if (altered === undefined || !deepEqual(getPath(status, field.path.split('.')), altered))
    return undefined;
  return { record: { ...field, outcome: 'altered', value: altered, error: ALTERED }, status };
}

/**
 * Notes the fields in whose place the API server has stored something else.
 *
 * @returns `true` where there are some
 */
export function noteAltered(
  fields: readonly StatusFieldRecord[],
  { status }: KubeObject,
  refused: Pick<RefusedParts, 'noteAltered'>,
): boolean {
  let isAny = false;
  for (const { path, outcome, value } of fields) {
    if (outcome !== 'set' && outcome !== 'cleared') continue;
    // Of fields within each other only all together say what was sent.
    if (fields.filter((each) => isWithin(each.path, path) || isWithin(path, each.path)).length > 1)
      continue;
    const stored = getPath(status, path.split('.'));
    const isCleared = outcome === 'cleared' && stored === '';
    // What is not there at all was dropped, or cleared.
    if (stored === undefined || stored === null || isCleared) continue;
    if (deepEqual(stored, asMerged(value))) continue;
    refused.noteAltered(path, value, stored);
    isAny = true;
  }
  return isAny;
}

function isWithin(path: string, outer: string): boolean {
  return path === outer || path.startsWith(`${outer}.`);
}

/** A value as a merge patch stores it: a member that is null is none. */
function asMerged(value: unknown): unknown {
  if (!isObject(value)) return value;
  const members = Object.entries(value).filter(([, each]) => each !== null && each !== undefined);
  return Object.fromEntries(members.map(([key, each]) => [key, asMerged(each)]));
}
