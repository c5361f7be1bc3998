import type { Released } from './release-object.ts';

/** What was done, and what was left, a line each. */
export function releasedText(data: {
  readonly dryRun: boolean;
  readonly released: readonly Released[];
}): string {
  if (data.released.length === 0) return 'nothing carries our marks';
  return data.released.flatMap((each) => linesOf(each, data.dryRun)).join('\n');
}

function linesOf(
  { children, object, removed, warnings }: Released,
  isDryRun: boolean,
): readonly string[] {
  const verb = isDryRun ? 'would take off' : 'took off';
  const what = removed.length === 0 ? 'nothing to take off' : `${verb} ${removed.join(', ')}`;
  return [
    `${object}: ${what}`,
    ...children.map(
      (child) =>
        `  ${child.object}: ${isDryRun && child.outcome !== 'left as it is' ? 'would be ' : ''}${child.outcome}`,
    ),
    ...warnings.map((text) => `  warning: ${text}`),
  ];
}
