import { ErrorCode, OrkError } from '../../errors.ts';
import { quoteString } from '../format/quote.ts';
import type { LocatedNode } from '../parse/node.ts';
import { textOfNode } from '../parse/node-text.ts';
import { positionAt } from '../parse/source-position.ts';
import { byteLengthOf } from '../value/raw-bytes.ts';

/** Why a built-in function fails; the caller adds name and place. */
export class CallFailure extends Error {
  override readonly name: string = 'CallFailure';
}

/** Where an execution stood when it failed. */
export interface FailurePlace {
  /** Name of the source. */
  readonly name: string;
  readonly source: string;
  /** Name of the template that was executing. */
  readonly template: string;
  readonly node: LocatedNode | undefined;
}

/** What is behind a failure. */
export interface FailureReason {
  readonly cause?: unknown;
  /** Steps of a field path up to and with the one that nothing has, and where they begin (`''`, `$x`). */
  readonly nilPath?: { readonly start: string; readonly names: readonly string[] };
}

/** The failure of an execution with Go's text: `template: name:line:column: executing "name" at <…>: …`. */
export function executionError(
  place: FailurePlace,
  complaint: string,
  { cause, ...reason }: FailureReason = {},
): OrkError {
  const position = positionOf(place);
  return new OrkError('Template failed', {
    code: ErrorCode.TemplateExecution,
    cause,
    // The same data fails again; a change or the resync brings other data.
    retry: { kind: 'never' },
    details: { text: goText(place, complaint), complaint, ...reason, ...position },
  });
}

/** Says which bound of the budget was reached, and where. */
export function budgetError(place: FailurePlace, limit: string, max: number): OrkError {
  const complaint = `budget exceeded: ${limit} ${max}`;
  return new OrkError('Template exceeds its budget', {
    code: ErrorCode.TemplateBudget,
    // Only time depends on what else the machine does.
    retry: { kind: limit === 'maxDurationMs' ? 'backoff' : 'never' },
    details: { text: goText(place, complaint), limit, max, ...positionOf(place) },
  });
}

function positionOf({ source, node }: FailurePlace): object {
  return node === undefined ? {} : positionAt(source, node.offset);
}

function goText({ name, source, template, node }: FailurePlace, complaint: string): string {
  if (node === undefined) return `template: ${template}: ${complaint}`;
  const before = source.slice(0, node.offset);
  const { line } = positionAt(source, node.offset);
  // Go counts the column from 0 and in bytes.
  const column = byteLengthOf(before.slice(before.lastIndexOf('\n') + 1));
  const at = `${name}:${line}:${column}`;
  return `template: ${at}: executing ${quoteString(template)} at <${textOfNode(node)}>: ${complaint}`;
}
