const MIN_LENGTH = 4;

const ACTION = /\{\{.*?\}\}/g;

/** Stands for an action of a template. */
const MARK = '\0';

/**
 * Whether two names differ by one letter of their texts: more, less, another or two swapped.
 *
 * @remarks Short names are alike by chance, and a digit (`cache-1`, `cache-2`) is meant, as is another template.
 */
export function isOneSlip(left: string, right: string): boolean {
  if (left.startsWith('{%') || right.startsWith('{%')) return false;
  const [one, other] = [left, right].map((name) => (name.match(ACTION) ?? []).join(MARK));
  return one === other && areClose(left.replaceAll(ACTION, MARK), right.replaceAll(ACTION, MARK));
}

function areClose(left: string, right: string): boolean {
  if (left === right || Math.min(lettersOf(left), lettersOf(right)) < MIN_LENGTH) return false;
  const start = commonStart(left, right);
  const end = commonEnd(left.slice(start), right.slice(start));
  const [one, other] = [left, right].map((text) => text.slice(start, text.length - end));
  if (one === undefined || other === undefined || /\d/.test(one + other)) return false;
  if (one.length <= 1 && other.length <= 1) return true;
  return one.length === 2 && one === [...other].reverse().join('');
}

function lettersOf(text: string): number {
  return text.replaceAll(MARK, '').length;
}

function commonStart(left: string, right: string): number {
  let count = 0;
  while (count < Math.min(left.length, right.length) && left[count] === right[count]) count += 1;
  return count;
}

function commonEnd(left: string, right: string): number {
  return commonStart([...left].reverse().join(''), [...right].reverse().join(''));
}
