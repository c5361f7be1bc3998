import { isObject } from '../../../core/index.ts';

const SECRET_NAME =
  /(password|passwd|passphrase|token|secret|api_?key|access_?key|private_?key|credentials?|authorization)$/i;
const REDACTED = '<redacted>';

/**
 * What looks like a secret within a text: `password=…`, `password: …`, `"token":"…"`, `Authorization: Bearer …`, and a
 * password in a URL. Plain `token: …` and `secret: …` begin error messages too often.
 */
const SECRET_TEXTS: readonly RegExp[] = [
  /((?:password|passwd|passphrase)[=:] ?["']?)[^\s"',;&]+/gi,
  /((?:token|secret|api_?key|access_?key|private_?key|credentials?)=["']?)[^\s"',;&]+/gi,
  /((?:password|passwd|passphrase|token|secret|api_?key|access_?key|private_?key|credentials?)["']: ?["'])[^"']+/gi,
  /(\bauthorization["']?: ?["']?(?:bearer|basic) )[\w.~+/-]+=*/gi,
  /(:\/\/[^\s/:@]*:)[^\s/@]+(?=@)/g,
];

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

/** A text for people, such as the message of an event, without what looks like a secret in it. */
export function redactText(written: string): string {
  return SECRET_TEXTS.reduce((kept, pattern) => kept.replace(pattern, `$1${REDACTED}`), written);
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
  if (typeof value === 'number' || typeof value === 'bigint') return true;
  return typeof value === 'string' && value !== '';
}

function blank(map: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.keys(map).map((key) => [key, REDACTED]));
}
