import type { SemVer } from 'semver';
import { parseVersion } from './loose-version.ts';

/** One comparison of a constraint, e.g. `>=1.2`. */
interface Comparison {
  readonly operator: string;
  /** Missing numbers are 0. */
  readonly version: SemVer;
  /** How many of major, minor and patch are given; 0 for `*`. */
  readonly given: number;
}

const COMPARISON =
  /^(=|!=|>=?|=>|<=?|=<|~>?|\^)?\s*v?(\d+|[xX*])(?:\.(\d+|[xX*]))?(?:\.(\d+|[xX*]))?(-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?$/;
const HYPHEN = /(\S+)\s+-\s+(\S+)/g;
const OPERATOR_GAP = /([=<>~^!])\s+/g;
const MAX_LENGTH = 512;

/**
 * Whether a version fits a constraint: `>=1.0,<2.0`, `^1`, `~1.2`, `1.x`, `1 - 2`, `||` (notes.md §1.11).
 *
 * @remarks As Masterminds/semver has it: a comma or a blank is "and"; a pre-release fits only comparisons that name one.
 * @returns `undefined` when the constraint is not valid
 */
export function satisfies(version: SemVer, constraint: string): boolean | undefined {
  if (constraint.length > MAX_LENGTH) return undefined;
  const groups = constraint.split('||').map(parseGroup);
  if (groups.some((group) => group === undefined)) return undefined;
  return groups.some((group) => group?.every((comparison) => fits(version, comparison)));
}

function parseGroup(text: string): readonly Comparison[] | undefined {
  const joined = text.replace(HYPHEN, '>=$1 <=$2').replace(OPERATOR_GAP, '$1').trim();
  if (joined === '') return undefined;
  const comparisons = joined.split(/[,\s]+/).map(parseComparison);
  const valid = comparisons.filter((comparison) => comparison !== undefined);
  return valid.length === comparisons.length ? valid : undefined;
}

function parseComparison(text: string): Comparison | undefined {
  const match = COMPARISON.exec(text);
  if (match === null) return undefined;
  const [, operator = '', ...parts] = match;
  const numbers = parts.slice(0, 3).map((part) => part ?? 'x');
  const wildcard = numbers.findIndex((part) => !/^\d+$/.test(part));
  const given = wildcard < 0 ? 3 : wildcard;
  const digits = numbers.map((part, index) => (index < given ? part : '0'));
  const version = parseVersion(`${digits.join('.')}${parts[3] ?? ''}`);
  return version === undefined ? undefined : { operator, version, given };
}

function fits(version: SemVer, comparison: Comparison): boolean {
  const { operator, version: bound, given } = comparison;
  if (version.prerelease.length > 0 && bound.prerelease.length === 0) return false;
  switch (operator) {
    case '>':
      return given === 3 ? version.compare(bound) > 0 : comparePrefix(version, bound, given) > 0;
    case '<':
      return version.compare(bound) < 0;
    case '>=':
    case '=>':
      return version.compare(bound) >= 0;
    case '<=':
    case '=<':
      return given === 3 ? version.compare(bound) <= 0 : comparePrefix(version, bound, given) <= 0;
    case '!=':
      return given === 3
        ? version.compare(bound) !== 0
        : comparePrefix(version, bound, given) !== 0;
    case '^':
      return (
        version.compare(bound) >= 0 && comparePrefix(version, bound, caretWidth(comparison)) === 0
      );
    case '~':
    case '~>':
      return version.compare(bound) >= 0 && comparePrefix(version, bound, Math.min(given, 2)) === 0;
    default:
      return given === 3
        ? version.compare(bound) === 0
        : comparePrefix(version, bound, given) === 0;
  }
}

/** How many leading numbers a caret keeps: up to the first that is not zero. */
function caretWidth({ version, given }: Comparison): number {
  if (version.major > 0 || given <= 1) return Math.min(given, 1);
  return version.minor > 0 || given === 2 ? 2 : 3;
}

function comparePrefix(left: SemVer, right: SemVer, width: number): number {
  const a = [left.major, left.minor, left.patch];
  const b = [right.major, right.minor, right.patch];
  for (let index = 0; index < width; index += 1) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
