/** Whether two texts will be equal once their templates are evaluated. */
export type Likeness = 'equal' | 'different' | 'unknown';

/** Actions whose text says nothing of what they yield: blocks, variables, and those that trim what stands beside them. */
const OPAQUE =
  /^\{\{-|-\}\}$|^\{\{\s*(?:if|else|end|range|with|define|block|template|break|continue)\b|:?=/;

/**
 * Compares texts as written: equal actions yield equal texts for the same object, so what is left of two texts without a common
 * start and end decides, where it holds no template.
 */
export function compareWritten(left: string, right: string): Likeness {
  const [one, other] = [unitsOf(left), unitsOf(right)];
  while (one.length > 0 && other.length > 0 && one[0] === other[0]) {
    one.shift();
    other.shift();
  }
  if (one.length === 0 && other.length === 0) return 'equal';
  if ([...unitsOf(left), ...unitsOf(right)].some((unit) => OPAQUE.test(unit))) return 'unknown';
  while (one.length > 0 && other.length > 0 && one.at(-1) === other.at(-1)) {
    one.pop();
    other.pop();
  }
  return differ(one, other) ? 'different' : 'unknown';
}

/** Of texts without a common start and end: whether no values of their actions can make them equal. */
function differ(one: readonly string[], other: readonly string[]): boolean {
  const isText = (unit: string | undefined): boolean => unit?.length === 1;
  if (one.length === 0) return other.some(isText);
  if (other.length === 0) return one.some(isText);
  return (isText(one[0]) && isText(other[0])) || (isText(one.at(-1)) && isText(other.at(-1)));
}

/** Characters, and whole actions spaced alike. */
function unitsOf(text: string): string[] {
  const units = text.match(/\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}|[\s\S]/g) ?? [];
  return units.map((unit) => (unit.length > 1 ? spaced(unit) : unit));
}

/** Texts inside of an action are not touched. */
function spaced(action: string): string {
  if (!action.startsWith('{{') || /["'`]/.test(action)) return action;
  const inner = action.slice(2, -2).trim().replaceAll(/\s+/g, ' ');
  return action.startsWith('{{-') || action.endsWith('-}}') ? action : `{{ ${inner} }}`;
}
