import { readJson, timestampOf } from '../../../core/index.ts';
import { readFields } from './wire-reader.ts';

type Fields = ReadonlyMap<number, number | bigint | Buffer>;

function numberOf(fields: Fields, number: number): number {
  return Number(fields.get(number) ?? 0);
}

function bytesOf(fields: Fields, number: number): Buffer {
  const value = fields.get(number);
  return Buffer.isBuffer(value) ? value : Buffer.alloc(0);
}

function parseRaw(fields: Fields): unknown {
  const text = bytesOf(fields, 1).toString('utf8');
  return text === '' ? undefined : readJson(text);
}

const MACHINERY = 'io.k8s.apimachinery.pkg';

/** Messages whose JSON is not an object of their fields. */
const READERS: Readonly<Record<string, (fields: Fields) => unknown>> = {
  [`${MACHINERY}.apis.meta.v1.Time`]: (fields) =>
    fields.size === 0 ? undefined : timestampOf(numberOf(fields, 1) * 1000),
  [`${MACHINERY}.apis.meta.v1.MicroTime`]: (fields) => {
    if (fields.size === 0) return undefined;
    const seconds = timestampOf(numberOf(fields, 1) * 1000).slice(0, -1);
    const micros = Math.floor(numberOf(fields, 2) / 1000);
    return `${seconds}.${String(micros).padStart(6, '0')}Z`;
  },
  [`${MACHINERY}.api.resource.Quantity`]: (fields) => bytesOf(fields, 1).toString('utf8'),
  [`${MACHINERY}.util.intstr.IntOrString`]: (fields) =>
    numberOf(fields, 1) === 0 ? numberOf(fields, 2) : bytesOf(fields, 3).toString('utf8'),
  [`${MACHINERY}.runtime.RawExtension`]: parseRaw,
  [`${MACHINERY}.apis.meta.v1.FieldsV1`]: parseRaw,
};

/** Whether the message has a JSON form of its own. */
export function isWellKnown(message: string): boolean {
  return Object.hasOwn(READERS, message);
}

/** The JSON of a message with a form of its own; undefined when it is empty. */
export function readWellKnown(message: string, bytes: Buffer): unknown {
  const fields = new Map([...readFields(bytes)].map(({ number, value }) => [number, value]));
  return READERS[message]?.(fields);
}
