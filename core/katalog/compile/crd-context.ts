import { type JsonSchema, TargetShape } from '../../../schemas/index.ts';
import { SHORTHANDS } from '../../condition/comparison.ts';
import type { ConditionSet } from '../../condition/condition.ts';
import type { Compiled, CompileProblem } from '../../expression/compile-problem.ts';
import type { Expression, ExpressionTree } from '../../expression/expression.ts';
import { mayShowSecret, type SecretKinds } from '../../expression/secret-path.ts';
import { isObject, type JsonValue } from '../../object/json.ts';
import type { DocumentContext } from '../check/document-context.ts';
import { ProblemCode } from '../problem-code.ts';
import type { NodePath } from '../source/source-node.ts';
import { pathProblem, stepsOf } from './check-path.ts';
import { type KnownPaths, referenceProblem } from './check-reference.ts';
import type { ExpressionCompilers, WrittenConditions } from './expression-compilers.ts';
import { expressionProblem } from './expression-problem.ts';
import { isExpression } from './is-expression.ts';
import { checkShapes, fittedTo } from './list-or-single.ts';
import { warnOfLiteral } from './warn-of-literal.ts';

/** How one expression may differ from the others of its entry. */
export interface ExpressionUse {
  /** Further roots, those of `forEach`. */
  readonly roots?: readonly string[];
  /** Where secrets must not go: `status`, `a ConfigMap` … */
  readonly publicPlace?: string;
  /** What the place takes, where that may be a list. */
  readonly shape?: TargetShape;
}

/** Keys of conditions that depend on the time of day. */
const TIME_KEYS = new Set(['time', 'dayOfWeek', 'cron']);

/** Keys that compare the field; `value` belongs to `operator`. */
const COMPARING = new Set<string>([...SHORTHANDS, 'exists', 'notExists', 'operator']);

const LOWER = new Set(['min', 'greaterThan', 'greaterThanOrEqual']);
const UPPER = new Set(['max', 'lessThan', 'lessThanOrEqual']);

/** A lower and an upper bound belong together. */
function isRange([one = '', other = '', ...more]: readonly string[]): boolean {
  const isPair = (low: string, high: string): boolean => LOWER.has(low) && UPPER.has(high);
  return more.length === 0 && (isPair(one, other) || isPair(other, one));
}

/** Roots that change without any object changing. */
const FIGURE_ROOTS = new Set(['metrics', 'health']);

/** Roots that stay as they are when children or the status are written. */
const STABLE_ROOTS = new Set(['spec', 'data', 'inputs', 'apiVersion', 'kind', ...FIGURE_ROOTS]);
const STABLE_METADATA = new Set([
  'name',
  'namespace',
  'uid',
  'labels',
  'annotations',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
]);

/** Everything the compilation of one CRD entry shares. */
export class CrdContext {
  readonly document: DocumentContext;
  readonly path: NodePath;
  readonly known: KnownPaths;
  readonly #compilers: ExpressionCompilers;
  readonly #outputRoots: ReadonlySet<string>;
  readonly #secretKinds: SecretKinds;
  #readsOutputs = false;
  #readsTime = false;
  #readsOwnWrites = false;

  constructor(options: {
    readonly document: DocumentContext;
    /** `['spec', 'crds', name]`. */
    readonly path: NodePath;
    readonly known: KnownPaths;
    readonly compilers: ExpressionCompilers;
    readonly outputRoots: ReadonlySet<string>;
    readonly secretKinds: SecretKinds;
  }) {
    this.document = options.document;
    this.path = options.path;
    this.known = options.known;
    this.#compilers = options.compilers;
    this.#outputRoots = options.outputRoots;
    this.#secretKinds = options.secretKinds;
  }

  /** Whether anything compiled so far reads what providers have observed. */
  get readsOutputs(): boolean {
    return this.#readsOutputs;
  }

  /** Whether anything compiled so far may change although the objects do not. */
  get readsTime(): boolean {
    return this.#readsTime;
  }

  /**
   * Whether a decision compiled so far may come out differently after its own writes. What the status shows of providers does
   * not count: it is evaluated after them.
   */
  get readsOwnWrites(): boolean {
    return this.#readsOwnWrites;
  }

  /** A text that may hold a template or JSONata; faults are told at their place. */
  expression(path: NodePath, source: string, use: ExpressionUse = {}): Expression | undefined {
    return this.#single(path, this.#compilers.expression(source), use);
  }

  /** The text of an `expr:`. */
  jsonata(path: NodePath, source: string, use: ExpressionUse = {}): Expression | undefined {
    return this.#single(path, this.#compilers.jsonata(source), use);
  }

  /** A tree whose texts may be expressions. */
  tree(
    path: NodePath,
    value: JsonValue,
    { schema, ...use }: ExpressionUse & { readonly schema: JsonSchema },
  ): ExpressionTree | undefined {
    const compiled = this.#compilers.tree(value, schema);
    this.#tell(path, compiled.problems);
    this.#checkLeaves(path, value, use);
    if (compiled.value !== undefined) {
      checkShapes(path, value, {
        shape: TargetShape.at(schema, []),
        compilers: this.#compilers,
        document: this.document,
      });
    }
    return compiled.value;
  }

  /** `when` and `or` of the map at a path. */
  conditions(
    path: NodePath,
    { when, or }: WrittenConditions,
    use: ExpressionUse = {},
  ): ConditionSet | undefined {
    const written = {
      ...(when === undefined ? {} : { when }),
      ...(or === undefined ? {} : { or }),
    };
    const compiled = this.#compilers.conditions(written);
    this.#tell(path, compiled.problems);
    for (const key of ['when', 'or'] as const) {
      for (const [index, condition] of (written[key] ?? []).entries()) {
        this.checkComparison([...path, key, index], condition, use);
      }
    }
    return compiled.value;
  }

  /** Reference checks of a condition or rule: its field, its expected values, its `expr`. */
  checkComparison(path: NodePath, written: object, use: ExpressionUse = {}): void {
    this.#warnOfJoined(path, Object.keys(written));
    for (const [key, value] of Object.entries<unknown>({ ...written })) {
      if (TIME_KEYS.has(key)) this.#readsTime = true;
      if (typeof value !== 'string' || key === 'message') continue;
      if (key === 'expr')
        this.#checkReferences([...path, key], this.#compilers.jsonata(value), use);
      else if (key === 'field' && !isExpression(value)) this.#checkPath([...path, key], value, use);
      else if (isExpression(value))
        this.#checkReferences([...path, key], this.#compilers.expression(value), use);
    }
  }

  /** Compiles with another of the compilers and tells its faults. */
  compiled<Value>(
    path: NodePath,
    compile: (compilers: ExpressionCompilers) => Compiled<Value>,
  ): Value | undefined {
    const { value, problems } = compile(this.#compilers);
    this.#tell(path, problems);
    return value;
  }

  /** The original language looks at the first comparison only (katalog-language §5.7). */
  #warnOfJoined(path: NodePath, keys: readonly string[]): void {
    const comparing = keys.filter((key) => COMPARING.has(key));
    if (comparing.length < 2 || isRange(comparing)) return;
    const message = `${comparing.join(' and ')} stand in one condition: all of them must hold; other runtimes may look at one only`;
    this.document.warning(path, { code: ProblemCode.ComparisonsJoined, message });
  }

  #single(
    path: NodePath,
    compiled: Compiled<Expression>,
    use: ExpressionUse,
  ): Expression | undefined {
    this.#tell(path, compiled.problems);
    this.#checkReferences(path, compiled, use);
    const { value } = compiled;
    if (value?.language === 'literal') warnOfLiteral(this.document, path, value.source);
    return value && fittedTo(path, value, { shape: use.shape, document: this.document });
  }

  #tell(path: NodePath, problems: readonly CompileProblem[] = []): void {
    for (const problem of problems) {
      const { text, spot } = expressionProblem(problem, ProblemCode.TemplateInvalid);
      this.document.error([...path, ...problem.path], text, spot);
    }
  }

  #checkLeaves(path: NodePath, value: unknown, use: ExpressionUse): void {
    if (typeof value === 'string') {
      if (isExpression(value)) this.#checkReferences(path, this.#compilers.expression(value), use);
      else warnOfLiteral(this.document, path, value);
    } else if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) this.#checkLeaves([...path, index], item, use);
    } else if (isObject(value)) {
      for (const [key, item] of Object.entries(value)) this.#checkLeaves([...path, key], item, use);
    }
  }

  /** A field without a template: a path of plain steps. */
  #checkPath(path: NodePath, field: string, use: ExpressionUse): void {
    if (field.trim() === '') return;
    const problem = pathProblem(field, { name: 'field', schema: this.known.schema });
    if (problem !== undefined) this.document.error(path, problem, { at: 'value' });
    else this.#checkReference(path, { path: stepsOf(field), offset: 0 }, use);
  }

  #checkReferences(path: NodePath, compiled: Compiled<Expression>, use: ExpressionUse): void {
    if (compiled.value === undefined) {
      for (const each of compiled.references ?? []) this.#checkReference(path, each, use);
      return;
    }
    if (compiled.value.isVolatile) this.#readsTime = true;
    for (const reference of compiled.value.references) this.#checkReference(path, reference, use);
    if (use.publicPlace !== undefined && this.#leaks(compiled.value)) {
      const message = `a secret or random value must not go into ${use.publicPlace}`;
      this.document.error(path, { code: ProblemCode.TaintLeaks, message }, { at: 'value' });
    }
  }

  /** Whether a secret may be in the result, given the children that the entry makes. */
  #leaks({ taint, references }: Expression): boolean {
    if (taint?.isDrawn === true) return true;
    if (taint?.showsEverything === true && this.#secretKinds.areAny) return true;
    return references.some((reference) => mayShowSecret(reference, this.#secretKinds));
  }

  #checkReference(
    path: NodePath,
    reference: { readonly path: readonly string[]; readonly offset: number },
    use: ExpressionUse,
  ): void {
    const [root = ''] = reference.path;
    if (this.#outputRoots.has(root)) this.#readsOutputs = true;
    if (FIGURE_ROOTS.has(root)) this.#readsTime = true;
    if (!this.#isStable(path, reference.path, use)) this.#readsOwnWrites = true;
    const roots =
      use.roots === undefined ? this.known.roots : new Set([...this.known.roots, ...use.roots]);
    const problem = referenceProblem(reference.path, { ...this.known, roots });
    const spot = { at: 'value', offset: reference.offset } as const;
    if (problem?.isError === true) this.document.error(path, problem.text, spot);
    else if (problem !== undefined) this.document.warning(path, problem.text, spot);
  }

  #isStable(
    path: NodePath,
    [root = '', step = '']: readonly string[],
    use: ExpressionUse,
  ): boolean {
    const [box, stage] = path.slice(this.path.length);
    const isShown = box === 'operatorBox' && stage === 'status' && this.#outputRoots.has(root);
    if (isShown || STABLE_ROOTS.has(root) || use.roots?.includes(root) === true) return true;
    return root === 'metadata' && STABLE_METADATA.has(step);
  }
}
