import { type Problem, printable } from '../../../core/index.ts';

/** Problems as workflow commands of GitHub Actions, which show them beside the lines of a pull request. */
export function githubText(problems: readonly Problem[]): string {
  return problems
    .map(({ code, column, file, line, message, severity }) => {
      const place = `file=${escapeProperty(file)},line=${line},col=${column},title=${escapeProperty(code)}`;
      return `::${severity} ${place}::${escapeData(printable(message))}\n`;
    })
    .join('');
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
