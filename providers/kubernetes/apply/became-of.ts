import type { Became, Operation } from '../../../core/index.ts';
import type { ForeignItem } from '../plan/foreign-items.ts';
import { removalsOf } from '../plan/operations.ts';
import { writePayloadOf } from '../plan/payload.ts';
import type { Enforced } from './enforce-child.ts';

/** What an apply turned out to be, where items of others were met that the plan did not know of or that came back. */
export function becameOf(operation: Operation, enforced: Enforced): Became | undefined {
  const { changes = [], reason } = operation;
  const { removed, returned } = enforced;
  const isPlanned = (item: ForeignItem): boolean =>
    changes.some((change) => change.path === item.path);
  const unplanned = removed.filter((item) => !isPlanned(item));
  if (unplanned.length === 0 && returned.length === 0) return undefined;
  const { kind } = writePayloadOf(operation.payload).manifest;
  const done = changes.filter(({ path }) => !returned.some((item) => item.path === path));
  const all = [...done, ...removalsOf(kind, unplanned)];
  const rest = all.length === 0 ? {} : { changes: all };
  if (returned.length === 0) {
    const paths = unplanned.map(({ path }) => path).join(', ');
    return {
      decision: 'updated',
      reason: `${reason}; not declared and removed: ${paths}`,
      ...rest,
    };
  }
  const paths = returned.map(({ path }) => path).join(', ');
  const decision = all.length === 0 ? 'kept' : 'updated';
  return { decision, reason: `admission adds ${paths} to each write`, ...rest };
}
