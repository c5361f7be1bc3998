import type { Note } from '../notes/index.ts';
import { canonicalPath } from './context-roots.ts';
import type { PathReference } from './expression.ts';
import type { JsonataNode } from './jsonata-module.ts';
import { groupOf, isNode, isPlainPath, listOf, startOf } from './jsonata-nodes.ts';
import { readsPartsOnly } from './parts-only.ts';

/** A place where a function is called or named. */
export interface FunctionMention {
  readonly name: string;
  /** The variable node, which holds the name. */
  readonly node: JsonataNode;
  readonly offset: number;
  /** The call, absent where the function is only named. */
  readonly call?: JsonataNode;
  /** The call gets one more argument from the left of `~>`. */
  readonly isChained: boolean;
}

/** What can be known about JSONata without running it; best effort, as with templates. */
export interface JsonataAnalysis {
  readonly references: readonly PathReference[];
  /** First names as written, for roots that are aliases. */
  readonly writtenPaths: readonly (readonly string[])[];
  readonly mentions: readonly FunctionMention[];
  readonly regexps: readonly { readonly value: RegExp; readonly offset: number }[];
  /** `true`: it may read all roots at once (`$$`, `**`). */
  readonly readsEverything: boolean;
}

type Path = readonly string[] | undefined;

/** Walks the tree of an expression whose context is the roots. */
export function analyseJsonata(ast: unknown, notes: ReadonlyMap<string, Note>): JsonataAnalysis {
  const walker = new Walker(notes);
  walker.visit(ast, []);
  const { written, regexps } = walker;
  return {
    references: written.map((each) => ({ ...each, path: canonicalPath(each.path) })),
    writtenPaths: written.map(({ path }) => path),
    mentions: walker.mentions.filter(({ name }) => !walker.bound.has(name)),
    regexps,
    readsEverything: walker.readsEverything,
  };
}

class Walker {
  readonly written: PathReference[] = [];
  readonly mentions: FunctionMention[] = [];
  readonly regexps: { value: RegExp; offset: number }[] = [];
  readonly bound = new Set<string>();
  readsEverything = false;
  readonly #notes: ReadonlyMap<string, Note>;

  constructor(notes: ReadonlyMap<string, Note>) {
    this.#notes = notes;
  }

  /** Where the value of a node comes from, if that is one place under the roots. */
  visit(node: unknown, context: Path, isChained = false): Path {
    if (Array.isArray(node)) {
      for (const item of node) this.visit(item, context);
      return undefined;
    }
    if (!isNode(node)) return undefined;
    switch (node.type) {
      case 'condition':
        return this.#condition(node, context);
      case 'path':
        return this.#path(node, context);
      case 'variable':
        return this.#variable(node, context);
      case 'name':
        return this.#use(context, String(node.value), node);
      case 'function':
      case 'partial':
        this.#call(node, context, isChained);
        break;
      case 'apply':
        this.visit(node['lhs'], context);
        this.visit(node['rhs'], context, true);
        break;
      case 'lambda':
        this.#bindAll(node['arguments']);
        this.visit(node['body'], context);
        break;
      case 'bind':
        this.#bindAll([node['lhs']]);
        this.visit(node['rhs'], context);
        break;
      case 'wildcard':
      case 'descendant':
        this.#readAll(context, node);
        break;
      case 'regex':
        if (node.value instanceof RegExp) {
          this.regexps.push({ value: node.value, offset: startOf(node) });
        }
        break;
      case 'block':
        return this.#block(node, context);
      default:
        this.#children(node, context);
    }
    return undefined;
  }

  #path(node: JsonataNode, context: Path): Path {
    const steps = listOf(node['steps']);
    let current: Path = context;
    // What is mapped to something else (`spec.users.{…}`) has been read up to there.
    let read: Path;
    let offset = 0;
    for (const [index, step] of steps.entries()) {
      if (index === 0) offset = startOf(step);
      current = this.#step(step, current, index === 0 && steps.length > 1);
      read = current ?? read;
      this.#bindAll([step['focus'], step['index']]);
      for (const stage of [...listOf(step['stages']), ...listOf(step['predicate'])]) {
        this.visit(stage['expr'], current);
      }
    }
    if (read !== undefined && read.length > 0 && read !== context) {
      this.written.push({ path: read, offset });
    }
    this.visit(groupOf(node), current);
    return current;
  }

  #step(step: JsonataNode, current: Path, isStart: boolean): Path {
    if (step.type === 'name') {
      return current === undefined ? undefined : [...current, String(step.value)];
    }
    if (step.type === 'variable' && isStart) return variablePath(step, current);
    if (step.type === 'wildcard' && current !== undefined) return [...current, '*'];
    if (step.type === 'sort') {
      this.visit(
        listOf(step['terms']).map((term) => term['expression']),
        current,
      );
      return current;
    }
    return this.visit(step, current);
  }

  #variable(node: JsonataNode, context: Path): Path {
    const path = variablePath(node, context);
    if (path?.length === 0) this.readsEverything = true;
    if (path === undefined) this.#mention(node, { isChained: false });
    return path;
  }

  #call(node: JsonataNode, context: Path, isChained: boolean): void {
    const procedure = node['procedure'];
    const name = isNode(procedure) && procedure.type === 'variable' ? procedure.value : undefined;
    if (isNode(procedure) && typeof name === 'string') {
      this.#mention(procedure, { call: node, isChained });
    } else this.visit(procedure, context);
    const isHarmless = readsPartsOnly(this.#notes.get(String(name)));
    const isTest = TESTS.has(String(name)) && !this.bound.has(String(name));
    for (const argument of listOf(node['arguments'])) {
      const isWholeRoot =
        argument.type === 'variable' && variablePath(argument, context)?.length === 0;
      if (isTest) this.#test(argument, context);
      else if (!(isHarmless && isWholeRoot)) this.visit(argument, context);
    }
  }

  #condition(node: JsonataNode, context: Path): Path {
    this.#test(node['condition'], context);
    this.visit(node['then'], context);
    this.visit(node['else'], context);
    return undefined;
  }

  /** Visits what only decides: of a plain path nothing is shown. */
  #test(node: unknown, context: Path): void {
    const before = this.written.length;
    this.visit(node, context);
    if (!isPlainPath(node)) return;
    for (const reference of this.written.splice(before)) {
      this.written.push({ ...reference, isHidden: true });
    }
  }

  #block(node: JsonataNode, context: Path): Path {
    const paths = listOf(node['expressions']).map((expression) => this.visit(expression, context));
    return paths.at(-1);
  }

  #children(node: JsonataNode, context: Path): void {
    for (const [key, value] of Object.entries(node)) {
      if (typeof value === 'object' && value !== null && key !== 'slot' && key !== 'ancestor') {
        this.visit(value, context);
      }
    }
  }

  #use(context: Path, name: string, node: JsonataNode): Path {
    if (context === undefined) return undefined;
    const path = [...context, name];
    this.written.push({ path, offset: startOf(node) });
    return path;
  }

  #readAll(context: Path, node: JsonataNode): void {
    if (context === undefined || context.length === 0) this.readsEverything = true;
    else this.written.push({ path: [...context, '*'], offset: startOf(node) });
  }

  #mention(node: JsonataNode, how: Pick<FunctionMention, 'call' | 'isChained'>): void {
    if (typeof node.value !== 'string') return;
    this.mentions.push({ name: node.value, node, offset: startOf(node), ...how });
  }

  #bindAll(names: unknown): void {
    for (const name of Array.isArray(names) ? (names as readonly unknown[]) : []) {
      if (typeof name === 'string') this.bound.add(name);
      else if (isNode(name) && typeof name.value === 'string') this.bound.add(name.value);
    }
  }
}

/** Functions that tell no more of their argument than whether it is there, or how often. */
const TESTS: ReadonlySet<string> = new Set(['exists', 'boolean', 'not', 'count']);

/** `$$` is the roots, `$` the context; any other variable may hold anything. */
function variablePath(node: JsonataNode, context: Path): Path {
  if (node.value === '$') return [];
  return node.value === '' ? context : undefined;
}
