/** Why a text cannot be what it should be. */
interface LabelFault {
  readonly found: string;
  readonly expected: string;
}

const NAME = /^[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$/;
const PREFIX = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;
const MAX_PREFIX = 253;

/** Why a text is no name of a label (Kubernetes, "Labels and selectors": syntax). */
export function labelKeyFault(key: string): LabelFault | undefined {
  const slash = key.indexOf('/');
  const prefix = key.slice(0, Math.max(slash, 0));
  const isPrefixed = slash < 0 || (prefix.length <= MAX_PREFIX && PREFIX.test(prefix));
  if (isPrefixed && NAME.test(key.slice(slash + 1))) return undefined;
  const expected =
    'letters, digits, -, _ and . (at most 63, a letter or digit at both ends), after a domain and / if there is one';
  return { found: key, expected };
}

/** Why a text is no value of a label. */
export function labelValueFault(value: string): LabelFault | undefined {
  if (value === '' || NAME.test(value)) return undefined;
  const expected = 'at most 63 letters, digits, -, _ and ., with a letter or digit at both ends';
  return { found: value, expected };
}
