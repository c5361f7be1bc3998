export { countFault } from './argument-count.ts';
export { compileTemplate } from './compile-template.ts';
export type {
  CompiledTemplate,
  FunctionUse,
  StaticReference,
  TemplateOptions,
  ValueUse,
} from './compiled-template.ts';
export type { FailureReason } from './exec/execution-errors.ts';
export {
  DEFAULT_EXECUTION_BUDGET,
  type ExecutionBudget,
  type ExecutionOptions,
  type TemplateExecution,
} from './exec/template-execution.ts';
export type { SourcePosition } from './parse/source-position.ts';
export { syntaxError } from './syntax-error.ts';
export type { TemplateFault } from './template-fault.ts';
export type { ParameterKind, TemplateCall, TemplateFunction } from './template-function.ts';
export { goFloat, goInt } from './value/go-number.ts';
export { bytesOf, hasRawBytes, textOfBytes } from './value/raw-bytes.ts';
