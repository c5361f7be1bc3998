import { type Document, isAlias, isMap, isScalar, isSeq, type Pair, type Scalar } from 'yaml';
import { isInt64 } from '../../json/int64.ts';
import type { ScalarStyle, SourceEntry, SourceNode, SourceScalar } from './source-node.ts';
import type { SourceText } from './source-text.ts';

/** Values a document may have, aliases expanded: what an alias bomb would exceed. */
const MAX_NODES = 100_000;

const WHOLE = /^(?:[-+]?\d+|0o[0-7]+|0x[\da-fA-F]+)$/;

/** Levels of nesting. */
export const MAX_DEPTH = 64;

/** A document that parses but cannot be used. */
export class UnusableYaml extends Error {
  override readonly name: string = 'UnusableYaml';
  readonly kind: 'too-large' | 'unsupported';
  readonly offset: number;

  constructor(kind: UnusableYaml['kind'], offset: number, message: string) {
    super(message);
    this.kind = kind;
    this.offset = offset;
  }
}

/**
 * Turns a parsed YAML document into nodes; aliases and merge keys are resolved.
 *
 * @throws {@link UnusableYaml} for what has no meaning in a Katalog, and beyond the limits.
 */
export function convertYaml(document: Document.Parsed, source: SourceText): SourceNode {
  return new Converter(document, source).convert(document.contents, 0);
}

class Converter {
  readonly #document: Document.Parsed;
  readonly #source: SourceText;
  #count = 0;

  constructor(document: Document.Parsed, source: SourceText) {
    this.#document = document;
    this.#source = source;
  }

  convert(node: unknown, depth: number): SourceNode {
    const [start, end] = rangeOf(node);
    this.#count += 1;
    if (this.#count > MAX_NODES)
      throw new UnusableYaml('too-large', start, `more than ${MAX_NODES} values`);
    if (depth > MAX_DEPTH)
      throw new UnusableYaml('too-large', start, `nested deeper than ${MAX_DEPTH} levels`);
    if (isAlias(node)) return this.#alias(node.resolve(this.#document), node.source, depth, start);
    if (isMap(node)) {
      const entries = node.items.flatMap((pair) => this.#entries(pair, depth + 1));
      return { kind: 'map', entries: withoutOverridden(entries), source: this.#source, start, end };
    }
    if (isSeq(node)) {
      const items = node.items.map((item) => this.convert(item, depth + 1));
      return { kind: 'list', items, source: this.#source, start, end };
    }
    return this.#scalar(isScalar(node) ? node : undefined, start, end);
  }

  #alias(target: unknown, name: string, depth: number, start: number): SourceNode {
    if (target === undefined)
      throw new UnusableYaml('unsupported', start, `alias *${name} has no anchor before it`);
    return this.convert(target, depth + 1);
  }

  #entries(pair: Pair, depth: number): readonly MergedEntry[] {
    const { key, value } = pair;
    const [keyStart, keyEnd] = rangeOf(key);
    if (!isScalar(key)) throw new UnusableYaml('unsupported', keyStart, 'a key must be a text');
    const name = textOf(key);
    if (name === '<<' && styleOf(key) === 'plain')
      return this.#merged(this.convert(value, depth), keyStart);
    const node =
      value === null ? this.#scalar(undefined, keyEnd, keyEnd) : this.convert(value, depth);
    const keyStyle = styleOf(key);
    return [{ key: name, keyStart, keyStyle, value: node, isMerged: false }];
  }

  #merged(node: SourceNode, keyStart: number): readonly MergedEntry[] {
    const maps = node.kind === 'list' ? node.items : [node];
    return maps.flatMap((map) => {
      if (map.kind !== 'map')
        throw new UnusableYaml('unsupported', keyStart, '<< takes a map or a list of maps');
      return map.entries.map((entry) => ({ ...entry, isMerged: true }));
    });
  }

  #scalar(node: Scalar | undefined, start: number, end: number): SourceScalar {
    const value = node?.value;
    const tag = node?.tag === undefined ? {} : { tag: node.tag };
    const place = { source: this.#source, start, end, ...tag };
    if (node === undefined || value === null || value === undefined)
      return { kind: 'scalar', value: null, text: '', style: 'plain', ...place };
    const text = textOf(node);
    const style = styleOf(node);
    return { kind: 'scalar', value: nativeOf(value, text), text, style, ...place };
  }
}

/** What is a number keeps its digits; what neither 64 bits nor a floating-point number hold stays the text it was written as. */
function nativeOf(value: unknown, text: string): string | number | bigint | boolean {
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'number' || !Number.isFinite(value)) return text;
  if (!WHOLE.test(text) || Number.isSafeInteger(value)) return value;
  const whole = BigInt(text);
  return isInt64(whole) ? whole : text;
}

interface MergedEntry extends SourceEntry {
  readonly isMerged: boolean;
}

/** Own keys win over merged ones, earlier merged ones over later (YAML merge key, 1.1). */
function withoutOverridden(entries: readonly MergedEntry[]): readonly SourceEntry[] {
  if (!entries.some(({ isMerged }) => isMerged)) return entries;
  const own = new Set(entries.filter(({ isMerged }) => !isMerged).map(({ key }) => key));
  return entries.filter(({ key, isMerged }) => {
    if (!isMerged) return true;
    return !own.has(key) && own.add(key);
  });
}

const STYLES: Readonly<Record<string, ScalarStyle>> = {
  PLAIN: 'plain',
  QUOTE_DOUBLE: 'double',
  QUOTE_SINGLE: 'single',
  BLOCK_LITERAL: 'block',
  BLOCK_FOLDED: 'folded',
};

function styleOf(node: Scalar): ScalarStyle {
  return STYLES[node.type ?? 'PLAIN'] ?? 'plain';
}

function textOf(node: Scalar): string {
  const { value, source } = node;
  return typeof value === 'string' ? value : (source ?? String(value));
}

function rangeOf(node: unknown): readonly [number, number] {
  const range = (node as { readonly range?: readonly number[] | null } | null)?.range;
  return [range?.[0] ?? 0, range?.[1] ?? 0];
}
