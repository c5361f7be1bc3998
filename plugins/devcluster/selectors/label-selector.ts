import { badRequest } from '../status/status-error.ts';

/** Decides about an object's labels. */
export type LabelPredicate = (labels: Readonly<Record<string, string>>) => boolean;

const KEY = '[A-Za-z0-9]([-A-Za-z0-9_./]{0,315}[A-Za-z0-9])?';
const FORMS: readonly [RegExp, (key: string, rest: string) => LabelPredicate][] = [
  [new RegExp(`^(${KEY})\\s+in\\s*\\(([^()]*)\\)$`), (key, rest) => isIn(key, valuesOf(rest))],
  [
    new RegExp(`^(${KEY})\\s+notin\\s*\\(([^()]*)\\)$`),
    (key, rest) => {
      const included = isIn(key, valuesOf(rest));
      return (labels) => !included(labels);
    },
  ],
  [new RegExp(`^(${KEY})\\s*!=\\s*([^=!<>\\s]*)$`), (key, value) => (l) => l[key] !== value],
  [new RegExp(`^(${KEY})\\s*==?\\s*([^=!<>\\s]*)$`), (key, value) => (l) => l[key] === value],
  [new RegExp(`^(${KEY})\\s*>\\s*(-?\\d+)$`), (key, bound) => compare(key, (n) => n > +bound)],
  [new RegExp(`^(${KEY})\\s*<\\s*(-?\\d+)$`), (key, bound) => compare(key, (n) => n < +bound)],
  [new RegExp(`^!\\s*(${KEY})$`), (key) => (labels) => labels[key] === undefined],
  [new RegExp(`^(${KEY})$`), (key) => (labels) => labels[key] !== undefined],
];

/**
 * Reads the text of `labelSelector`: `=`, `==`, `!=`, `in`, `notin`, `>`, `<`, existence and absence, joined by commas.
 *
 * @throws StatusError 400 when a part is none of these.
 */
export function parseLabelSelector(text: string): LabelPredicate {
  const predicates = splitRequirements(text).map(parseRequirement);
  return (labels) => predicates.every((matches) => matches(labels));
}

function parseRequirement(text: string): LabelPredicate {
  for (const [form, build] of FORMS) {
    const match = form.exec(text);
    if (match !== null) return build(match[1] ?? '', match[3] ?? '');
  }
  const surplus = /^\S+\s+(\S+)/.exec(text)?.[1] ?? text;
  throw badRequest(
    `unable to parse requirement: found '${surplus}', expected: in, notin, =, ==, !=, gt, lt`,
  );
}

/** Splits at commas outside parentheses. */
function splitRequirements(text: string): readonly string[] {
  return text
    .split(/,(?![^(]*\))/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function valuesOf(list: string): ReadonlySet<string> {
  return new Set(list.split(',').map((value) => value.trim()));
}

function isIn(key: string, values: ReadonlySet<string>): LabelPredicate {
  return (labels) => {
    const value = labels[key];
    return value !== undefined && values.has(value);
  };
}

function compare(key: string, holds: (value: number) => boolean): LabelPredicate {
  return (labels) => {
    const value = labels[key];
    return value !== undefined && /^-?\d+$/.test(value) && holds(Number(value));
  };
}
