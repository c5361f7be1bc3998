import type { SemVer } from 'semver';
import parse from 'semver/functions/parse.js';

const LOOSE =
  /^v?(\d{1,15})(?:\.(\d{1,15}))?(?:\.(\d{1,15}))?(-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?(\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$/;
const MAX_LENGTH = 256;

/** A semantic version that may have a leading `v` and leave out minor and patch; `undefined` for anything else. */
export function parseVersion(text: string): SemVer | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const match = LOOSE.exec(text);
  if (match === null) return undefined;
  const [, major, minor = '0', patch = '0', preRelease = '', build = ''] = match;
  const numbers = [major, minor, patch].map(Number).join('.');
  return parse(`${numbers}${preRelease}${build}`) ?? undefined;
}
