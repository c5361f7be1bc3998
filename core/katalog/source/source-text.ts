import type { SourcePosition } from '../../program/program.ts';

/** A document as it came from the edge: the name people know it by, and its text. */
export interface SourceDocument {
  readonly file: string;
  readonly text: string;
}

/** Text that was put in before parsing: at an offset of the read text stand `length` characters that the file lacks. */
export interface Insertion {
  readonly offset: number;
  readonly length: number;
}

/** The text that is parsed, with the way back to lines and columns of the file. */
export class SourceText {
  readonly file: string;
  readonly text: string;
  readonly #insertions: readonly Insertion[];
  readonly #lineStarts: readonly number[];

  /** `insertions` are in ascending order, in offsets of `text`. */
  constructor(file: string, text: string, insertions: readonly Insertion[] = []) {
    this.file = file;
    this.text = text;
    this.#insertions = insertions;
    this.#lineStarts = lineStartsOf(text);
  }

  /** Line and column (from 1, in UTF-16 units) of an offset. */
  positionAt(offset: number): SourcePosition {
    const line = this.#lineOf(offset);
    const start = this.#lineStarts[line] ?? 0;
    let added = 0;
    for (const insertion of this.#insertions) {
      if (insertion.offset >= offset) break;
      if (insertion.offset >= start) added += Math.min(insertion.length, offset - insertion.offset);
    }
    return { file: this.file, line: line + 1, column: offset - start - added + 1 };
  }

  #lineOf(offset: number): number {
    let low = 0;
    let high = this.#lineStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#lineStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

function lineStartsOf(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
