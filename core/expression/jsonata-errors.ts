import { ErrorCode, isOrkError, OrkError } from '../errors.ts';
import { budgetError } from './evaluation-budget.ts';
import type { ExpressionLimits } from './expression-context.ts';
import { JsonataFault } from './jsonata-fault.ts';
import { jsonataHint } from './jsonata-hints.ts';

/** Where an expression stands in the text that is reported on. */
export interface JsonataPlace {
  /** The text that holds the expression. */
  readonly source: string;
  /** Offset of the expression in that text. */
  readonly start: number;
}

const TOO_DEEP = 'D1011';
const TOO_LONG = new Set(['D2014', 'D2015']);

/** The error of an expression that cannot be parsed, with what to write instead where that is known. */
export function syntaxError(thrown: unknown, text: string, place: JsonataPlace): OrkError {
  const reason = reasonOf(thrown);
  const index = Math.max(0, reason.position - 1);
  const hint = jsonataHint(text, index);
  const offset = place.start + (hint?.index ?? index);
  const message = hint === undefined ? reason.message : `${reason.message}: ${hint.text}`;
  return new OrkError('Expression is not valid', {
    code: ErrorCode.ExpressionSyntax,
    cause: thrown,
    retry: { kind: 'never' },
    details: {
      text: `${message} at ${placeText(place.source, offset)}`,
      complaint: message,
      offset,
    },
  });
}

/** The error of an evaluation; what was read is not quoted when it may be secret. */
export function evaluationError(
  thrown: unknown,
  place: JsonataPlace,
  options: { readonly limits: ExpressionLimits; readonly isTainted: boolean },
): OrkError {
  if (isOrkError(thrown)) return thrown;
  const { code, message, position } = reasonOf(thrown);
  const { limits, isTainted } = options;
  if (code === TOO_DEEP) return budgetError('maxDepth', limits.maxDepth);
  if (TOO_LONG.has(code)) return budgetError('maxItems', limits.maxItems);
  const offset = place.start + Math.max(0, position - 1);
  const reason = isTainted ? 'the reason is withheld because it may show a secret' : message;
  return new OrkError('Expression failed', {
    code: ErrorCode.ExpressionExecution,
    ...(isTainted ? {} : { cause: thrown }),
    retry: { kind: 'never' },
    details: { text: `${reason} at ${placeText(place.source, offset)}`, offset },
  });
}

/** What JavaScript says where a function of JSONata's own computes with a wide whole number. */
const MIXED = /BigInt/;
const TOO_WIDE = 'it takes no whole number beyond 2^53';

/** JSONata throws plain objects; functions of ours throw errors, which it marks with the place. */
function reasonOf(thrown: unknown): { code: string; message: string; position: number } {
  if (typeof thrown !== 'object' || thrown === null) {
    return { code: '', message: String(thrown), position: 0 };
  }
  const { code, message, position, token } = thrown as Readonly<Record<string, unknown>>;
  const name =
    thrown instanceof Error && !(thrown instanceof JsonataFault) && typeof token === 'string'
      ? token
      : undefined;
  const told = typeof message === 'string' ? message : String(code);
  const text = MIXED.test(told) ? TOO_WIDE : told;
  return {
    code: typeof code === 'string' ? code : '',
    message: name === undefined ? text : `${callerOf(name)}: ${text}`,
    position: typeof position === 'number' ? position : 0,
  };
}

/** What failed, as it is written: a function, or an operator that became one. */
function callerOf(name: string): string {
  const [, operator] = /^exact:(.*)$/.exec(name) ?? [];
  if (operator !== undefined) return `operator ${operator === 'negate' ? '-' : operator}`;
  return `error calling $${name.replace(/^note:([^:]+).*$/, '$1')}`;
}

function placeText(source: string, offset: number): string {
  const before = source.slice(0, offset);
  const line = before.split('\n').length;
  return `line ${line}, column ${offset - before.lastIndexOf('\n')}`;
}
