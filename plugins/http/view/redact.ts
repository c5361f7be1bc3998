import { isObject } from '../../../core/index.ts';

const SECRET_NAME =
  /(password|passwd|passphrase|token|secret|api_?key|access_?key|private_?key|credentials?|authorization)$/i;
const REDACTED = '<redacted>';

/** Maps whose every value is secret: the data of Secrets, declared or live. */
const SECRET_MAPS = new Set(['data', 'stringData']);

/**
 * A value without what looks like a secret: texts under names such as `password` or `token`, and the data of Secrets.
 *
 * @remarks The second line of defence: tainted values never reach status in the first place (design §4).
 */
export function redact(value: unknown, name = ''): unknown {
  return new Redactor().value(value, name, false);
}

class Redactor {
  value(value: unknown, name: string, isInSecret: boolean): unknown {
    if (Array.isArray(value))
      return value.map((item) => this.value(item, name, isInSecret || name === 'secrets'));
    if (isObject(value)) return this.#map(value, isInSecret || value['kind'] === 'Secret');
    return SECRET_NAME.test(name) && isText(value) ? REDACTED : value;
  }

  #map(map: Readonly<Record<string, unknown>>, isSecret: boolean): Record<string, unknown> {
    const entries = Object.entries(map).map(([key, item]) => {
      if (isSecret && SECRET_MAPS.has(key) && isObject(item)) return [key, blank(item)] as const;
      return [key, this.value(item, key, isSecret)] as const;
    });
    return Object.fromEntries(entries);
  }
}

function isText(value: unknown): boolean {
  return typeof value === 'number' || (typeof value === 'string' && value !== '');
}

function blank(map: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.keys(map).map((key) => [key, REDACTED]));
}
