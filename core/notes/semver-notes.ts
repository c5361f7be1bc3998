import { defineNotes } from './define-note.ts';
import { parseVersion } from './loose-version.ts';
import type { Note } from './note.ts';
import { satisfies } from './version-constraint.ts';

/** Semantic versions (notes.md §1.11). */
export const semverNotes: readonly Note[] = defineNotes('semver', {
  'semverMajor(version string) string': {
    description: 'The major number, or an empty text for what is no version.',
    example: ['{{ semverMajor "v1.2.3" }}', '1'],
    call: (args) => String(parseVersion(args.text(0))?.major ?? ''),
  },
  'semverMinor(version string) string': {
    description: 'The minor number, or an empty text for what is no version.',
    example: ['{{ semverMinor "v1.2.3" }}', '2'],
    call: (args) => String(parseVersion(args.text(0))?.minor ?? ''),
  },
  'semverPatch(version string) string': {
    description: 'The patch number, or an empty text for what is no version.',
    example: ['{{ semverPatch "1.2" }}', '0'],
    call: (args) => String(parseVersion(args.text(0))?.patch ?? ''),
  },
  'semverValid(version string) boolean': {
    description: 'Whether a text is a version; "v1" and "1.2" are.',
    example: ['{{ semverValid "1.2.x" }}', 'false'],
    call: (args) => parseVersion(args.text(0)) !== undefined,
  },
  'semverCompare(a string, b string) number': {
    description: '-1, 0 or 1; 0 also when one is no version.',
    example: ['{{ semverCompare "1.10.0" "1.9.0" }}', '1'],
    call: (args) => {
      const left = parseVersion(args.text(0));
      const right = parseVersion(args.text(1));
      return left === undefined || right === undefined ? 0 : left.compare(right);
    },
  },
  'semverBump(version string, part string) string': {
    description: 'The next major, minor or patch version, without "v", pre-release and build.',
    example: ['{{ semverBump "v1.2.3-rc1" "minor" }}', '1.3.0'],
    call: (args) => bump(args.text(0), args.text(1).toLowerCase()),
  },
  'semverConstraint(version string, constraint string) boolean': {
    description: 'Whether a version fits a constraint such as ">=1.0,<2.0", "^1", "~1.2" or "1.x".',
    example: ['{{ semverConstraint "1.4.0" "^1.2" }}', 'true'],
    call: (args) => {
      const version = parseVersion(args.text(0));
      return version !== undefined && satisfies(version, args.text(1)) === true;
    },
  },
});

function bump(text: string, part: string): string {
  const version = parseVersion(text);
  if (version === undefined) return text;
  const { major, minor, patch } = version;
  if (part === 'major') return `${major + 1}.0.0`;
  if (part === 'minor') return `${major}.${minor + 1}.0`;
  return part === 'patch' ? `${major}.${minor}.${patch + 1}` : text;
}
