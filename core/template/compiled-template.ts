import type { ExecutionOptions } from './exec/template-execution.ts';
import type { SourcePosition } from './parse/source-position.ts';
import type { TemplateFault } from './template-fault.ts';
import type { TemplateFunction } from './template-function.ts';

/** What a template is compiled with. */
export interface TemplateOptions {
  /** Functions beside Go's built-ins; one of the same name replaces a built-in. */
  readonly functions: ReadonlyMap<string, TemplateFunction>;
  /** Keys of the data that may be written without their dot when `lenientNames` is set. */
  readonly roots?: ReadonlySet<string>;
  /**
   * Whether bare context roots (`children.job`), another case of a function's first letter, and hyphens within a field
   * (`.children.deployments.my-service`) are understood.
   * Default false, which is Go.
   */
  readonly lenientNames?: boolean;
  /**
   * Whether whole and fractional numbers are one type, as they are in JSON: they compare by value, `%f` takes 2 and `%d`
   * takes 2.0, and `slice` takes a field as index. Default false, which is Go.
   */
  readonly lenientNumbers?: boolean;
  /**
   * Whether a number is printed as text in one form, without an exponent (`2500000.5`), by actions, `print` and their
   * like; `printf` is Go's in any case. Default false, which is Go: `2.5000005e+06`.
   */
  readonly plainNumbers?: boolean;
  /** The name that error texts give the template. Default `template`. */
  readonly name?: string;
}

/** What becomes of a value that a template reads. */
export interface ValueUse {
  /** Function that takes the value as an argument. */
  readonly takenBy?: string;
  /** `true`: only whether there is a value decides, or it is gone through; what it holds is not shown. */
  readonly isOnlyTested?: boolean;
}

/** A path of the data that a template certainly names. */
export interface StaticReference extends SourcePosition, ValueUse {
  /** Keys from the root; `*` stands for any element of a list or map that is ranged over or indexed by a variable. */
  readonly path: readonly string[];
}

/** One place where a function is called. */
export interface FunctionUse extends SourcePosition {
  /** The name in the function table. */
  readonly name: string;
  /** The name in the template. */
  readonly written: string;
  /** Arguments, the piped one included. */
  readonly argumentCount: number;
}

/**
 * A template that is ready to run; it holds no state, so one may run any number of times.
 *
 * @remarks Texts may hold bytes that are no UTF-8, as Go's do (see `hasRawBytes`); only `execute` replaces them.
 */
export interface CompiledTemplate {
  readonly source: string;
  /** Whether the template is one `{{ pipeline }}` with nothing but blanks and comments around it. */
  readonly isSoleAction: boolean;
  /** In the order of the source. */
  readonly references: readonly StaticReference[];
  /** What becomes of the whole of the data where a template names it: `{{ toJson . }}`. */
  readonly rootUses: readonly ValueUse[];
  /** In the order of the source. */
  readonly functions: readonly FunctionUse[];
  /** What fails whenever it is reached; Go takes such a template all the same. In the order of the source. */
  readonly faults: readonly TemplateFault[];
  /**
   * The text of a field: the output without outer blanks, then without every `<no value>` (notes.md §3.1).
   *
   * @throws {@link OrkError} `TemplateExecution` with Go's text in `details.text`, or `TemplateBudget`
   */
  render(root: unknown, execution?: ExecutionOptions): string;
  /**
   * The native value of a sole action, `undefined` for nil; a text, also that of any other template, is as {@link render} gives it.
   *
   * @throws {@link OrkError} as {@link render}
   */
  evaluate(root: unknown, execution?: ExecutionOptions): unknown;
  /**
   * Like {@link evaluate}, but with every character that the template writes: outer blanks stay.
   *
   * @throws {@link OrkError} as {@link render}
   */
  exact(root: unknown, execution?: ExecutionOptions): unknown;
  /**
   * Go's own output as it prints it: what is no UTF-8 is U+FFFD.
   *
   * @throws {@link OrkError} as {@link render}
   */
  execute(root: unknown, execution?: ExecutionOptions): string;
}
