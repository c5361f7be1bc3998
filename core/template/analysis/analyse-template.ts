import type { FunctionUse, StaticReference, ValueUse } from '../compiled-template.ts';
import type { ListNode, StatementNode, TemplateSet } from '../parse/node.ts';
import { createLocator } from '../parse/source-position.ts';
import { ANY_ELEMENT, type Path, PipelineAnalysis, Scope } from './pipeline-analysis.ts';

/** What can be known about a template without running it. */
export interface TemplateAnalysis {
  readonly references: readonly StaticReference[];
  /** Uses of the whole of the data, such as `{{ toJson . }}`. */
  readonly rootUses: readonly ValueUse[];
  readonly functions: readonly FunctionUse[];
}

/**
 * Finds the paths that a template reads and the functions that it calls.
 *
 * @remarks Best effort: what depends on a computed key is left out, never guessed. A template that is called is
 * followed with the argument of each call; one that is only defined counts for its functions alone.
 */
export function analyseTemplate(templates: TemplateSet): TemplateAnalysis {
  const analysis = new PipelineAnalysis(createLocator(templates.source));
  const walker = new ListWalker(templates, analysis);
  walker.visitTemplate(templates.name, []);
  walker.visitUncalled();
  return {
    references: inSourceOrder(analysis.references, keyOf),
    rootUses: analysis.rootUses,
    functions: inSourceOrder(analysis.functions, (use) => use.name),
  };
}

/** A value that is shown in one place and tested in another is there twice. */
function keyOf({ path, takenBy = '', isOnlyTested = false }: StaticReference): string {
  return [...path, takenBy, String(isOnlyTested)].join('\0');
}

const MAX_VISITS = 200;
const MAX_PATH = 40;

class ListWalker {
  readonly #templates: TemplateSet;
  readonly #analysis: PipelineAnalysis;
  readonly #visited = new Set<string>();
  readonly #called = new Set<string>();

  constructor(templates: TemplateSet, analysis: PipelineAnalysis) {
    this.#templates = templates;
    this.#analysis = analysis;
  }

  /** @returns `false` when the template was not followed */
  visitTemplate(name: string, dot: Path | undefined): boolean {
    const call = `${name}\0${dot?.join('\0') ?? '\0?'}`;
    const list = this.#templates.trees.get(name);
    if (list === undefined || this.#visited.has(call)) return true;
    // A recursive template would be followed for ever: each call names a longer path.
    if (this.#visited.size >= MAX_VISITS || (dot?.length ?? 0) > MAX_PATH) return false;
    this.#visited.add(call);
    this.#called.add(name);
    this.#visitList(list, new Scope(dot));
    return true;
  }

  visitUncalled(): void {
    for (const name of this.#templates.trees.keys()) {
      if (!this.#called.has(name)) this.visitTemplate(name, undefined);
    }
  }

  #visitList(list: ListNode, scope: Scope): void {
    for (const node of list) this.#visitStatement(node, scope);
  }

  #visitStatement(node: StatementNode, scope: Scope): void {
    const analysis = this.#analysis;
    switch (node.kind) {
      case 'action': {
        const value = analysis.pipe(node.pipe, scope);
        // What a variable is made of counts where the variable is read.
        if (node.pipe.declared.length > 0) analysis.test(value);
        else analysis.use(value);
        break;
      }
      case 'if':
      case 'with':
      case 'range': {
        const inner = scope.child();
        const value = analysis.pipe(node.pipe, inner);
        analysis.test(value);
        this.#visitList(node.elseList ?? [], inner.child());
        if (node.kind === 'range') {
          const element = value?.path === undefined ? undefined : [...value.path, ANY_ELEMENT];
          inner.setRangeVariables(node.pipe.declared, element);
          inner.dot = element;
        } else if (node.kind === 'with') inner.dot = value?.path;
        this.#visitList(node.list, inner);
        break;
      }
      case 'template': {
        const value = node.pipe === undefined ? undefined : analysis.pipe(node.pipe, scope);
        const isFollowed = this.visitTemplate(node.name, value?.path);
        analysis.use(value, { isOnlyTested: isFollowed });
        break;
      }
      default:
        break;
    }
  }
}

function inSourceOrder<T extends { readonly offset: number }>(
  items: readonly T[],
  keyOf: (item: T) => string,
): readonly T[] {
  const unique = new Map(items.map((item) => [`${item.offset}\0${keyOf(item)}`, item]));
  return [...unique.values()].sort((left, right) => left.offset - right.offset);
}
