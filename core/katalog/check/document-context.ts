import type { SourcePosition } from '../../program/program.ts';
import type { ProblemList, ProblemText } from '../problem.ts';
import { pathAtOffset } from '../source/edit-node.ts';
import { entryOf, nodeAt } from '../source/node-path.ts';
import { scalarOffset } from '../source/scalar-offset.ts';
import type { NodePath, SourceNode } from '../source/source-node.ts';

/** Where exactly a problem is: the value instead of its key, or a character within a text. */
export interface Spot {
  readonly at?: 'key' | 'value';
  /** UTF-16 unit of the value's text. */
  readonly offset?: number | undefined;
}

/** One document while it is compiled: its canonical form, and the way from there to what was written. */
export class DocumentContext {
  readonly root: SourceNode;
  readonly #original: SourceNode;
  readonly #problems: ProblemList;

  constructor(original: SourceNode, root: SourceNode, problems: ProblemList) {
    this.#original = original;
    this.root = root;
    this.#problems = problems;
  }

  get file(): string {
    return this.root.source.file;
  }

  /** The same document with another canonical form. */
  withRoot(root: SourceNode): DocumentContext {
    return new DocumentContext(this.#original, root, this.#problems);
  }

  /** Whether a part was in the document before what is wrong was left out; by its canonical path. */
  isWritten(path: NodePath): boolean {
    return nodeAt(this.#original, path) !== undefined;
  }

  error(path: NodePath, text: ProblemText, spot: Spot = {}): void {
    const offset = this.#offsetOf(path, spot);
    this.#problems.error(this.#place(offset), this.#writtenPath(path, offset), text);
  }

  warning(path: NodePath, text: ProblemText, spot: Spot = {}): void {
    const offset = this.#offsetOf(path, spot);
    this.#problems.warning(this.#place(offset), this.#writtenPath(path, offset), text);
  }

  /** Place of what stands at a canonical path. */
  positionOf(path: NodePath, spot: Spot = {}): SourcePosition {
    return this.#place(this.#offsetOf(path, spot));
  }

  #place(offset: number): SourcePosition {
    return this.root.source.positionAt(offset);
  }

  #offsetOf(path: NodePath, spot: Spot): number {
    const node = nodeAt(this.root, path);
    if (node?.kind === 'scalar' && spot.offset !== undefined)
      return scalarOffset(node, spot.offset);
    if (node !== undefined && spot.at === 'value') return node.start;
    const entry = entryOf(nodeAt(this.root, path.slice(0, -1)), String(path.at(-1)));
    if (entry !== undefined && path.length > 0) return entry.keyStart;
    if (node !== undefined) return node.start;
    return path.length === 0 ? this.root.start : this.#offsetOf(path.slice(0, -1), { at: 'key' });
  }

  /** The path as the user wrote it, when the setting moved; a missing key stands where it should be. */
  #writtenPath(path: NodePath, offset: number): NodePath {
    if (nodeAt(this.root, path) === undefined) return path;
    const written = pathAtOffset(this.#original, offset);
    return written.at(-1) === path.at(-1) || typeof path.at(-1) === 'number' ? written : path;
  }
}
