import type { Note } from '../notes/index.ts';
import { readsPartsOnly } from './parts-only.ts';

const ACTION = /\{\{-?([\s\S]*?)-?\}\}/g;
const QUOTED = /"(?:[^"\\]|\\.)*"|`[^`]*`/g;
const KEYWORD = /^\s*(range|with|define|block|if|else|end)\b/;
/** A dot or dollar that no name follows. */
const BARE = /(?<![\w.$)])([.$])(?![\w.])/g;
const HEAD = /^\s*(?:(?:if|with|range|else if|else with)\s+)?([A-Za-z_]\w*)/;
const PIPED_TO = /^[.$]\s*\|\s*([A-Za-z_]\w*)/;
const COMPARISONS: ReadonlySet<string> = new Set(['eq', 'ne', 'not']);
const DOT_MOVERS: ReadonlySet<string> = new Set(['range', 'with', 'define', 'block']);

/**
 * Whether a template may print the whole scope, Secrets among the children included: `{{ toJson . }}`, `{{ $ }}`.
 *
 * @remarks Read from the text, on the safe side: a bare root is harmless only as an argument of a note that reads fixed
 * parts of it. Inside `range` and `with` the dot is another one.
 */
export function showsEverything(source: string, notes: ReadonlyMap<string, Note>): boolean {
  const blocks: boolean[] = [];
  for (const [, text = ''] of source.matchAll(ACTION)) {
    const plain = text.replace(QUOTED, '""');
    const isDotMoved = blocks.includes(true);
    for (const match of plain.matchAll(BARE)) {
      const isRoot = match[1] === '$' || !isDotMoved;
      if (isRoot && !isHarmless(plain, match.index, notes)) return true;
    }
    const [, keyword] = KEYWORD.exec(plain) ?? [];
    if (keyword === 'end') blocks.pop();
    else if (keyword === 'else') blocks.splice(-1, 1, false);
    else if (keyword !== undefined) blocks.push(DOT_MOVERS.has(keyword));
  }
  return false;
}

function isHarmless(action: string, index: number, notes: ReadonlyMap<string, Note>): boolean {
  const start = Math.max(...['(', '|', '='].map((mark) => action.lastIndexOf(mark, index))) + 1;
  const command = action.slice(start, index);
  const [, name = ''] = HEAD.exec(command) ?? PIPED_TO.exec(action.slice(index)) ?? [];
  return COMPARISONS.has(name) || readsPartsOnly(notes.get(name));
}
