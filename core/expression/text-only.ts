import { ErrorCode, OrkError } from '../errors.ts';
import { isObject } from '../object/json.ts';
import { bytesOf, hasRawBytes } from '../template/index.ts';

/**
 * The value, when all texts in it are texts.
 *
 * @throws {@link OrkError} `TemplateExecution` where one holds bytes that are no UTF-8: JSON cannot carry them.
 */
export function textOnly<Value>(value: Value): Value {
  const wrong = bytesIn(value);
  if (wrong === undefined) return value;
  const at = bytesOf(wrong.slice(0, firstRaw(wrong))).length;
  throw new OrkError('Value is not text', {
    code: ErrorCode.TemplateExecution,
    details: {
      text: `the value is not text: from byte ${at} on it is no UTF-8; bytes can stand in data of a Secret and in binaryData of a ConfigMap only, elsewhere write {{ toBase64 … }}`,
    },
  });
}

function bytesIn(value: unknown): string | undefined {
  if (typeof value === 'string') return hasRawBytes(value) ? value : undefined;
  if (Array.isArray(value)) return firstOf(value);
  return isObject(value) ? firstOf(Object.values(value)) : undefined;
}

function firstOf(values: readonly unknown[]): string | undefined {
  for (const value of values) {
    const found = bytesIn(value);
    if (found !== undefined) return found;
  }
  return undefined;
}

function firstRaw(text: string): number {
  return text.search(/\p{Surrogate}/u);
}
