import type { Problem, SourceDocument } from '../../../core/index.ts';
import { formatPosition, printable, printableLine } from '../../../core/index.ts';
import type { Style } from '../style.ts';

/** What is shown of a problem; its code may be that of an error too. */
export type ShownProblem = Omit<Problem, 'code' | 'path'> & { readonly code: string };

/** Problems for people: place, severity, code and message, then the line with a caret under the place. */
export function problemText(
  problems: readonly ShownProblem[],
  documents: readonly SourceDocument[],
  style: Style,
): string {
  const lines = new Map(documents.map(({ file, text }) => [file, text.split(/\r?\n/)]));
  return problems.map((problem) => oneProblem(problem, lines.get(problem.file), style)).join('\n');
}

function oneProblem(
  problem: ShownProblem,
  lines: readonly string[] | undefined,
  style: Style,
): string {
  const { code, severity } = problem;
  const message = printableLine(problem.message);
  const mark = severity === 'error' ? style.red(severity) : style.yellow(severity);
  const head = `${style.bold(`${printableLine(formatPosition(problem))}:`)} ${mark} ${code}: ${message}`;
  return [head, ...sourceLines(problem, lines, style), ...notes(problem)].join('\n');
}

function sourceLines(
  { line, column }: ShownProblem,
  lines: readonly string[] | undefined,
  style: Style,
): readonly string[] {
  const text = lines?.[line - 1];
  if (text === undefined || text.trim() === '') return [];
  const number = String(line).padStart(5);
  // Tabs keep their width under the caret line.
  const indent = printable(text.slice(0, column - 1)).replace(/[^\t]/g, ' ');
  return [
    `${style.dim(`${number} |`)} ${printable(text)}`,
    `${style.dim('      |')} ${indent}${style.red('^')}`,
  ];
}

/** What the message does not say already. */
function notes({ expected, found, message, nearest }: ShownProblem): readonly string[] {
  const told = (text: string): boolean => message.includes(text);
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['found', found],
    // A long list of what could stand there helps less than the one that was meant.
    ['expected', nearest === undefined ? expected : undefined],
    ['nearest', nearest],
  ];
  return rows.flatMap(([label, text]) =>
    text === undefined || text === '' || told(text)
      ? []
      : [`      = ${label}: ${printableLine(text)}`],
  );
}
