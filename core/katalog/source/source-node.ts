import type { SourceText } from './source-text.ts';

interface Placed {
  readonly source: SourceText;
  /** Offsets into the source's text. */
  readonly start: number;
  readonly end: number;
}

/** How a scalar is written. */
export type ScalarStyle = 'plain' | 'single' | 'double' | 'block' | 'folded';

/** A YAML scalar with its value and the text it was written as. */
export interface SourceScalar extends Placed {
  readonly kind: 'scalar';
  readonly value: string | number | bigint | boolean | null;
  /** What a reader who expects a string gets: `80` for the number 80 (katalog-language §0.4). */
  readonly text: string;
  readonly style: ScalarStyle;
  /** Only where one is written: `tag:yaml.org,2002:str` for `!!str`. */
  readonly tag?: string;
}

/** One key of a map. */
export interface SourceEntry {
  readonly key: string;
  readonly keyStart: number;
  /** Absent where nobody wrote the key. */
  readonly keyStyle?: ScalarStyle;
  readonly value: SourceNode;
}

export interface SourceMap extends Placed {
  readonly kind: 'map';
  readonly entries: readonly SourceEntry[];
}

export interface SourceList extends Placed {
  readonly kind: 'list';
  readonly items: readonly SourceNode[];
}

/** A value of a document that knows where it was written. */
export type SourceNode = SourceScalar | SourceMap | SourceList;

/** Keys and indexes from the root of a document. */
export type NodePath = readonly (string | number)[];
