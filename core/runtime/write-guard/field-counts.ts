import type { FieldWrite } from './field-writes.ts';
import { counted, type LeakyCount, levelAt } from './leaky-count.ts';
import type { LoopField, LoopReason } from './write-loop.ts';

/** What is known of the writes of one field. */
export interface Field {
  last: FieldWrite;
  counts: Partial<Record<LoopReason, LeakyCount>>;
}

type Fields = ReadonlyMap<string, Field>;

/** Writes of one field after which it counts as looping, and how fast such counts fall. */
const LIMITS: Readonly<Record<LoopReason, { readonly count: number; readonly periodMs: number }>> =
  {
    SelfFed: { count: 8, periodMs: 20_000 },
    Contested: { count: 20, periodMs: 60_000 },
    Volatile: { count: 4, periodMs: 60_000 },
  };
function fieldOf(
  { id, name, path, from, to, operation }: FieldWrite,
  reason: LoopReason,
): LoopField {
  const child = operation === undefined ? {} : { operation };
  return { id, name, path, reason, from, to, writers: [], ...child };
}

/** All fields that take part: one that feeds another is written less often than it may be, but often. */
export function loopingFields(
  fields: Fields,
  reason: LoopReason,
  nowMs: number,
): readonly LoopField[] {
  const { count, periodMs } = LIMITS[reason];
  return [...fields.values()].flatMap(({ counts, last }) => {
    const level = counts[reason];
    const isPart = level !== undefined && levelAt(level, nowMs, periodMs) >= count / 2;
    return isPart ? [fieldOf(last, reason)] : [];
  });
}

/** Whatever came from outside begins new chains. */
export function forgetChains(fields: Fields): void {
  for (const { counts } of fields.values()) delete counts.SelfFed;
}

/** A child that was never made before is progress, however long the chain is. */
export function isNew({ id, operation, isVolatile }: FieldWrite, fields: Fields): boolean {
  return operation?.verb === 'create' && !isVolatile && !fields.has(id);
}

/** Counts a write; the reason once it is one too many. */
export function countWrite(
  fields: Map<string, Field>,
  write: FieldWrite,
  cycle: { readonly isSelfFed: boolean; readonly isPaced: boolean; readonly nowMs: number },
): LoopReason | undefined {
  const known = fields.get(write.id);
  const field: Field = known ?? { last: write, counts: {} };
  const isRepeated = known?.last.value === write.value;
  fields.set(write.id, field);
  field.last = write;
  const counts: Readonly<Record<LoopReason, boolean>> = {
    SelfFed: cycle.isSelfFed,
    Contested: isRepeated,
    Volatile: write.isVolatile && !cycle.isPaced,
  };
  let found: LoopReason | undefined;
  for (const reason of ['Volatile', 'SelfFed', 'Contested'] as const) {
    const { count, periodMs } = LIMITS[reason];
    if (!counts[reason]) continue;
    const next = counted(field.counts[reason], { nowMs: cycle.nowMs, periodMs });
    field.counts[reason] = next;
    if (next.level >= count) found ??= reason;
  }
  return found;
}
