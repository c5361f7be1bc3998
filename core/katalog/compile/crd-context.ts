import { type JsonSchema, TargetShape } from '../../../schemas/index.ts';
import type { ConditionSet } from '../../condition/condition.ts';
import type { Compiled, CompileProblem } from '../../expression/compile-problem.ts';
import type { Expression, ExpressionTree, PathReference } from '../../expression/expression.ts';
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
import { FIGURE_ROOTS, isStable } from './stable-path.ts';
import { warnOfJoined } from './warn-of-joined.ts';
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

/** Everything the compilation of one CRD entry shares. */
export class CrdContext {
  readonly document: DocumentContext;
  readonly path: NodePath;
  readonly known: KnownPaths;
  readonly #compilers: ExpressionCompilers;
  readonly #outputRoots: ReadonlySet<string>;
  readonly #secretKinds: SecretKinds;
  readonly #outputRootsRead = new Set<string>();
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

  /** Roots of what providers have observed that anything compiled so far reads. */
  get outputRootsRead(): readonly string[] {
    return [...this.#outputRootsRead].sort();
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
    warnOfJoined(path, Object.keys(written), this.document);
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
    const told = new Set<string>();
    for (const reference of compiled.value.references)
      this.#checkReference(path, reference, { ...use, source: compiled.value.source, told });
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
    reference: Pick<PathReference, 'isInherited' | 'offset' | 'path'>,
    use: ExpressionUse & { readonly source?: string; readonly told?: Set<string> },
  ): void {
    const [root = ''] = reference.path;
    if (this.#outputRoots.has(root)) this.#outputRootsRead.add(root);
    if (FIGURE_ROOTS.has(root)) this.#readsTime = true;
    const [box, stage] = path.slice(this.path.length);
    const isShown = box === 'operatorBox' && stage === 'status' && this.#outputRoots.has(root);
    const isOwn = use.roots?.includes(root) === true;
    if (!isShown && !isOwn && !isStable(reference.path)) this.#readsOwnWrites = true;
    const roots =
      use.roots === undefined ? this.known.roots : new Set([...this.known.roots, ...use.roots]);
    const problem = referenceProblem(reference.path, {
      ...this.known,
      // A note may be made for several operators.
      ...(reference.isInherited === true ? { declaredOutputs: undefined } : {}),
      roots,
    });
    const spot = { at: 'value', offset: reference.offset } as const;
    if (problem === undefined) return;
    // What is made of a faulty path, as by a range over it, is no second mistake.
    const rest = use.source?.slice(reference.offset) ?? root;
    const isDerived = !rest.replace(/^\$?\.?/, '').startsWith(root);
    if (isDerived && use.told?.has(problem.text.message) === true) return;
    use.told?.add(problem.text.message);
    if (problem.isError) this.document.error(path, problem.text, spot);
    else this.document.warning(path, problem.text, spot);
  }
}
