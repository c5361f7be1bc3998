import { parseDuration } from '../../../core/index.ts';
import type { Setting } from './setting.ts';

const YES = new Set(['1', 'true', 'yes', 'on']);
const NO = new Set(['0', 'false', 'no', 'off']);

/** Other words for values (cli-api §5.2). */
const ALIASES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  environment: { dev: 'development', uat: 'staging', live: 'production', prod: 'production' },
  logLevel: { warning: 'warn' },
  logFormat: { text: 'pretty' },
};

/** The value that a text stands for; the text itself where it stands for none, which the schema then refuses. */
export function parseSetting({ isDuration, key, schema }: Setting, text: string): unknown {
  if (isDuration) return parseMilliseconds(text) ?? text;
  switch (schema['type']) {
    case 'integer':
    case 'number':
      return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
    case 'boolean':
      return parseBoolean(text) ?? text;
    case 'array':
      return text.split(',').filter((item) => item !== '');
    default:
      return 'enum' in schema ? parseWord(key, text) : text;
  }
}

function parseMilliseconds(text: string): number | undefined {
  return /^\d+$/.test(text) ? Number(text) * 1000 : parseDuration(text);
}

function parseBoolean(text: string): boolean | undefined {
  const word = text.toLowerCase();
  if (YES.has(word)) return true;
  return NO.has(word) ? false : undefined;
}

function parseWord(key: string, text: string): string {
  const word = text.toLowerCase();
  return ALIASES[key]?.[word] ?? word;
}
