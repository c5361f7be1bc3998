import { isOrkError, printable, textOf } from '../../core/index.ts';
import type { CommandIo } from './io.ts';
import { styleOf } from './style.ts';

/** Tells an error on stderr: code, text, what else is known of it; the chain of causes only when debugging. */
export function reportError(
  error: unknown,
  { stderr, env }: CommandIo,
  { isDebug }: { readonly isDebug: boolean },
): void {
  const style = styleOf(stderr, env);
  const code = isOrkError(error) ? ` ${error.code}` : '';
  stderr.write(`ork: ${style.red('error')}${code}: ${printable(textOf(error))}\n`);
  for (const cause of causesOf(error)) stderr.write(`  because: ${printable(textOf(cause))}\n`);
  const hint = isOrkError(error) ? error.details['hint'] : undefined;
  if (typeof hint === 'string') stderr.write(`  ${printable(hint)}\n`);
  if (isDebug && error instanceof Error) stderr.write(`${printable(error.stack ?? '')}\n`);
  else if (!isOrkError(error))
    stderr.write('  Please report this; --debug prints where it arose\n');
}

/** What is known of an error, as data. */
export interface ErrorData {
  /** Absent: a fault of the program itself. */
  readonly code?: string;
  readonly message: string;
  /** What it comes from, outermost first. */
  readonly causes: readonly string[];
  readonly hint?: string;
  /** What is wrong in documents, as `ork validate` tells it. */
  readonly problems?: readonly unknown[];
}

/** The same as data, for programs. */
export function errorData(error: unknown): ErrorData {
  const { hint, problems }: Readonly<Record<string, unknown>> = isOrkError(error)
    ? error.details
    : {};
  return {
    ...(isOrkError(error) ? { code: error.code } : {}),
    message: textOf(error),
    causes: causesOf(error).map(textOf),
    ...(typeof hint === 'string' ? { hint } : {}),
    ...(Array.isArray(problems) ? { problems } : {}),
  };
}

/** Causes that say something new, outermost first. */
function causesOf(error: unknown): readonly unknown[] {
  const causes: unknown[] = [];
  const told = [textOf(error)];
  for (let next = causeOf(error); next !== undefined && causes.length < 5; next = causeOf(next)) {
    const text = textOf(next);
    // Some texts quote their cause.
    if (text !== '' && !told.some((outer) => outer.includes(text))) causes.push(next);
    told.push(text);
  }
  return causes;
}

function causeOf(error: unknown): unknown {
  return error instanceof Error ? error.cause : undefined;
}
