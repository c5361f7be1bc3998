import { writeJson } from '../../json/write-json.ts';
import type { Operation } from '../../provider/operation.ts';

/** Why writes do not come to an end; also the reason of the condition `WriteLoop`. */
export type LoopReason =
  /** Each write makes the next one differ, and nothing came in between. */
  | 'SelfFed'
  /** Somebody sets back what is written, again and again. */
  | 'Contested'
  /** Random values or the time make a child differ in each cycle. */
  | 'Volatile';

/** A field that is written again and again. */
export interface LoopField {
  readonly id: string;
  readonly name: string;
  /** Path within its object; `''`: the whole object. */
  readonly path: string;
  /** Of a child: the write it was part of. */
  readonly operation?: Operation;
  readonly reason: LoopReason;
  /** What it is set back to, as seen last. */
  readonly from: unknown;
  readonly to: unknown;
  /** Field managers that write it besides this operator, where the API server knows them. */
  readonly writers: readonly string[];
}

/** Writes of one custom resource that do not come to an end. */
export interface WriteLoop {
  readonly reason: LoopReason;
  readonly fields: readonly LoopField[];
}

/** Whether only the status of the custom resource is concerned, so that everything else is as declared. */
export function isOfStatusOnly({ fields }: WriteLoop): boolean {
  return fields.every(({ id, operation }) => operation === undefined && id.startsWith('status.'));
}

/** Fields that a message names; the others are counted. */
const NAMED = 3;

/** For people: which fields, who writes them, and what is done about it. */
export function loopText({ fields }: WriteLoop, everyMs: number): string {
  const named = fields.slice(0, NAMED).map(fieldText);
  const rest = fields.length > NAMED ? `; and ${fields.length - NAMED} more fields` : '';
  return `${named.join('; ')}${rest}; written once per resync (${Math.round(everyMs / 1000)} s) until the spec changes`;
}

function fieldText({ name, reason, from, to, writers }: LoopField): string {
  if (reason === 'SelfFed') return `${name} differs after each write of it`;
  if (reason === 'Volatile') return `${name} differs each time it is evaluated`;
  const by = writers.length === 0 ? UNKNOWN_WRITER : writers.join(', ');
  const values =
    from === undefined && to === undefined ? '' : ` (declared ${short(to)}, found ${short(from)})`;
  return `${name} is set back each time${values} by ${by}`;
}

const UNKNOWN_WRITER = 'a webhook, or a writer that names itself as this operator does';

function short(value: unknown): string {
  const text = value === undefined ? 'absent' : writeJson(value);
  return text.length > 40 ? `${text.slice(0, 37)}...` : text;
}
