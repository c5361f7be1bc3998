import { wholeValue } from '../../../core/index.ts';
import type { ProtobufField } from '../../../schemas/index.ts';
import { ensureRecord, type JsonObject } from '../json/record.ts';
import { isWellKnown, readWellKnown } from './well-known.ts';
import { readFields } from './wire-reader.ts';

/** Field tables by message name. */
export type Messages = Readonly<Record<string, readonly ProtobufField[]>>;

type WireValue = number | bigint | Buffer;

/** The JSON object that a protobuf message stands for; fields it does not know are skipped. */
export function decodeMessage(messages: Messages, name: string, bytes: Buffer): JsonObject {
  const table = new Map(messages[name]?.map((field) => [field[0], field]));
  const result: JsonObject = {};
  for (const { number, value } of readFields(bytes)) {
    const field = table.get(number);
    if (field !== undefined) put(messages, result, { field, value });
  }
  return result;
}

function put(
  messages: Messages,
  owner: JsonObject,
  { field, value }: { readonly field: ProtobufField; readonly value: WireValue },
): void {
  const [, name, form, type] = field;
  if (form === '%') {
    putEntry(messages, ensureRecord(owner, name), type, value);
    return;
  }
  const decoded = decodeValue(messages, type, value);
  if (decoded === undefined || (form === '-' && isZero(decoded))) return;
  if (form === '^') Object.assign(owner, decoded);
  else if (form === '*') {
    const list = owner[name];
    owner[name] = Array.isArray(list) ? [...list, decoded] : [decoded];
  } else owner[name] = decoded;
}

/** A map is a list of messages with a key and a value. */
function putEntry(messages: Messages, map: JsonObject, type: string, value: WireValue): void {
  if (!Buffer.isBuffer(value)) return;
  const entry = new Map([...readFields(value)].map((part) => [part.number, part.value]));
  const key = entry.get(1);
  const name = Buffer.isBuffer(key) ? key.toString('utf8') : String(key ?? '');
  map[name] = decodeValue(messages, type, entry.get(2) ?? Buffer.alloc(0));
}

function decodeValue(messages: Messages, type: string, value: WireValue): unknown {
  switch (type) {
    case 's':
      return Buffer.isBuffer(value) ? value.toString('utf8') : String(value);
    case 'b':
      return Buffer.isBuffer(value) ? value.toString('base64') : '';
    case 't':
      return Number(value) !== 0;
    case 'i':
      return typeof value === 'bigint' ? wholeValue(value) : Number(value);
    case 'd':
      return Number(value);
    default: {
      const bytes = Buffer.isBuffer(value) ? value : Buffer.alloc(0);
      return isWellKnown(type) ? readWellKnown(type, bytes) : decodeMessage(messages, type, bytes);
    }
  }
}

function isZero(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.keys(value).length === 0;
  return value === '' || value === 0 || value === false;
}
