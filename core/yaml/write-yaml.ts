import { isObject } from '../object/json.ts';
import { blockText, numberText, scalarText } from './scalar-text.ts';

/** Readers of YAML 1.1 give up on a key that is longer than 1,024 bytes, unless it is marked. */
const MAX_SIMPLE_KEY = 250;

/**
 * Values of JSON as YAML, one document each, as kubectl prints them: no anchors, no folded lines.
 *
 * @remarks The only place that prints YAML. Readers of YAML 1.1 (kubectl, PyYAML) and 1.2 read the same out of it.
 */
export function writeYaml(documents: readonly unknown[]): string {
  return documents.map(documentText).join('---\n');
}

function documentText(value: unknown): string {
  // A text alone has no key to be indented from, so it stays on one line.
  if (typeof value === 'string') return `${scalarText(value)}\n`;
  const text = valueText(value, 0);
  return text.startsWith('\n') ? text.slice(1) : text.trimStart();
}

/** What follows `key:` or `-`: a scalar on the same line, or a line break and lines behind `indent` spaces. */
function valueText(value: unknown, indent: number): string {
  if (Array.isArray(value)) return listText(value, indent);
  if (isObject(value)) return mapText(value, indent);
  if (typeof value === 'string') return ` ${blockText(value, indent) ?? `${scalarText(value)}\n`}`;
  if (typeof value === 'number') return ` ${numberText(value)}\n`;
  return ` ${String(value ?? null)}\n`;
}

function listText(items: readonly unknown[], indent: number): string {
  if (items.length === 0) return ' []\n';
  const pad = ' '.repeat(indent);
  return `\n${items.map((item) => `${pad}-${itemText(item, indent + 2)}`).join('')}`;
}

/** The first line of a map or list stands beside the dash. */
function itemText(item: unknown, indent: number): string {
  const text = valueText(item, indent);
  return text.startsWith('\n') ? ` ${text.slice(1 + indent)}` : text;
}

function mapText(map: Readonly<Record<string, unknown>>, indent: number): string {
  const pad = ' '.repeat(indent);
  const lines = Object.entries(map)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${pad}${keyText(key, pad)}:${valueText(value, indent + 2)}`);
  return lines.length === 0 ? ' {}\n' : `\n${lines.join('')}`;
}

function keyText(key: string, pad: string): string {
  const text = scalarText(key);
  return text.length <= MAX_SIMPLE_KEY ? text : `? ${text}\n${pad}`;
}
