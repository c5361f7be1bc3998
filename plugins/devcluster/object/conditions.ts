import { type JsonObject, recordsAt } from '../json/record.ts';

/** A condition to set; its times are kept for it. */
export interface NewCondition {
  readonly type: string;
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason?: string;
  readonly message?: string;
}

/** Sets a condition in a status, keeping the time of the last change of its value. */
export function setCondition(
  status: JsonObject,
  condition: NewCondition,
  now: string,
  extra: JsonObject = {},
): void {
  const known = recordsAt(status, 'conditions');
  const before = known.find(({ type }) => type === condition.type);
  const isSame = before?.['status'] === condition.status;
  const since = isSame ? before?.['lastTransitionTime'] : now;
  const entry = { ...condition, ...extra, lastTransitionTime: since };
  status['conditions'] =
    before === undefined
      ? [...known, entry]
      : known.map((other) => (other === before ? entry : other));
}

/** Whether the status has the condition as true. */
export function isConditionTrue(status: unknown, type: string): boolean {
  return recordsAt(status, 'conditions').some(
    (condition) => condition['type'] === type && condition['status'] === 'True',
  );
}
